// Migration 0018 on a database that holds rows: each is there after the way up and after the way down again.
#include "gateway/store/migrator.hpp"
#include "gateway/store/spending_table.hpp"
#include "gateway/store/usage_table.hpp"

#include "tests/gateway/store/usage_rig.hpp"

#include <array>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

constexpr std::array kOld{
    "INSERT INTO gateway_log (id, trace_id, created_at, key_id, user_id, status, attempts, route_note) VALUES ('i2', 'req-2', 2000, 'k1', 'u1', 200, 2, 'w')",
    "INSERT INTO gateway_log (id, trace_id, created_at, key_id, status) VALUES ('i1', 'req-1', 1000, 'k1', 429)",
    "INSERT INTO request_attempt (trace_id, attempt, provider, upstream_model, status, total_ms, circuit_state) VALUES ('req-2', 2, 'b', 'm', 200, 7, 'closed')",
    "INSERT INTO request_attempt (trace_id, attempt, provider, error_code, detail, dns_ms) VALUES ('req-2', 1, 'a', 'UPSTREAM_DNS', 'no \"such\" host', 3)",
    "INSERT INTO usage_ledger (request_id, attempt, usage_source, key_id, user_id, tokens_in, cost_nanousd, created_at) "
    "VALUES ('req-2', 2, 'reported', 'k1', 'u1', 5, 900, 2000)",
    "INSERT INTO usage_ledger (request_id, attempt, usage_source, created_at) VALUES ('req-3', 1, 'none', 3000)",
    "INSERT INTO usage_adjustment (id, request_id, attempt, reason, cost_nanousd, actor, created_at) VALUES ('a1', 'req-2', 2, 'r', -100, 'x', 4000)",
};

}  // namespace

class LeanLogMigrationTest : public QObject {
    Q_OBJECT
    TestDatabase rig_{TestDatabase::Schema::none};
    Database& database() { return *rig_; }
    /// Every row of what 0018 touches, as one text.
    std::string everything() {
        std::string all;
        for (const char* table : {"request_attempt", "usage_ledger", "usage_adjustment"}) {
            const auto done = database().select("SELECT * FROM " + std::string(table) + " ORDER BY 1, 2", {}, [&](const Row& row) -> Result<void> {
                for (int column = 0; column < 7; ++column) all += row.text(column) + ",";
                all += "\n";
                return {};
            });
            if (!done) return describe(done.error());
        }
        const auto log = database().text("SELECT group_concat(id || trace_id || created_at || coalesce(user_id, '-') || coalesce(route_note, '-')) "
                                         "FROM (SELECT * FROM gateway_log ORDER BY rowid)");
        return all + log.value().value_or("");
    }

   private Q_SLOTS:
    void keepsAllRowsUpAndDown() {
        Migrator migrator(database());
        QCOMPARE(outcome(migrator.upgrade("0014")), kDone);
        for (const char* sql : kOld) QCOMPARE(outcome(database().run(sql)), kDone);
        const std::string before = everything();
        QCOMPARE(outcome(migrator.upgrade()), kDone);
        QCOMPARE(everything(), before);
        const auto detail = findRequest(database(), "req-2").value().value();
        QCOMPARE(detail.attempts.size(), std::size_t{2});
        QCOMPARE(detail.attempts[0].detail, std::string("no \"such\" host"));
        QCOMPARE(detail.adjustments.size(), std::size_t{1});
        for (const char* refused : {"UPDATE usage_ledger SET cost_nanousd = 0", "UPDATE usage_adjustment SET cost_nanousd = 0", "DELETE FROM usage_adjustment",
                                    "DELETE FROM usage_ledger WHERE request_id = 'req-2'",
                                    "INSERT INTO usage_ledger (request_id, attempt, usage_source, created_at) VALUES ('r9', 1, 'guessed', 1)",
                                    "INSERT INTO usage_ledger (request_id, attempt, usage_source, created_at) VALUES ('req-3', 1, 'none', 1)"}) {
            QCOMPARE(outcome(database().run(refused)), kConflict);
        }
        QCOMPARE(outcome(migrator.downgrade("0014")), kDone);
        QCOMPARE(everything(), before);
        QCOMPARE(outcome(database().run("DELETE FROM usage_adjustment")), kConflict);
        QCOMPARE(outcome(migrator.upgrade()), kDone);
        QCOMPARE(everything(), before);
    }

    void spendingOfUsersStandsInTheHours() {
        TestDatabase fresh;
        QVERIFY(insertUsage(*fresh, std::vector{usageOf("r1"), usageOf("r2", 86'400)}));
        const auto spent = spentSums(*fresh, noon(86'400 + 60)).value();
        QCOMPARE(spent.users.at("u1").total.value, std::int64_t{1600});
        QCOMPARE(spent.users.at("u1").day.value, std::int64_t{800});
        QCOMPARE(spent.users.at("u1").month.value, std::int64_t{1600});
        QCOMPARE(spent.keys.at("k1").day.value, std::int64_t{800});
    }
};

QTEST_GUILESS_MAIN(LeanLogMigrationTest)
#include "lean_log_migration_test.moc"
