#include "gateway/store/provider_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

ProviderRow providerOf(const std::string& id, const std::string& name) {
    ProviderRow row;
    row.id = id;
    row.name = name;
    row.kind = "openai";
    row.baseUrl = "https://api.example.com/v1";
    row.createdAt = noon();
    return row;
}

ProviderRow fullProvider() {
    auto row = providerOf("p1", "main");
    row.allowPrivate = true;
    row.isActive = false;
    row.credential = "v1.sealed";
    row.credentialHint = "\u2026ab12";
    row.connectTimeoutMs = 1;
    row.firstByteTimeoutMs = 2;
    row.idleTimeoutMs = 3;
    row.totalTimeoutMs = 4;
    row.probeSeconds = 30;
    row.probeModel = "gpt-4o-mini";
    return row;
}

}  // namespace

class ProviderTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackWhatWasInsertedByName() {
        const TestDatabase database;
        QCOMPARE(outcome(insertProvider(*database, fullProvider())), kDone);
        QCOMPARE(outcome(insertProvider(*database, providerOf("p2", "a"))), kDone);
        const auto rows = allProviders(*database).value();
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows[0] == providerOf("p2", "a"));
        QVERIFY(rows[1] == fullProvider());
    }

    void updatesAllButIdNameAndBirth() {
        const TestDatabase database;
        QVERIFY(insertProvider(*database, providerOf("p1", "main")));
        auto sent = fullProvider();
        sent.name = "renamed";
        sent.createdAt = noon(9);
        QCOMPARE(outcome(updateProvider(*database, sent)), kDone);
        QVERIFY(allProviders(*database).value().front() == fullProvider());
        QCOMPARE(outcome(updateProvider(*database, providerOf("p9", "x"))), kNotFound);
    }

    void refusesRowsThatCannotBe_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"name", "kind", "timeout"}) QTest::newRow(what) << QString::fromLatin1(what);
    }
    void refusesRowsThatCannotBe() {
        QFETCH(const QString, what);
        const TestDatabase database;
        QVERIFY(insertProvider(*database, fullProvider()));
        auto row = providerOf("p2", "other");
        if (what == QLatin1String("name")) row.name = "main";
        if (what == QLatin1String("kind")) row.kind = "abacus";
        if (what == QLatin1String("timeout")) row.idleTimeoutMs = 0;
        QCOMPARE(outcome(insertProvider(*database, row)), kConflict);
        QCOMPARE(database.count("provider"), std::int64_t{1});
    }

    void keepsAProviderThatAPresetNames() {
        const TestDatabase database;
        QVERIFY(insertProvider(*database, fullProvider()));
        QVERIFY(database->run("INSERT INTO provider_preset (id, name, strategy, created_at) VALUES ('s1', 's', 'weighted', 0)"));
        QVERIFY(database->run("INSERT INTO provider_preset_item (id, preset_id, provider, model) VALUES ('i1', 's1', 'main', 'm')"));
        QCOMPARE(outcome(deleteProvider(*database, "p1")), kConflict);
        QVERIFY(database->run("DELETE FROM provider_preset_item"));
        QCOMPARE(outcome(deleteProvider(*database, "p1")), kDone);
        QCOMPARE(outcome(deleteProvider(*database, "p1")), kNotFound);
    }

    void reportsAMissingTable() {
        const TestDatabase database(TestDatabase::Schema::none);
        QCOMPARE(outcome(allProviders(*database)), kStoreFailed);
        QCOMPARE(outcome(insertProvider(*database, fullProvider())), kStoreFailed);
        QCOMPARE(outcome(deleteProvider(*database, "p1")), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(ProviderTableTest)
#include "provider_table_test.moc"
