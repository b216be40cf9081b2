#include "gateway/store/usage_day_table.hpp"

#include "gateway/store/price_table.hpp"
#include "gateway/store/usage_table.hpp"
#include "tests/gateway/store/usage_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

class UsageDayTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    void ship(const std::vector<ledger::RequestRecord>& records) { QVERIFY(insertUsage(database(), records)); }
    UsageReport sum(UsageQuery query) { return sumUsage(database(), query).value(); }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void sumsWhatABatchBrings() {
        auto other = usageOf("r2", 1);
        other.keyId = "k2";
        other.status = 502;
        other.billed[0].source = ledger::UsageSource::estimated;
        auto unpriced = usageOf("r3", 2);
        unpriced.billed[0].cost.reset();
        unpriced.billed[0].model = "unknown";
        ship({usageOf("r1"), other, unpriced});
        const auto report = sum({.byKey = true});
        QCOMPARE(report.groups.size(), std::size_t{2});
        QCOMPARE(report.total.requests, std::int64_t{3});
        QCOMPARE(report.total.errors, std::int64_t{1});
        QCOMPARE(report.total.billed, std::int64_t{3});
        QCOMPARE(report.total.costNanoUsd, std::int64_t{1600});
        QCOMPARE(report.total.estimated, std::int64_t{1});
        QCOMPARE(report.total.estimatedNanoUsd, std::int64_t{800});
        QCOMPARE(report.total.unpriced, std::int64_t{1});
        QCOMPARE(report.total.tokensCacheWrite, std::int64_t{15});
        QCOMPARE(sum({.byModel = true, .model = "unknown"}).total.billed, std::int64_t{1});
    }

    void countsARecordThatComesAgainOnce() {
        ship({usageOf("r1")});
        ship({usageOf("r1"), usageOf("r2", 1)});
        const auto total = sum({}).total;
        QCOMPARE(total.requests, std::int64_t{2});
        QCOMPARE(total.billed, std::int64_t{2});
        QCOMPARE(total.costNanoUsd, std::int64_t{1600});
    }

    void countsACorrectionOnItsOwnDay() {
        ship({usageOf("r1")});
        const auto later = noon(86'400);
        QVERIFY(insertAdjustment(database(), {"a1", "r1", 1, "invoice", -300, "anna", later}));
        const auto report = sum({.byDay = true});
        QCOMPARE(report.groups.size(), std::size_t{2});
        QCOMPARE(report.groups[0].sums.costNanoUsd, std::int64_t{800});
        QCOMPARE(report.groups[0].sums.adjustedNanoUsd, std::int64_t{0});
        QCOMPARE(report.groups[1].sums.adjustedNanoUsd, std::int64_t{-300});
        QCOMPARE(*report.groups[1].day, *report.groups[0].day + 1);
    }

    void givesBackNoMoreThanARowHasCost() {
        ship({usageOf("r1")});
        const auto over = insertAdjustment(database(), {"a1", "r1", 1, "invoice", -801, "anna", noon(1)});
        QVERIFY(!over);
        QCOMPARE(over.error().code, ErrorCode::invalidValue);
        QVERIFY(insertAdjustment(database(), {"a1", "r1", 1, "invoice", -800, "anna", noon(1)}));
        QVERIFY(!insertAdjustment(database(), {"a2", "r1", 1, "invoice", -1, "anna", noon(1)}));
        QCOMPARE(sum({}).total.adjustedNanoUsd, std::int64_t{-800});
        QCOMPARE(adjustmentsOf(database(), "r1").value().size(), std::size_t{1});
    }

    void neverEditsACorrectionOrAPrice() {
        ship({usageOf("r1")});
        QVERIFY(insertAdjustment(database(), {"a1", "r1", 1, "invoice", -1, "anna", noon(1)}));
        const PriceVersionRow price{"p1", "own-1", "*", "m", "{}", noon(), "", "anna", noon()};
        QVERIFY(insertPrice(database(), price));
        QVERIFY(allPrices(database()).value() == std::vector{price});
        for (const char* statement : {"UPDATE usage_adjustment SET cost_nanousd = 0", "DELETE FROM usage_adjustment", "UPDATE price SET rates = '{}'", "DELETE FROM price"})
            QVERIFY2(!database().run(statement), statement);
        QVERIFY(!insertPrice(database(), price));
    }

    void cutsALongListAndSaysSo() {
        auto other = usageOf("r2", 1);
        other.billed[0].model = "another";
        ship({usageOf("r1"), other});
        const auto report = sum({.byProvider = true, .byModel = true, .limit = 1});
        QCOMPARE(report.groups.size(), std::size_t{1});
        QVERIFY(report.more);
        QCOMPARE(report.total.billed, std::int64_t{2});
    }

    void takesOnlyTheDaysAsked() {
        ship({usageOf("r1"), usageOf("r2", 86'400)});
        const auto first = *sum({.byDay = true}).groups[0].day;
        QCOMPARE(sum({.firstDay = first + 1}).total.billed, std::int64_t{1});
        QCOMPARE(sum({.firstDay = first, .lastDay = first}).total.billed, std::int64_t{1});
        QCOMPARE(sum({.keyId = "nobody"}).total.billed, std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(UsageDayTableTest)
#include "usage_day_table_test.moc"
