#include "gateway/store/metric_minute_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

#include <limits>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

using Rows = std::vector<MetricMinuteRow>;

MetricMinuteRow rowOf(std::int64_t minute, const std::string& node, double value) {
    return {.minute = noon(minute * 60), .node = node, .name = "requests", .value = value};
}

}  // namespace

class MetricMinuteTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsARangeOldestFirst() {
        const TestDatabase database;
        auto other = rowOf(1, "a", 9);
        other.name = "errors";
        const Rows rows{rowOf(2, "a", 2.5), rowOf(0, "a", 0), rowOf(1, "b", 1.25), rowOf(1, "a", 1), other};
        QCOMPARE(outcome(putMetricMinutes(*database, rows)), kDone);
        QVERIFY(metricMinutes(*database, "requests", noon(), noon(180)).value() == (Rows{rows[1], rows[3], rows[2], rows[0]}));
        QVERIFY(metricMinutes(*database, "requests", noon(60), noon(120)).value() == (Rows{rows[3], rows[2]}));
        QVERIFY(metricMinutes(*database, "errors", noon(), noon(180)).value() == Rows{other});
        QVERIFY(metricMinutes(*database, "nothing", noon(), noon(180)).value().empty());
    }

    void replacesAFigureThatIsThere() {
        const TestDatabase database;
        QVERIFY(putMetricMinutes(*database, Rows{rowOf(0, "a", 1), rowOf(0, "b", 1)}));
        QVERIFY(putMetricMinutes(*database, Rows{rowOf(0, "a", 5)}));
        QVERIFY(metricMinutes(*database, "requests", noon(), noon(60)).value() == (Rows{rowOf(0, "a", 5), rowOf(0, "b", 1)}));
    }

    void keepsNothingOfABatchWithAFigureThatIsNoNumber() {
        const TestDatabase database;
        const Rows rows{rowOf(0, "a", 1), rowOf(1, "a", std::numeric_limits<double>::quiet_NaN())};
        QCOMPARE(outcome(putMetricMinutes(*database, rows)), kConflict);
        QCOMPARE(database.count("metric_minute"), std::int64_t{0});
    }

    void deletesWhatIsOlder() {
        const TestDatabase database;
        QVERIFY(putMetricMinutes(*database, Rows{rowOf(0, "a", 1), rowOf(1, "a", 1), rowOf(2, "a", 1)}));
        QCOMPARE(deleteMetricMinutesBefore(*database, noon(60)).value(), std::int64_t{1});
        QCOMPARE(database.count("metric_minute"), std::int64_t{2});
    }

    void takesAnEmptyBatch() {
        const TestDatabase database;
        QCOMPARE(outcome(putMetricMinutes(*database, {})), kDone);
    }

    void reportsAMissingTable() {
        const TestDatabase database(TestDatabase::Schema::none);
        QCOMPARE(outcome(putMetricMinutes(*database, Rows{rowOf(0, "a", 1)})), kStoreFailed);
        QCOMPARE(outcome(metricMinutes(*database, "requests", noon(), noon(60))), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(MetricMinuteTableTest)
#include "metric_minute_table_test.moc"
