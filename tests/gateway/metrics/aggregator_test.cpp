#include "gateway/metrics/aggregator.hpp"

#include "records.hpp"

#include <QTest>

using namespace gw;
using namespace gw::metrics;
using gw::test::failedRecord;
using gw::test::okRecord;
using gw::test::serve;
using namespace std::chrono_literals;

class AggregatorTest : public QObject {
    Q_OBJECT
    struct Rig {
        FakeClock clock;
        Shard one, two;
        Aggregator aggregator{clock, {&one, &two}};

        void tick(std::chrono::milliseconds step = 1s, std::int64_t spool = 0) {
            clock.advance(step);
            aggregator.tick(spool);
        }
        void serve(int count, const ledger::RequestRecord& record = okRecord()) {
            for (int i = 0; i < count; ++i) test::serve(one, record);
        }
        std::int64_t second() const { return toMillis(clock.wall()) / 1000; }
        std::vector<std::optional<double>> points(const std::string& name, std::int64_t window, std::int64_t step) {
            return aggregator.series({name}, window, step)->series.at(0).points;
        }
    };
    std::unique_ptr<Rig> rig_;
    using Points = std::vector<std::optional<double>>;

    static QByteArray refusedField(const Result<SeriesAnswer>& answer) {
        if (answer || answer.error().code != ErrorCode::invalidValue) return {};
        return QByteArray::fromStdString(answer.error().field);
    }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<Rig>(); }

    void knowsNothingBeforeTheFirstTick() {
        const auto summary = rig_->aggregator.summary(60);
        QVERIFY(!summary.rps && !summary.errorRate && !summary.latency.p50 && !summary.previous);
        QCOMPARE(summary.requests, std::uint64_t{0});
        QCOMPARE(rig_->points("requests", 3, 1), Points(3));
    }
    void sumsAWindowOfAllWorkers() {
        rig_->serve(3);
        serve(rig_->two, failedRecord(503));
        rig_->tick(1s, 17);
        rig_->two.requestStarted();
        rig_->serve(1, failedRecord(429));
        rig_->tick(1s, 18);
        const auto summary = rig_->aggregator.summary(60);
        QCOMPARE(summary.windowSeconds, std::int64_t{60});
        QVERIFY(summary.sampledAt == rig_->clock.wall());
        QCOMPARE(summary.requests, std::uint64_t{5});
        QCOMPARE(summary.success, std::uint64_t{3});
        QCOMPARE(summary.errors5xx, std::uint64_t{1});
        QCOMPARE(summary.errors429, std::uint64_t{1});
        // Over the two seconds that were seen, not over sixty.
        QCOMPARE(*summary.rps, 2.5);
        QCOMPARE(*summary.errorRate, 0.2);
        QCOMPARE(summary.inflight, std::int64_t{1});
        QCOMPARE(summary.spoolPending, std::int64_t{18});
        QCOMPARE(summary.tokensOut, std::uint64_t{100});
        QVERIFY(std::abs(*summary.latency.p95 - 40) < 40.0 / 32);
        QVERIFY(!summary.ttft.p50);
        QVERIFY(!summary.previous);
    }
    void comparesWithTheWindowBefore() {
        rig_->serve(4);
        rig_->serve(4, failedRecord(500));
        rig_->tick();
        for (int i = 0; i < 9; ++i) rig_->tick();
        rig_->serve(20);
        for (int i = 0; i < 10; ++i) rig_->tick();
        const auto summary = rig_->aggregator.summary(10);
        QCOMPARE(*summary.rps, 2.0);
        QVERIFY(summary.previous);
        QCOMPARE(*summary.previous->rps, 0.8);
        QCOMPARE(*summary.previous->errorRate, 0.5);
        QVERIFY(summary.previous->latencyP95);
    }
    void forgetsWhatIsOlderThanTheWindow() {
        rig_->serve(9);
        rig_->tick();
        for (int i = 0; i < 9; ++i) rig_->tick();
        QCOMPARE(rig_->aggregator.summary(10).requests, std::uint64_t{9});
        rig_->tick();
        QCOMPARE(rig_->aggregator.summary(10).requests, std::uint64_t{0});
        QVERIFY(!rig_->aggregator.summary(10).errorRate);
        QCOMPARE(rig_->aggregator.summary(11).requests, std::uint64_t{9});
    }
    void bindsTheWindow_data() {
        QTest::addColumn<qint64>("asked");
        QTest::addColumn<qint64>("taken");
        QTest::newRow("negative") << qint64{-5} << qint64{1};
        QTest::newRow("nothing") << qint64{0} << qint64{1};
        QTest::newRow("a day") << qint64{86'400} << qint64{86'400};
        QTest::newRow("more than a day") << qint64{86'401} << qint64{86'400};
    }
    void bindsTheWindow() {
        QFETCH(qint64, asked);
        QFETCH(qint64, taken);
        QCOMPARE(qint64{rig_->aggregator.summary(asked).windowSeconds}, taken);
    }
    void readsLongWindowsFromTheMinutes() {
        rig_->serve(6);
        rig_->tick();
        for (int i = 0; i < 2 * 3600; ++i) rig_->tick();
        QCOMPARE(rig_->aggregator.summary(3600).requests, std::uint64_t{0});
        QCOMPARE(rig_->aggregator.summary(3 * 3600).requests, std::uint64_t{6});
        QCOMPARE(*rig_->aggregator.summary(3 * 3600).rps, 6.0 / 7201);
    }
    void keepsRatesRightWhenATickIsLate() {
        rig_->serve(1);
        rig_->tick();
        rig_->serve(10);
        rig_->tick(5s);
        QCOMPARE(*rig_->aggregator.summary(1).rps, 2.0);
        QCOMPARE(*rig_->aggregator.summary(60).rps, 11.0 / 6);
    }

    void drawsSeries() {
        rig_->serve(2);
        rig_->tick();
        rig_->serve(4, failedRecord(500));
        rig_->tick();
        rig_->one.streamStarted();
        rig_->tick();
        QCOMPARE(rig_->points("requests", 5, 1), (Points{{}, {}, 2.0, 4.0, 0.0}));
        QCOMPARE(rig_->points("errors_5xx", 3, 1), (Points{0.0, 4.0, 0.0}));
        QCOMPARE(rig_->points("streams", 3, 1), (Points{0.0, 0.0, 1.0}));
        QCOMPARE(rig_->points("tokens_in", 3, 1), (Points{20.0, 40.0, 0.0}));
        const auto latency = rig_->points("latency_p50", 3, 1);
        QVERIFY(latency[0] && latency[1] && !latency[2]);
        const auto answer = rig_->aggregator.series({"requests"}, 5, 1);
        QCOMPARE(answer->start, rig_->second() - 4);
        QCOMPARE(answer->step, std::int64_t{1});
    }
    void alignsPointsToTheStep() {
        for (int i = 0; i < 20; ++i) {
            rig_->serve(1);
            rig_->tick();
        }
        const auto answer = rig_->aggregator.series({"requests", "inflight"}, 15, 10);
        QVERIFY(answer);
        QCOMPARE(answer->series.size(), std::size_t{2});
        QCOMPARE(answer->series[0].points.size(), std::size_t{2});
        QCOMPARE(answer->start % 10, std::int64_t{0});
        QVERIFY(answer->start + 2 * answer->step > rig_->second());
        QCOMPARE(answer->series[0].points[0], std::optional<double>(1.0));
        // From the minutes a step is whole minutes.
        QCOMPARE(rig_->aggregator.series({"requests"}, 7200, 61)->step, std::int64_t{120});
    }
    void drawsEverySeriesItNames() {
        auto record = okRecord();
        record.ttftMs = 5;
        rig_->serve(1, record);
        rig_->tick();
        std::vector<std::string> names;
        for (const auto name : Aggregator::seriesNames()) names.emplace_back(name);
        QCOMPARE(names.size(), std::size_t{19});
        const auto answer = rig_->aggregator.series(names, 1, 1);
        QVERIFY(answer);
        for (std::size_t i = 0; i < names.size(); ++i) {
            QCOMPARE(answer->series[i].name, names[i]);
            QVERIFY2(answer->series[i].points.at(0), names[i].c_str());
        }
    }
    void refusesSeriesItCannotDraw_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<qint64>("window");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* what, const char* name, qint64 window, qint64 step, const char* field) {
            QTest::newRow(what) << QByteArray(name) << window << step << QByteArray(field);
        };
        row("unknown", "latency_p42", 60, 1, "name");
        row("none", "", 60, 1, "name");
        row("no window", "requests", 0, 1, "window");
        row("more than a day", "requests", 86'401, 60, "window");
        row("no step", "requests", 60, 0, "step");
        row("step beyond the window", "requests", 60, 61, "step");
        row("fits", "requests", 3600, 1, "");
    }
    void refusesSeriesItCannotDraw() {
        QFETCH(QByteArray, name);
        QFETCH(qint64, window);
        QFETCH(qint64, step);
        QFETCH(QByteArray, field);
        std::vector<std::string> names{"requests", name.toStdString()};
        if (name.isEmpty()) names.clear();
        QCOMPARE(refusedField(rig_->aggregator.series(names, window, step)), field);
    }

    void tellsTheNewestSecond() {
        rig_->serve(5);
        rig_->tick();
        rig_->serve(2, failedRecord(404));
        rig_->tick(1s, 3);
        const auto figures = rig_->aggregator.latest();
        QCOMPARE(figures.at, rig_->second());
        QCOMPARE(figures.requests, std::uint64_t{2});
        QCOMPARE(figures.errors4xx, std::uint64_t{2});
        QCOMPARE(figures.spoolPending, std::int64_t{3});
        QVERIFY(figures.latency.p50 && figures.overhead.p99);
    }
    void handsOutEachFinishedMinuteOnce() {
        const auto start = rig_->second();
        for (int i = 0; i < 59; ++i) {
            rig_->serve(1);
            rig_->tick();
        }
        QVERIFY(rig_->aggregator.takeFinishedMinutes().empty());
        rig_->serve(100);
        rig_->tick();
        const auto minutes = rig_->aggregator.takeFinishedMinutes();
        QCOMPARE(minutes.size(), std::size_t{1});
        QCOMPARE(minutes[0].at, start);
        QCOMPARE(minutes[0].requests, std::uint64_t{59});
        QVERIFY(rig_->aggregator.takeFinishedMinutes().empty());
    }
    void keepsSixtyFinishedMinutes() {
        const auto start = rig_->second();
        for (int minute = 0; minute <= 70; ++minute) rig_->tick(60s);
        const auto minutes = rig_->aggregator.takeFinishedMinutes();
        QCOMPARE(minutes.size(), std::size_t{60});
        QCOMPARE(minutes.front().at, start + 11 * 60);
        QCOMPARE(minutes.back().at, start + 70 * 60);
    }
    void tellsOfProviders() {
        rig_->serve(1, test::recordWith({test::attemptOf("alpha", 200)}));
        rig_->tick();
        QCOMPARE(rig_->aggregator.providers(300).at(0).provider, std::string("alpha"));
        QCOMPARE(rig_->aggregator.shards().size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(AggregatorTest)
#include "aggregator_test.moc"
