// Figures of metrics/summary and how thresholds judge them.
#include "ui/models/metrics_summary.hpp"

#include <QJsonDocument>
#include <QTest>

using namespace ui::models;
using ui::style::Status;

class MetricsSummaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsFiguresAndLeavesNullUnknown() {
        const auto sum = MetricsSummary::fromJson(QJsonDocument::fromJson(R"({"window_seconds":900,"requests":10,"rps":0.5,
          "error_rate":null,"latency_ms":{"p50":1,"p95":2.5,"p99":null},"circuits":{"open":1,"total":9},
          "spool_pending":3,"cost_nanousd":5,"previous":{"rps":0.4,"error_rate":0,"latency_p95_ms":2}})").object());
        QCOMPARE(sum.requests, std::optional<qint64>(10));
        QVERIFY(!sum.errorShare);
        QCOMPARE(sum.latencyP95Ms, std::optional<double>(2.5));
        QVERIFY(!sum.latencyP99Ms);
        QCOMPARE(sum.circuitsOpen, std::optional<qint64>(1));
        QCOMPARE(sum.beforeLatencyP95Ms, std::optional<double>(2));
        QVERIFY(!MetricsSummary::fromJson({}).requests);
    }

    void judgesByThreshold_data() {
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << 0.0 << int(Status::ok);
        QTest::newRow("just under") << 0.000999 << int(Status::ok);
        QTest::newRow("at 0.1 %") << 0.001 << int(Status::degraded);
        QTest::newRow("at 1 %") << 0.01 << int(Status::critical);
    }

    void judgesByThreshold() {
        QFETCH(double, share);
        QFETCH(int, status);
        QCOMPARE(int(kErrorShareThreshold.judge(share)), status);
    }

    void doesNotJudgeTheUnknown() { QCOMPARE(int(kLatencyP95Threshold.judge(std::nullopt)), int(Status::unknown)); }
};

QTEST_GUILESS_MAIN(MetricsSummaryTest)
#include "metrics_summary_test.moc"
