#include "gateway/metrics/prometheus.hpp"

#include "records.hpp"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace gw;
using namespace gw::metrics;
using gw::test::attemptOf;
using gw::test::okRecord;
using gw::test::serve;

namespace {

/// A line of the text format: a comment, or name{label="value",…} number. Not a raw string: moc 6.4 cannot read one with an
/// odd quote in it.
constexpr const char* kLine =
    "^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{([a-z]+=\"([^\"\\\\]|\\\\[\"\\\\n])*\",?)+\\})? -?[0-9][-+.e0-9]*)$";

}  // namespace

class PrometheusTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Shard> one_, two_;

    QByteArray page(const Gauges& gauges = {}) const { return test::bytes(prometheusText({one_.get(), two_.get()}, gauges)); }
    /// The value of the line with this name and labels; empty when there is none.
    static QByteArray value(const QByteArray& page, const QByteArray& series) {
        for (const auto& line : page.split('\n')) {
            if (line.startsWith(series + " ")) return line.mid(series.size() + 1);
        }
        return {};
    }

   private Q_SLOTS:
    void init() {
        one_ = std::make_unique<Shard>();
        two_ = std::make_unique<Shard>();
        one_->setSnapshot(test::snapshotOfMain());
        two_->setSnapshot(test::snapshotOfMain());
    }

    void sumsTheWorkers() {
        serve(*one_, okRecord());
        serve(*two_, okRecord());
        one_->requestStarted();
        two_->streamStarted();
        two_->rateLimited();
        auto priced = okRecord();
        priced.cost = NanoUsd{5};
        priced.cache = "hit";
        serve(*two_, priced);
        const auto text = page();
        QCOMPARE(value(text, R"(gateway_request_total{route="/v1/chat/completions",model="main",provider="alpha",status="200",code=""})"), QByteArray("3"));
        QCOMPARE(value(text, "gateway_inflight"), QByteArray("1"));
        QCOMPARE(value(text, "gateway_streams"), QByteArray("1"));
        QCOMPARE(value(text, "gateway_rate_limited_total"), QByteArray("1"));
        QCOMPARE(value(text, "gateway_cost_nanodollars_total"), QByteArray("5"));
        QCOMPARE(value(text, R"(gateway_cache_total{result="hit"})"), QByteArray("1"));
    }
    void addsWhatTheCacheSavedByPreset() {
        one_->cacheAnswered("main", NanoUsd{7});
        two_->cacheAnswered("main", NanoUsd{5});
        two_->cacheAnswered("main", std::nullopt);
        two_->cacheAnswered("other", NanoUsd{0});
        const auto text = page();
        QCOMPARE(value(text, R"(gateway_cache_saved_nanodollars_total{preset="main"})"), QByteArray("12"));
        QCOMPARE(value(text, R"(gateway_cache_unpriced_total{preset="main"})"), QByteArray("1"));
        QCOMPARE(value(text, R"(gateway_cache_saved_nanodollars_total{preset="other"})"), QByteArray("0"));
    }
    void writesCumulativeHistograms() {
        auto record = okRecord();
        for (const int millis : {5, 6, 40, 700'000}) {
            record.latencyMs = millis;
            serve(*one_, record);
        }
        const auto text = page();
        const QByteArray name = "gateway_request_latency_seconds";
        QCOMPARE(value(text, name + R"(_bucket{le="0.005"})"), QByteArray("1"));
        QCOMPARE(value(text, name + R"(_bucket{le="0.01"})"), QByteArray("2"));
        QCOMPARE(value(text, name + R"(_bucket{le="0.05"})"), QByteArray("3"));
        QCOMPARE(value(text, name + R"(_bucket{le="600"})"), QByteArray("3"));
        QCOMPARE(value(text, name + R"(_bucket{le="+Inf"})"), QByteArray("4"));
        QCOMPARE(value(text, name + "_count"), QByteArray("4"));
        QCOMPARE(value(text, name + "_sum").toDouble(), 700.051);
        QCOMPARE(value(text, R"(gateway_overhead_seconds_bucket{le="0.00025"})"), QByteArray("4"));
        QCOMPARE(value(text, R"(gateway_overhead_seconds_bucket{le="0.0001"})"), QByteArray("0"));
    }
    void tellsTheTimeInTheQueue() {
        auto record = okRecord();
        record.queuedUs = 2'000'000;
        serve(*one_, record);
        const auto text = page();
        QCOMPARE(value(text, R"(gateway_queue_seconds_bucket{le="1"})"), QByteArray("0"));
        QCOMPARE(value(text, R"(gateway_queue_seconds_bucket{le="5"})"), QByteArray("1"));
        QCOMPARE(value(text, "gateway_queue_seconds_sum").toDouble(), 2.0);
    }
    void namesTokensByDirection() {
        auto record = test::recordWith({attemptOf("alpha", 200)});
        record.billed = {{.attempt = 1, .source = ledger::UsageSource::reported, .provider = "alpha", .model = "m-1",
                          .usage = {.input = 11, .output = 22, .cached = 0, .cacheWrite = 0, .reasoning = 3}, .cost = {}, .priceVersion = ""}};
        serve(*one_, record);
        serve(*two_, record);
        const auto text = page();
        const QByteArray labels = "{provider=\"alpha\",model=\"m-1\",direction=\"";
        QCOMPARE(value(text, "gateway_tokens_total" + labels + "input\"}"), QByteArray("22"));
        QCOMPARE(value(text, "gateway_tokens_total" + labels + "output\"}"), QByteArray("44"));
        QCOMPARE(value(text, "gateway_tokens_total" + labels + "reasoning\"}"), QByteArray("6"));
        QVERIFY(!text.contains("direction=\"cached\""));
        QCOMPARE(value(text, R"(gateway_upstream_latency_seconds_count{provider="alpha",model="m-1"})"), QByteArray("2"));
    }
    void leavesOutUpstreamTimesOfModelsNeverCalled() {
        auto record = okRecord();
        record.billed = {{.attempt = 1, .source = ledger::UsageSource::estimated, .provider = "alpha", .model = "m-1",
                          .usage = {.input = 1, .output = 0, .cached = 0, .cacheWrite = 0, .reasoning = 0}, .cost = {}, .priceVersion = ""}};
        serve(*one_, record);
        QVERIFY(!page().contains("gateway_upstream_latency_seconds_count"));
    }
    void writesWhatTheShardsDoNotKnow() {
        Gauges gauges;
        gauges.circuits = {{.provider = "al\"pha", .model = "m\n1", .state = 2}, {.provider = "b", .model = "m", .state = 0}};
        gauges.queues = {{.name = "billing", .length = 12}};
        gauges.spoolPending = 99;
        gauges.process.cpuSeconds = 1.25;
        gauges.process.threads = 9;
        const auto text = page(gauges);
        QCOMPARE(value(text, "gateway_circuit_state{provider=\"al\\\"pha\",model=\"m\\n1\"}"), QByteArray("2"));
        QCOMPARE(value(text, R"(gateway_circuit_state{provider="b",model="m"})"), QByteArray("0"));
        QCOMPARE(value(text, R"(gateway_queue_length{queue="billing"})"), QByteArray("12"));
        QCOMPARE(value(text, "gateway_spool_pending"), QByteArray("99"));
        QCOMPARE(value(text, "process_cpu_seconds_total"), QByteArray("1.25"));
        QCOMPARE(value(text, "process_threads"), QByteArray("9"));
        // What the kernel did not tell is left out, not 0.
        QVERIFY(!text.contains("process_open_fds") && !text.contains("process_start_time_seconds"));
    }
    void isWellFormed() {
        auto hostile = okRecord();
        hostile.route = "/v1/\"x\\\n\xff";
        hostile.provider = "a\"} 1\nevil 2";
        serve(*one_, hostile);
        Gauges gauges;
        gauges.process = readProcessFacts();
        const auto text = page(gauges);
        QVERIFY(text.endsWith('\n'));
        const QRegularExpression line{QLatin1String(kLine)};
        QVERIFY(line.isValid());
        for (const auto& each : text.chopped(1).split('\n')) QVERIFY2(line.match(QString::fromUtf8(each)).hasMatch(), each.constData());
        QVERIFY(!text.contains("\nevil"));
    }
    void countsRetriesThatWereSentAndRefused() {
        one_->retry(true);
        two_->retry(true);
        two_->retry(false);
        const auto text = page({});
        QCOMPARE(value(text, "gateway_retries_total{result=\"sent\"}"), QByteArray("2"));
        QCOMPARE(value(text, "gateway_retries_total{result=\"refused\"}"), QByteArray("1"));
    }

    void describesEachMetricOnceAndRepeatsNoSeries() {
        serve(*one_, test::recordWith({attemptOf("alpha", 200)}));
        serve(*two_, test::recordWith({attemptOf("alpha", 200)}));
        Gauges gauges;
        gauges.circuits = {{.provider = "a", .model = "m", .state = 2}, {.provider = "a", .model = "m", .state = 1}};
        gauges.process = readProcessFacts();
        QSet<QByteArray> seen;
        int types = 0;
        for (const auto& line : page(gauges).split('\n')) {
            const auto name = line.startsWith('#') ? line : line.left(line.lastIndexOf(' '));
            QVERIFY2(line.isEmpty() || !seen.contains(name), line.constData());
            seen.insert(name);
            types += line.startsWith("# TYPE ");
        }
        QCOMPARE(types, 25);
    }
    void worksWithoutWorkers() {
        const auto text = test::bytes(prometheusText({}, {}));
        QCOMPARE(value(text, "gateway_inflight"), QByteArray("0"));
        QCOMPARE(value(text, "gateway_request_latency_seconds_count"), QByteArray("0"));
    }
};

QTEST_GUILESS_MAIN(PrometheusTest)
#include "prometheus_test.moc"
