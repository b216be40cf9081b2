#include "gateway/store/usage_table.hpp"

#include "tests/gateway/store/usage_rig.hpp"

#include <algorithm>
#include <string>
#include <utility>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

using Records = std::vector<ledger::RequestRecord>;

/// Each column of all rows but the row's own id.
std::string contentsOf(Database& database, const std::string& table, const std::string& order) {
    const auto columns = database.text("SELECT group_concat('quote(' || name || ')', '||'',''||') FROM pragma_table_info(?) WHERE name <> 'id'", {table});
    const auto rows = database.text("SELECT group_concat(line, char(10)) FROM (SELECT " + columns.value().value() + " AS line FROM " + table +
                                    " ORDER BY " + order + ")");
    return rows.value().value();
}

Records manyOf(int count) {
    Records records;
    for (int i = 0; i < count; ++i) records.push_back(usageOf("r" + std::to_string(1000 + i)));
    return records;
}

/// Nothing of it is as usageOf makes it.
ledger::RequestRecord differentOf(const std::string& traceId) {
    ledger::RequestRecord r = usageOf(traceId, 3);
    r.clientRequestId = "mine";
    r.keyId = r.userId = r.ip = r.route = r.dialect = r.model = r.presetId = r.provider = r.upstreamModel = r.cache = r.node = r.routeNote = "other";
    r.status = 502;
    r.error = ErrorCode::upstreamTimeout;
    r.stream = r.estimated = true;
    r.attempts = 2;
    r.usage = {1, 2, 3, 4, 5};
    r.cost.reset();
    r.ttftMs = 7;
    r.latencyMs = 8;
    r.upstreamMs = 9;
    r.attemptList.push_back({2, "other", "other", 502, ErrorCode::upstreamTimeout, "late", 1, 2, 3, 4, 5, "open"});
    r.billed[0] = {2, ledger::UsageSource::estimated, "other", "other", {1, 2, 3, 4, 5}, std::nullopt, "then"};
    return r;
}

struct Day {
    std::int64_t requests = 0, errors = 0, cost = 0, lastUsed = 0;
    std::string lastIp;
};

ledger::RequestRecord failedOf(const std::string& traceId, std::int64_t second = 0) {
    auto record = usageOf(traceId, second);
    record.status = 503;
    record.error = ErrorCode::noUpstream;
    record.cost.reset();
    record.billed.clear();
    return record;
}

AdjustmentRow adjustmentOf(const std::string& id, const std::string& requestId, std::int64_t cost) {
    return {.id = id,
            .requestId = requestId,
            .attempt = 1,
            .reason = "refund",
            .costNanoUsd = cost,
            .actor = "a@example.com",
            .createdAt = noon(50)};
}

}  // namespace

class UsageTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    void ship(const Records& records) { QCOMPARE(outcome(insertUsage(database(), records)), kDone); }
    Day dayOf(const std::string& keyId, std::int64_t day) {
        Day found;
        const auto done = database().select(
            "SELECT requests, errors, cost_nanousd, last_used_at, last_ip FROM key_day WHERE key_id = ? AND day = ?", {keyId, day},
            [&](const Row& row) -> Result<void> {
                found = {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.text(4)};
                return {};
            });
        return done ? found : Day{-1, -1, -1, -1, {}};
    }
    static std::int64_t today() { return std::chrono::floor<std::chrono::days>(noon()).time_since_epoch().count(); }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void countsARecordThatComesTwiceOnce() {
        ship({usageOf("r1")});
        ship({usageOf("r1"), usageOf("r2"), usageOf("r2")});
        QCOMPARE(rig_->count("gateway_log"), std::int64_t{2});
        QCOMPARE(rig_->count("usage_ledger"), std::int64_t{2});
        const auto day = dayOf("k1", today());
        QCOMPARE(day.requests, std::int64_t{2});
        QCOMPARE(day.cost, std::int64_t{1600});
        QCOMPARE(spentByKey(database()).value().at("k1").value, std::int64_t{1600});
    }

    void aLargeBatchHoldsWhatSmallOnesDo_data() {
        QTest::addColumn<int>("different");
        QTest::newRow("all alike") << -1;
        QTest::newRow("the first differs") << 0;
        QTest::newRow("the last differs") << 299;
    }
    void aLargeBatchHoldsWhatSmallOnesDo() {
        QFETCH(int, different);
        auto records = manyOf(300);
        if (different >= 0) records[static_cast<std::size_t>(different)] = differentOf(records[static_cast<std::size_t>(different)].traceId);
        ship(records);
        TestDatabase small;
        for (const auto& record : records) QVERIFY(insertUsage(*small, Records{record}));
        for (const auto& [table, order] : {std::pair{"gateway_log", "trace_id"}, std::pair{"usage_ledger", "request_id, attempt"}}) {
            const auto there = contentsOf(database(), table, order);
            QCOMPARE(std::count(there.begin(), there.end(), '\n'), std::ptrdiff_t{299});
            QCOMPARE(there, contentsOf(*small, table, order));
        }
    }

    void leavesTheFirstBillStanding() {
        ship({usageOf("r1")});
        auto dearer = usageOf("r1");
        dearer.status = 500;
        dearer.billed[0].cost = NanoUsd{9999};
        ship({dearer});
        const auto detail = findRequest(database(), "r1").value().value();
        QCOMPARE(detail.request.status, 200);
        QCOMPARE(detail.ledger.at(0).costNanoUsd.value(), std::int64_t{800});
        QCOMPARE(dayOf("k1", today()).errors, std::int64_t{0});
    }

    void billsAnAttemptThatComesLaterWithoutCountingTheRequestAgain() {
        ship({usageOf("r1")});
        auto late = usageOf("r1", 30);
        late.billed.push_back({2, ledger::UsageSource::estimated, "other", "m", {}, NanoUsd{50}, {}});
        ship({late});
        const auto day = dayOf("k1", today());
        QCOMPARE(day.requests, std::int64_t{1});
        QCOMPARE(day.cost, std::int64_t{850});
        QCOMPARE(rig_->count("usage_ledger"), std::int64_t{2});
    }

    void addsUpTheDayOfAKey() {
        auto early = failedOf("r2", -60);
        early.ip = "10.0.0.2";
        ship({usageOf("r1"), early, usageOf("r3", 86'400)});
        const auto day = dayOf("k1", today());
        QCOMPARE(day.requests, std::int64_t{2});
        QCOMPARE(day.errors, std::int64_t{1});
        QCOMPARE(day.cost, std::int64_t{800});
        QCOMPARE(day.lastUsed, toMillis(noon()));
        QCOMPARE(day.lastIp, std::string("10.0.0.1"));
        QCOMPARE(dayOf("k1", today() + 1).requests, std::int64_t{1});
    }

    void countsErrorsFromFourHundredOn() {
        auto fine = usageOf("r1");
        fine.status = 399;
        auto refused = failedOf("r2");
        refused.status = 400;
        ship({fine, refused});
        QCOMPARE(dayOf("k1", today()).errors, std::int64_t{1});
    }

    void keepsNoDayWithoutAKey() {
        auto record = failedOf("r1");
        record.keyId.clear();
        ship({record});
        QCOMPARE(rig_->count("gateway_log"), std::int64_t{1});
        QCOMPARE(rig_->count("key_day"), std::int64_t{0});
        QVERIFY(spentByKey(database()).value().empty());
    }

    void takesAnUnpricedBillForNothing() {
        auto record = usageOf("r1");
        record.cost.reset();
        record.billed[0].cost.reset();
        ship({record});
        const auto detail = findRequest(database(), "r1").value().value();
        QVERIFY(!detail.request.costNanoUsd && !detail.ledger.at(0).costNanoUsd);
        QCOMPARE(spentByKey(database()).value().at("k1").value, std::int64_t{0});
    }

    void namesTheSourceOfUsage_data() {
        QTest::addColumn<int>("source");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << int(ledger::UsageSource::none) << QStringLiteral("none");
        QTest::newRow("reported") << int(ledger::UsageSource::reported) << QStringLiteral("reported");
        QTest::newRow("reported zero") << int(ledger::UsageSource::reportedZero) << QStringLiteral("reported_zero");
        QTest::newRow("estimated") << int(ledger::UsageSource::estimated) << QStringLiteral("estimated");
    }
    void namesTheSourceOfUsage() {
        QFETCH(const int, source);
        QFETCH(const QString, text);
        auto record = usageOf("r1");
        record.billed[0].source = static_cast<ledger::UsageSource>(source);
        ship({record});
        QCOMPARE(findRequest(database(), "r1").value()->ledger.at(0).usageSource, text.toStdString());
    }

    void keepsNothingOfABatchThatFails() {
        QVERIFY(database().run("CREATE TRIGGER t BEFORE INSERT ON usage_ledger WHEN NEW.request_id = 'r2' "
                               "BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"));
        const auto done = insertUsage(database(), Records{usageOf("r1"), usageOf("r2")});
        QCOMPARE(outcome(done), kConflict);
        for (const char* table : {"gateway_log", "usage_ledger", "key_day"}) QCOMPARE(rig_->count(table), std::int64_t{0});
        QVERIFY(database().run("DROP TRIGGER t"));
        ship({usageOf("r1"), usageOf("r2")});
        QCOMPARE(rig_->count("usage_ledger"), std::int64_t{2});
    }

    void neverEditsABill() {
        ship({usageOf("r1")});
        QCOMPARE(outcome(database().run("UPDATE usage_ledger SET cost_nanousd = 0")), kConflict);
    }

    void correctsABillWithARowOfItsOwn() {
        auto other = usageOf("r2");
        other.keyId = "k2";
        ship({usageOf("r1"), other});
        QCOMPARE(outcome(insertAdjustment(database(), adjustmentOf("a1", "r1", -300))), kDone);
        QCOMPARE(outcome(insertAdjustment(database(), adjustmentOf("a2", "r1", 25))), kDone);
        QCOMPARE(outcome(insertAdjustment(database(), adjustmentOf("a2", "r1", 25))), kConflict);
        const auto spent = spentByKey(database()).value();
        QCOMPARE(spent.at("k1").value, std::int64_t{525});
        QCOMPARE(spent.at("k2").value, std::int64_t{800});
    }

    void refusesACorrectionOfNothing() {
        ship({usageOf("r1")});
        QCOMPARE(outcome(insertAdjustment(database(), adjustmentOf("a1", "r9", 1))), kNotFound);
        auto second = adjustmentOf("a1", "r1", 1);
        second.attempt = 2;
        QCOMPARE(outcome(insertAdjustment(database(), second)), kNotFound);
        QCOMPARE(rig_->count("usage_adjustment"), std::int64_t{0});
    }

    void reportsMissingTables_data() {
        QTest::addColumn<QString>("table");
        for (const char* table : {"gateway_log", "usage_ledger", "key_day"}) {
            QTest::newRow(table) << QString::fromLatin1(table);
        }
    }
    void reportsMissingTables() {
        QFETCH(const QString, table);
        QVERIFY(database().run("DROP TABLE " + table.toStdString()));
        auto record = usageOf("r1");
        record.attemptList.push_back({});
        QCOMPARE(outcome(insertUsage(database(), Records{record})), kStoreFailed);
    }

    void reportsMissingTablesOfCorrections() {
        const TestDatabase empty(TestDatabase::Schema::none);
        QCOMPARE(outcome(spentByKey(*empty)), kStoreFailed);
        QCOMPARE(outcome(insertAdjustment(*empty, adjustmentOf("a1", "r1", 1))), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(UsageTableTest)
#include "usage_table_test.moc"
