#include "gateway/metrics/histogram.hpp"

#include <QTest>

#include <cmath>
#include <limits>
#include <memory>

using namespace gw::metrics;

class HistogramTest : public QObject {
    Q_OBJECT
    using Last = std::array<std::uint32_t, kBuckets>;

   private Q_SLOTS:
    void knowsItsBucketEdges_data() {
        QTest::addColumn<quint64>("micros");
        QTest::addColumn<int>("bucket");
        QTest::newRow("zero") << quint64{0} << 0;
        QTest::newRow("one each below 16") << quint64{15} << 15;
        QTest::newRow("first octave") << quint64{16} << 16;
        QTest::newRow("end of the first octave") << quint64{31} << 31;
        QTest::newRow("two to a bucket") << quint64{32} << 32;
        QTest::newRow("its second value") << quint64{33} << 32;
        QTest::newRow("the next bucket") << quint64{34} << 33;
        QTest::newRow("end of the second octave") << quint64{63} << 47;
        QTest::newRow("four to a bucket") << quint64{64} << 48;
        QTest::newRow("last octave") << (quint64{1} << 31) << static_cast<int>(kBuckets) - 16;
        QTest::newRow("last value with a place") << (quint64{1} << 32) - 1 << static_cast<int>(kBuckets) - 1;
        QTest::newRow("beyond") << (quint64{1} << 32) << static_cast<int>(kBuckets) - 1;
        QTest::newRow("far beyond") << std::numeric_limits<quint64>::max() << static_cast<int>(kBuckets) - 1;
    }
    void knowsItsBucketEdges() {
        QFETCH(quint64, micros);
        QFETCH(int, bucket);
        QCOMPARE(static_cast<int>(bucketOf(micros)), bucket);
    }
    void neverGoesBackAndStaysCloseToTheValue() {
        std::size_t before = 0;
        for (std::uint64_t micros = 0; micros < (std::uint64_t{1} << 32); micros += 1 + micros / 97) {
            const auto bucket = bucketOf(micros);
            QVERIFY(bucket >= before && bucket - before <= 1);
            before = bucket;
            const auto off = std::abs(bucketMiddle(bucket) - static_cast<double>(micros));
            QVERIFY(off <= static_cast<double>(micros) / 32);
        }
        QCOMPARE(before, kBuckets - 1);
    }
    void readsQuantilesByNearestRank() {
        Histogram histogram;
        for (std::uint64_t micros = 1; micros <= 10; ++micros) histogram.add(micros);
        QCOMPARE(histogram.count(), std::uint64_t{10});
        QCOMPARE(*histogram.quantileMicros(0.5), 5.0);
        QCOMPARE(*histogram.quantileMicros(0.51), 6.0);
        QCOMPARE(*histogram.quantileMicros(0.95), 10.0);
        QCOMPARE(*histogram.quantileMicros(0), 1.0);
        QCOMPARE(*histogram.quantileMicros(1), 10.0);
        QCOMPARE(*histogram.quantileMicros(-3), 1.0);
        QCOMPARE(*histogram.quantileMicros(7), 10.0);
        QCOMPARE(*histogram.quantileMillis(0.5), 0.005);
    }
    void knowsNothingWhenEmpty() {
        const Histogram histogram;
        QVERIFY(!histogram.quantileMicros(0.5) && !histogram.quantileMillis(0.5));
    }
    void weighsCounts() {
        Histogram histogram;
        histogram.add(3, 99);
        histogram.add(SparseCounts{{12, 1}});
        QCOMPARE(*histogram.quantileMicros(0.99), 3.0);
        QCOMPARE(*histogram.quantileMicros(0.991), 12.0);
    }
    void handsOutOnlyWhatIsNew() {
        const auto shared = std::make_unique<SharedHistogram>();
        const auto last = std::make_unique<Last>();
        SparseCounts fresh;
        shared->add(3);
        shared->add(3);
        shared->add(40);
        shared->addNew(*last, fresh);
        QCOMPARE(fresh, (SparseCounts{{3, 2}, {36, 1}}));
        fresh.clear();
        shared->addNew(*last, fresh);
        QVERIFY(fresh.empty());
        shared->add(3);
        shared->addNew(*last, fresh);
        QCOMPARE(fresh, (SparseCounts{{3, 1}}));
    }
    void survivesACountThatWraps() {
        const auto shared = std::make_unique<SharedHistogram>();
        const auto last = std::make_unique<Last>();
        (*last)[5] = std::numeric_limits<std::uint32_t>::max();
        shared->add(5);
        SparseCounts fresh;
        shared->addNew(*last, fresh);
        QCOMPARE(fresh.front(), (std::pair<std::uint16_t, std::uint32_t>{5, 2}));
    }
    void mergesSortedCounts() {
        SparseCounts sum;
        merge(sum, {});
        QVERIFY(sum.empty());
        merge(sum, {{2, 1}, {5, 1}});
        merge(sum, {{1, 4}, {5, 2}, {9, 1}});
        QCOMPARE(sum, (SparseCounts{{1, 4}, {2, 1}, {5, 3}, {9, 1}}));
        merge(sum, {});
        QCOMPARE(sum.size(), std::size_t{4});
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogram_test.moc"
