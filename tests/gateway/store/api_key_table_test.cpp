#include "gateway/store/api_key_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

ApiKeyRow keyOf(const std::string& id, char mark) {
    ApiKeyRow key;
    key.id = id;
    key.name = "name of " + id;
    key.prefix = std::string("gw-") + mark;
    key.secretHash = hashText(mark);
    key.createdAt = noon();
    return key;
}

/// Every field set.
ApiKeyRow fullKey() {
    auto key = keyOf("k1", 'a');
    key.userId = "u1";
    key.status = "frozen";
    key.rpm = 60;
    key.tpm = 100'000;
    key.parallelMax = 0;
    key.budgetNanoUsd = 5'000'000'000'000;
    key.models = {"gpt-4o", "a \"quoted\" one"};
    key.allowedIps = {"10.0.0.0/8", "2001:db8::1"};
    key.requireSignature = true;
    key.signingSecret = "v1.sealed";
    key.defaultPreset = "default";
    key.tags = {"team-1"};
    key.expiresAt = noon(10);
    key.revokedAt = noon(11);
    key.revokeReason = "lost";
    key.previousHash = hashText('b');
    key.previousUntil = noon(12);
    return key;
}

std::string idsOf(const std::vector<KeyListRow>& rows) {
    std::string ids;
    for (const auto& row : rows) ids += row.key.id;
    return ids;
}

void addDay(const TestDatabase& database, const std::string& keyId, std::int64_t day, std::int64_t requests) {
    QVERIFY(database->run("INSERT INTO key_day (key_id, day, requests, errors, cost_nanousd, last_used_at, last_ip) "
                          "VALUES (?, ?, ?, 2, 300, ?, '10.0.0.9')",
                          {keyId, day, requests, day * 86'400'000 + 5}));
}

std::int64_t today() { return std::chrono::floor<std::chrono::days>(noon()).time_since_epoch().count(); }

}  // namespace

class ApiKeyTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    std::string found(const KeyFilter& filter) { return idsOf(listApiKeys(database(), filter, {}, noon()).value().items); }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<TestDatabase>();
        QVERIFY(insertUser(database(), userOf("u1", "owner@example.com")));
    }
    void cleanup() { rig_.reset(); }

    void readsBackWhatWasInserted() {
        const auto plain = keyOf("k2", 'c');
        QCOMPARE(outcome(insertApiKey(database(), fullKey())), kDone);
        QCOMPARE(outcome(insertApiKey(database(), plain)), kDone);
        const auto first = findApiKey(database(), "k1", noon()).value();
        QVERIFY(first && first->key == fullKey());
        QCOMPARE(first->userEmail, std::string("owner@example.com"));
        const auto second = findApiKey(database(), "k2", noon()).value();
        QVERIFY(second && second->key == plain);
        QVERIFY(second->userEmail.empty());
        QVERIFY(!findApiKey(database(), "k3", noon()).value().has_value());
        QCOMPARE(allApiKeys(database()).value().size(), std::size_t{2});
    }

    void updatesEveryFieldButIdAndBirth() {
        QVERIFY(insertApiKey(database(), keyOf("k1", 'z')));
        auto sent = fullKey();
        sent.createdAt = noon(99);
        QCOMPARE(outcome(updateApiKey(database(), sent)), kDone);
        QVERIFY(findApiKey(database(), "k1", noon()).value()->key == fullKey());
        QCOMPARE(outcome(updateApiKey(database(), keyOf("k1", 'a'))), kDone);
        QVERIFY(findApiKey(database(), "k1", noon()).value()->key == keyOf("k1", 'a'));
        QCOMPARE(outcome(updateApiKey(database(), keyOf("k9", 'y'))), kNotFound);
    }

    void refusesRowsThatCannotBe_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"same hash", "short hash", "unknown user", "unknown status", "negative rpm"}) {
            QTest::newRow(what) << QString::fromLatin1(what);
        }
    }
    void refusesRowsThatCannotBe() {
        QFETCH(const QString, what);
        QVERIFY(insertApiKey(database(), keyOf("k1", 'a')));
        auto key = keyOf("k2", 'b');
        if (what == QLatin1String("same hash")) key.secretHash = hashText('a');
        if (what == QLatin1String("short hash")) key.secretHash = "abc";
        if (what == QLatin1String("unknown user")) key.userId = "nobody";
        if (what == QLatin1String("unknown status")) key.status = "asleep";
        if (what == QLatin1String("negative rpm")) key.rpm = -1;
        QCOMPARE(outcome(insertApiKey(database(), key)), kConflict);
        QCOMPARE(rig_->count("api_key"), std::int64_t{1});
    }

    void neverRevivesARevokedKey() {
        auto key = keyOf("k1", 'a');
        key.status = "revoked";
        QVERIFY(insertApiKey(database(), key));
        key.name = "renamed";
        QCOMPARE(outcome(updateApiKey(database(), key)), kDone);
        key.status = "active";
        const auto done = updateApiKey(database(), key);
        QCOMPARE(outcome(done), kConflict);
        QVERIFY(done.error().detail.find("stays revoked") != std::string::npos);
        QCOMPARE(findApiKey(database(), "k1", noon()).value()->key.status, std::string("revoked"));
    }

    void marksAColumnWrittenByHand_data() {
        QTest::addColumn<QString>("column");
        for (const char* column : {"models", "allowed_ips", "tags"}) QTest::newRow(column) << QString::fromLatin1(column);
    }
    void marksAColumnWrittenByHand() {
        QFETCH(const QString, column);
        QVERIFY(insertApiKey(database(), fullKey()));
        QVERIFY(database().run("UPDATE api_key SET " + column.toStdString() + " = 'gpt-4o'"));
        const auto key = allApiKeys(database()).value().front();
        QVERIFY(key.fault.starts_with(column.toStdString()));
        QCOMPARE(key.secretHash, hashText('a'));
    }

    void showsTheFiguresOfToday() {
        QVERIFY(insertApiKey(database(), keyOf("k1", 'a')));
        QVERIFY(!findApiKey(database(), "k1", noon()).value()->figures.lastUsedAt);
        addDay(*rig_, "k1", today() - 1, 50);
        auto figures = findApiKey(database(), "k1", noon()).value()->figures;
        QCOMPARE(figures.requestsToday, std::int64_t{0});
        QVERIFY(figures.lastUsedAt == fromMillis((today() - 1) * 86'400'000 + 5));
        addDay(*rig_, "k1", today(), 7);
        figures = findApiKey(database(), "k1", noon()).value()->figures;
        QCOMPARE(figures.requestsToday, std::int64_t{7});
        QCOMPARE(figures.errorsToday, std::int64_t{2});
        QCOMPARE(figures.costTodayNanoUsd, std::int64_t{300});
        QCOMPARE(figures.lastIp, std::string("10.0.0.9"));
        QVERIFY(figures.lastUsedAt == fromMillis(today() * 86'400'000 + 5));
        QCOMPARE(found({}), std::string("k1"));
    }

    void filters_data() {
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("search");
        QTest::addColumn<QString>("userId");
        QTest::addColumn<QString>("ids");
        const auto row = [](const char* name, const char* status, const char* search, const char* user, const char* ids) {
            QTest::newRow(name) << QString::fromLatin1(status) << QString::fromLatin1(search) << QString::fromLatin1(user)
                                << QString::fromLatin1(ids);
        };
        row("all", "", "", "", "k3k2k1");
        row("status", "frozen", "", "", "k1");
        row("owner", "", "", "u1", "k1");
        row("part of a name", "", "ame of k2", "", "k2");
        row("name in capitals", "", "NAME OF K2", "", "k2");
        row("prefix", "", "gw-c", "", "k3");
        row("e-mail", "", "owner@", "", "k1");
        row("tag", "", "team-1", "", "k1");
        row("status and search", "active", "name", "", "k3k2");
        row("a wildcard is a letter", "", "%", "", "k3");
        row("an underscore is a letter", "", "k_", "", "");
        row("a backslash is a letter", "", "\\", "", "k3");
        row("nothing", "revoked", "", "", "");
    }
    void filters() {
        QFETCH(const QString, status);
        QFETCH(const QString, search);
        QFETCH(const QString, userId);
        QFETCH(const QString, ids);
        QVERIFY(insertApiKey(database(), fullKey()));
        QVERIFY(insertApiKey(database(), keyOf("k2", 'b')));
        auto third = keyOf("k3", 'c');
        third.name = "name 100% \\";
        QVERIFY(insertApiKey(database(), third));
        QCOMPARE(found({status.toStdString(), search.toStdString(), userId.toStdString()}), ids.toStdString());
    }

    void pagesThroughKeysOfTheSameMoment() {
        for (const char mark : {'1', '2', '3', '4', '5'}) {
            auto key = keyOf(std::string("k") + mark, mark);
            if (mark == '5') key.createdAt = noon(-1);
            QVERIFY(insertApiKey(database(), key));
        }
        PageRequest request{.limit = 2, .cursor = {}};
        std::string ids;
        for (int i = 0; i < 3; ++i) {
            const auto page = listApiKeys(database(), {}, request, noon()).value();
            ids += idsOf(page.items) + "|";
            request.cursor = page.nextCursor.value_or("");
        }
        QCOMPARE(ids, std::string("k4k3|k2k1|k5|"));
        QVERIFY(request.cursor.empty());
        QCOMPARE(outcome(listApiKeys(database(), {}, {.limit = 2, .cursor = "x"}, noon())), kInvalidValue);
    }

    void reportsAMissingTable() {
        const TestDatabase empty(TestDatabase::Schema::none);
        QCOMPARE(outcome(allApiKeys(*empty)), kStoreFailed);
        QCOMPARE(outcome(findApiKey(*empty, "k1", noon())), kStoreFailed);
        QCOMPARE(outcome(listApiKeys(*empty, {}, {}, noon())), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(ApiKeyTableTest)
#include "api_key_table_test.moc"
