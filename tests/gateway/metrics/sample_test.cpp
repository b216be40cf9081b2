#include "gateway/metrics/sample.hpp"

#include <QTest>

using namespace gw::metrics;

class SampleTest : public QObject {
    Q_OBJECT

    static Sample sampleAt(std::int64_t at, std::uint64_t requests, std::int64_t inflight = 0) {
        Sample sample;
        sample.at = at;
        sample.seconds = 1;
        sample.requests = requests;
        sample.inflight = inflight;
        sample.latency = {{3, static_cast<std::uint32_t>(requests)}};
        return sample;
    }

   private Q_SLOTS:
    void sumsCountsAndKeepsTheLatestGauges() {
        auto sum = sampleAt(10, 2, 9);
        auto later = sampleAt(11, 3, 4);
        later.errors5xx = 1;
        later.costNanoUsd = 7;
        later.spoolPending = 5;
        sum.add(later);
        QCOMPARE(sum.seconds, 2U);
        QCOMPARE(sum.requests, std::uint64_t{5});
        QCOMPARE(sum.errors5xx, std::uint64_t{1});
        QCOMPARE(sum.costNanoUsd, std::uint64_t{7});
        QCOMPARE(sum.inflight, std::int64_t{4});
        QCOMPARE(sum.spoolPending, std::int64_t{5});
        QCOMPARE(sum.latency, (SparseCounts{{3, 5}}));
        QCOMPARE(sum.at, std::int64_t{10});
    }
    void findsWhatItKept() {
        SampleRing ring(3, 1);
        QCOMPARE(ring.span(), std::int64_t{3});
        QVERIFY(!ring.find(0) && !ring.find(-1));
        ring.add(sampleAt(100, 1));
        QCOMPARE(ring.find(100)->requests, std::uint64_t{1});
        QVERIFY(!ring.find(97) && !ring.find(103));
    }
    void givesASlotToTheNewerTime() {
        SampleRing ring(3, 1);
        for (std::int64_t at = 100; at < 104; ++at) ring.add(sampleAt(at, 1));
        QVERIFY(!ring.find(100));
        QVERIFY(ring.find(101) && ring.find(103));
        // A clock that jumps back takes its slot over too, and does not add to a stranger.
        ring.add(sampleAt(100, 5));
        QCOMPARE(ring.find(100)->requests, std::uint64_t{5});
        QVERIFY(!ring.find(103));
    }
    void sumsIntoMinutes() {
        SampleRing ring(2, 60);
        ring.add(sampleAt(119, 1));
        ring.add(sampleAt(120, 2));
        ring.add(sampleAt(179, 3));
        QCOMPARE(ring.find(150)->requests, std::uint64_t{5});
        QCOMPARE(ring.find(150)->at, std::int64_t{120});
        QCOMPARE(ring.find(60)->requests, std::uint64_t{1});
    }
    void collectsHalfOpenWindows() {
        SampleRing ring(10, 1);
        for (std::int64_t at = 100; at < 105; ++at) ring.add(sampleAt(at, 1, at));
        WindowSum sum;
        sum.collect(ring, 101, 104);
        QCOMPARE(sum.total.requests, std::uint64_t{3});
        QCOMPARE(sum.total.seconds, 3U);
        QCOMPARE(sum.total.inflight, std::int64_t{103});
        QCOMPARE(sum.latency.count(), std::uint64_t{3});
        WindowSum none;
        none.collect(ring, 50, 60);
        QCOMPARE(none.total.seconds, 0U);
        none.collect(ring, 104, 104);
        QCOMPARE(none.total.seconds, 0U);
    }
    void takesAWholeMinuteForAPartOfIt() {
        SampleRing ring(10, 60);
        ring.add(sampleAt(120, 7));
        WindowSum sum;
        sum.collect(ring, 150, 160);
        QCOMPARE(sum.total.requests, std::uint64_t{7});
    }
};

QTEST_GUILESS_MAIN(SampleTest)
#include "sample_test.moc"
