#include "gateway/control/state.hpp"
#include "samples.hpp"
#include "store_file.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::StoreFile;

class LoadStateTest : public QObject {
    Q_OBJECT

    static void fill(store::Database& database) {
        const auto state = test::sampleState();
        for (const auto& [id, row] : state.users) QVERIFY(store::insertUser(database, row));
        for (const auto& [id, row] : state.keys) QVERIFY(store::insertApiKey(database, row));
        for (const auto& [id, row] : state.providers) QVERIFY(store::insertProvider(database, row));
        for (const auto& [id, row] : state.presets) QVERIFY(store::insertPreset(database, row));
        for (const auto& [ip, row] : state.blocks) QVERIFY(store::putBlockedIp(database, row));
        for (const auto& [place, row] : state.circuits) QVERIFY(store::putCircuit(database, row));
    }

   private Q_SLOTS:
    void leavesABadRowOutAndNamesIt_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const char* sql, const char* id, const char* said) {
            QTest::newRow(name) << QByteArray(sql) << QByteArray(id) << QByteArray(said);
        };
        row("role", "UPDATE users SET role = 'root' WHERE id = 'u-op'", "u-op", "users row u-op");
        row("status", "UPDATE api_key SET status = 'paused' WHERE id = 'k-1'", "k-1", "paused");
        row("hash", "UPDATE api_key SET secret_hash = replace(secret_hash, substr(secret_hash, 1, 2), 'zz') WHERE id = 'k-1'", "k-1", "secret_hash");
        row("short hash", "UPDATE api_key SET secret_hash = 'abcd' WHERE id = 'k-1'", "k-1", "secret_hash");
        row("models", "UPDATE api_key SET models = 'm-1' WHERE id = 'k-1'", "k-1", "models");
        row("ips", "UPDATE api_key SET allowed_ips = '[\"10.0.0.1/8\"]' WHERE id = 'k-1'", "k-1", "10.0.0.1/8");
        row("tpm", "UPDATE api_key SET tpm = -1 WHERE id = 'k-1'", "k-1", "negative");
        row("budget", "UPDATE api_key SET budget_nanousd = -1 WHERE id = 'k-1'", "k-1", "negative");
        row("rpm", "UPDATE api_key SET rpm = 4294967296 WHERE id = 'k-1'", "k-1", "out of range");
        row("parallel", "UPDATE api_key SET max_parallel = -1 WHERE id = 'k-1'", "k-1", "out of range");
        row("kind", "UPDATE provider SET kind = 'cohere' WHERE id = 'p-3'", "p-3", "cohere");
        row("url", "UPDATE provider SET base_url = 'nowhere' WHERE id = 'p-3'", "p-3", "base_url");
        row("private url", "UPDATE provider SET base_url = 'https://10.0.0.1' WHERE id = 'p-3'", "p-3", "private");
        row("strategy", "UPDATE provider_preset SET strategy = 'best' WHERE id = 's-1'", "s-1", "best");
        row("weight", "UPDATE provider_preset_item SET weight = 4294967296 WHERE id = 'i-1'", "s-1", "weight");
        row("priority", "UPDATE provider_preset_item SET priority = -1 WHERE id = 'i-1'", "s-1", "priority");
        row("everybody", "UPDATE blocked_ip SET ip = '0.0.0.0/0'", "b-203.0.113.9", "large part");
        row("ip", "UPDATE blocked_ip SET ip = 'everywhere'", "b-203.0.113.9", "everywhere");
    }
    void leavesABadRowOutAndNamesIt() {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, said);
        StoreFile file;
        auto database = file.open();
        fill(*database);
        file.byHand(sql.toStdString());
        const auto loaded = loadState(*database, kNow);
        QVERIFY(loaded);
        QCOMPARE(loaded->problems.size(), std::size_t{1});
        const auto problem = test::bytes(loaded->problems.front());
        QVERIFY2(problem.contains(said) && problem.contains("row " + id), problem.constData());
        QCOMPARE(loaded->badIds, (std::set<std::string, std::less<>>{id.toStdString()}));
        const auto& state = loaded->state;
        const auto rows = state.users.size() + state.keys.size() + state.providers.size() + state.presets.size() + state.blocks.size();
        QCOMPARE(rows, std::size_t{10});
        const std::string key = id.toStdString();
        QVERIFY(!state.user(key) && !state.key(key) && !state.provider(key) && !state.preset(key) && !state.blocks.contains("everywhere"));
    }
    void takesTheLargestNumbersThatCanBeServed() {
        StoreFile file;
        auto database = file.open();
        fill(*database);
        file.byHand("UPDATE api_key SET rpm = 4294967295, max_parallel = 0, tpm = 9223372036854775807 WHERE id = 'k-1'");
        const auto loaded = loadState(*database, kNow);
        QVERIFY(loaded && loaded->problems.empty());
        QCOMPARE(*loaded->state.key("k-1")->rpm, std::int64_t{4294967295});
    }
    void leavesExpiredBlocksOutWithoutAWord() {
        StoreFile file;
        auto database = file.open();
        auto old = test::blockRow("10.0.0.1");
        old.expiresAt = kNow;
        auto fresh = test::blockRow("10.0.0.2");
        fresh.expiresAt = kNow + std::chrono::milliseconds{1};
        QVERIFY(store::putBlockedIp(*database, old) && store::putBlockedIp(*database, fresh));
        const auto loaded = loadState(*database, kNow);
        QVERIFY(loaded && loaded->problems.empty());
        QCOMPARE(loaded->state.blocks.size(), std::size_t{1});
        QVERIFY(loaded->state.blocks.contains("10.0.0.2"));
    }
    void makesOneOfRowsThatSayTheSameRange() {
        StoreFile file;
        auto database = file.open();
        const std::string end = std::to_string(toMillis(kNow) + 60'000);
        file.byHand("INSERT INTO blocked_ip (id, ip, source, created_at, expires_at) VALUES ('b-1', '10.1.2.3/8', 'external', 0, " + end + "), "
                    "('b-2', '10.0.0.0/8', 'external', 0, " + end + "9), ('b-3', '::ffff:10.9.9.9/104', 'external', 0, " + end + "), "
                    "('b-4', '2001:DB8::7', 'external', 0, NULL)");
        const auto loaded = loadState(*database, kNow);
        QVERIFY(loaded && loaded->problems.empty());
        QCOMPARE(loaded->state.blocks.size(), std::size_t{2});
        const auto& row = loaded->state.blocks.at("10.0.0.0/8");
        QCOMPARE(row.id, std::string("b-2"));  // the one that lasts longest
        QCOMPARE(row.otherSpellings.size(), std::size_t{2});
        QVERIFY(loaded->state.blocks.contains("2001:db8::/64"));
        QVERIFY(store::deleteBlockedIp(*database, row.ip, row.otherSpellings));
        QCOMPARE(file.count("SELECT count(*) FROM blocked_ip"), std::int64_t{1});
        auto whole = loaded->state.blocks.at("2001:db8::/64");
        QVERIFY(store::putBlockedIp(*database, whole));
        QCOMPARE(file.count("SELECT count(*) FROM blocked_ip WHERE ip = '2001:db8::/64'"), std::int64_t{1});
        QCOMPARE(file.count("SELECT count(*) FROM blocked_ip"), std::int64_t{1});
    }
    void leavesOutCircuitsWhoseTimeIsUp() {
        StoreFile file;
        auto database = file.open();
        fill(*database);
        const auto loaded = loadState(*database, kNow + std::chrono::seconds(299));
        QVERIFY(loaded && loaded->state.circuits == test::sampleState().circuits);
        QVERIFY(loadState(*database, kNow + std::chrono::seconds(300))->state.circuits.empty());
    }
    void remembersTheVersionItSaw() {
        StoreFile file;
        auto database = file.open();
        fill(*database);
        const auto before = loadState(*database, kNow)->state.foreignVersion;
        QVERIFY(store::putBlockedIp(*database, test::blockRow("10.0.0.3")));
        QCOMPARE(loadState(*database, kNow)->state.foreignVersion, before);
        file.byHand("UPDATE users SET is_active = 0");
        QVERIFY(loadState(*database, kNow)->state.foreignVersion != before);
    }
    void failsWhenATableIsMissing_data() {
        QTest::addColumn<QByteArray>("table");
        for (const char* table : {"users", "api_key", "provider", "provider_preset", "blocked_ip"}) QTest::newRow(table) << QByteArray(table);
    }
    void failsWhenATableIsMissing() {
        QFETCH(QByteArray, table);
        StoreFile file;
        file.byHand("DROP TABLE " + table.toStdString());
        QCOMPARE(test::refusal(loadState(*file.open(), kNow)), QByteArray("STORE_FAILED"));
    }
};

QTEST_GUILESS_MAIN(LoadStateTest)
#include "load_state_test.moc"
