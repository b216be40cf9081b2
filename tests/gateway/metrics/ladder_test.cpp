#include "gateway/metrics/ladder.hpp"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace gw::metrics;

class LadderTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void climbsWithoutRepeatingABound() {
        for (const auto bounds : {requestBounds(), overheadBounds(), queueBounds()}) {
            QVERIFY(std::adjacent_find(bounds.begin(), bounds.end(), std::greater_equal<>()) == bounds.end());
        }
        QCOMPARE(requestBounds().front(), std::uint64_t{5'000});
        QCOMPARE(requestBounds().back(), std::uint64_t{600'000'000});
        QCOMPARE(overheadBounds().front(), std::uint64_t{25});
        QCOMPARE(overheadBounds().back(), std::uint64_t{1'000'000});
        QCOMPARE(queueBounds().front(), std::uint64_t{50});
        QCOMPARE(queueBounds().back(), std::uint64_t{30'000'000});
    }
    void countsAValueAtItsBoundBelowIt() {
        Ladder ladder;
        for (const std::uint64_t micros : {0, 25, 26, 50, 1'000'000, 1'000'001}) ladder.add(overheadBounds(), micros);
        const auto reading = ladder.read();
        QCOMPARE(reading.counts[0], std::uint64_t{2});
        QCOMPARE(reading.counts[1], std::uint64_t{2});
        QCOMPARE(reading.counts[overheadBounds().size() - 1], std::uint64_t{1});
        QCOMPARE(reading.counts[overheadBounds().size()], std::uint64_t{1});
        QCOMPARE(reading.sumMicros, std::uint64_t{2'000'102});
    }
    void addsReadings() {
        Ladder one, two;
        one.add(requestBounds(), 1);
        two.add(requestBounds(), 2);
        two.add(requestBounds(), 10'000);
        auto sum = one.read();
        sum += two.read();
        QCOMPARE(sum.counts[0], std::uint64_t{2});
        QCOMPARE(sum.counts[1], std::uint64_t{1});
        QCOMPARE(sum.sumMicros, std::uint64_t{10'003});
        QCOMPARE(std::accumulate(sum.counts.begin(), sum.counts.end(), std::uint64_t{0}), std::uint64_t{3});
    }
};

QTEST_GUILESS_MAIN(LadderTest)
#include "ladder_test.moc"
