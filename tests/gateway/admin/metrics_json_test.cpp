#include "gateway/admin/metrics_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <QTest>

#include <limits>

using namespace gw;
using namespace gw::admin;

namespace {

std::string textAt(const boost::json::object& object, const char* pointer) {
    return boost::json::serialize(boost::json::value(object).at_pointer(pointer));
}

}  // namespace

class MetricsJsonTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void showsNothingSeenAsNullAndNotAsZero() {
        const auto json = summaryJson({}, {0, 0});
        for (const char* name : {"/rps", "/error_rate", "/latency_ms/p50", "/overhead_ms/p95", "/ttft_ms/p99", "/previous"}) {
            QCOMPARE(textAt(json, name), std::string("null"));
        }
        QCOMPARE(textAt(json, "/requests"), std::string("0"));
    }

    void showsEachFigureUnderItsName() {
        metrics::Summary summary;
        summary.windowSeconds = 60;
        summary.sampledAt = fromMillis(0);
        summary.requests = 10, summary.success = 6, summary.errors4xx = 1, summary.errors429 = 2, summary.errors5xx = 3;
        summary.rps = 0.5, summary.errorRate = 0.25;
        summary.latency.p50 = 1.5, summary.overhead.p95 = 2.5, summary.ttft.p99 = 3.5;
        summary.inflight = 4, summary.streams = 5, summary.spoolPending = 6;
        summary.tokensIn = 7, summary.tokensOut = 8, summary.costNanoUsd = 9, summary.unpricedRequests = 11;
        summary.previous = metrics::Summary::Previous{0.75, 0.125, 12.5};
        const auto json = summaryJson(summary, {1, 4});
        const std::pair<const char*, const char*> expected[]{
            {"/window_seconds", "60"}, {"/requests", "10"}, {"/success", "6"}, {"/status_4xx", "1"}, {"/status_429", "2"},
            {"/status_5xx", "3"}, {"/rps", "5E-1"}, {"/error_rate", "2.5E-1"}, {"/latency_ms/p50", "1.5E0"},
            {"/overhead_ms/p95", "2.5E0"}, {"/ttft_ms/p99", "3.5E0"}, {"/inflight", "4"}, {"/streams", "5"},
            {"/spool_pending", "6"}, {"/tokens_in", "7"}, {"/tokens_out", "8"}, {"/cost_nanousd", "9"},
            {"/unpriced_requests", "11"}, {"/circuits/open", "1"}, {"/circuits/total", "4"}, {"/previous/rps", "7.5E-1"},
            {"/previous/error_rate", "1.25E-1"}, {"/previous/latency_p95_ms", "1.25E1"}};
        for (const auto& [pointer, text] : expected) QCOMPARE(textAt(json, pointer), std::string(text));
        QVERIFY(textAt(json, "/sampled_at").find("1970-01-01T00:00:00") != std::string::npos);
    }

    void neverWritesWhatJsonDoesNotKnow_data() {
        QTest::addColumn<double>("number");
        QTest::newRow("infinity") << std::numeric_limits<double>::infinity();
        QTest::newRow("minus infinity") << -std::numeric_limits<double>::infinity();
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
    }
    void neverWritesWhatJsonDoesNotKnow() {
        QFETCH(double, number);
        metrics::Summary summary;
        summary.rps = number;
        QCOMPARE(textAt(summaryJson(summary, {0, 0}), "/rps"), std::string("null"));
        metrics::Figures figures;
        figures.latency.p99 = number;
        QCOMPARE(textAt(sampleJson(figures), "/latency_p99"), std::string("null"));
        QCOMPARE(textAt(seriesJson({0, 1, {{"rps", {number, 1.0}}}}), "/series/0/points"), std::string("[null,1E0]"));
    }

    void keepsTheGapsOfASeries() {
        const auto json = seriesJson({1000, 60, {{"rps", {1.0, std::nullopt, 2.0}}, {"empty", {}}}});
        QCOMPARE(textAt(json, "/start"), std::string("1000"));
        QCOMPARE(textAt(json, "/step"), std::string("60"));
        QCOMPARE(textAt(json, "/series/0/name"), std::string("\"rps\""));
        QCOMPARE(textAt(json, "/series/0/points"), std::string("[1E0,null,2E0]"));
        QCOMPARE(textAt(json, "/series/1/points"), std::string("[]"));
    }

    void carriesTheLargestCounts() {
        metrics::Figures figures;
        figures.at = 1'800'000'000;
        figures.tokensIn = std::numeric_limits<std::uint64_t>::max();
        figures.costNanoUsd = 9'223'372'036'854'775'807ULL;
        const auto json = sampleJson(figures);
        QCOMPARE(textAt(json, "/tokens_in"), std::string("18446744073709551615"));
        QCOMPARE(textAt(json, "/cost_nanousd"), std::string("9223372036854775807"));
        QCOMPARE(textAt(json, "/time"), std::string("1800000000"));
        QCOMPARE(textAt(json, "/latency_p50"), std::string("null"));
    }
};

QTEST_GUILESS_MAIN(MetricsJsonTest)
#include "metrics_json_test.moc"
