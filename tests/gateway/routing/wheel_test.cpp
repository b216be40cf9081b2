#include "gateway/routing/wheel.hpp"

#include <QtTest>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace gw::routing;

namespace {

using Weights = std::vector<std::uint32_t>;

std::vector<std::size_t> chosen(Wheel& wheel, const Weights& weights, std::size_t turns) {
    std::vector<std::size_t> first;
    for (std::size_t i = 0; i < turns; ++i) first.push_back(wheel.turn(weights).front());
    return first;
}

}  // namespace

Q_DECLARE_METATYPE(Weights)

class WheelTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void interleavesTheChoicesExactly_data() {
        QTest::addColumn<Weights>("weights");
        QTest::addColumn<QByteArray>("cycle");
        QTest::newRow("one") << Weights{4} << QByteArray("000");
        QTest::newRow("equal") << Weights{1, 1} << QByteArray("01");
        QTest::newRow("equal heavy ones") << Weights{500, 500, 500} << QByteArray("012");
        QTest::newRow("1:2") << Weights{1, 2} << QByteArray("101");
        QTest::newRow("3:1") << Weights{3, 1} << QByteArray("0010");
        // The sequence that nginx documents for its smooth weighted round-robin.
        QTest::newRow("5:1:1") << Weights{5, 1, 1} << QByteArray("0010200");
        QTest::newRow("an item of weight 0") << Weights{3, 0, 1} << QByteArray("0020");
    }
    void interleavesTheChoicesExactly() {
        QFETCH(Weights, weights);
        QFETCH(QByteArray, cycle);
        Wheel wheel;
        QByteArray seen;
        for (const auto i : chosen(wheel, weights, 3 * static_cast<std::size_t>(cycle.size())))
            seen += static_cast<char>('0' + i);
        QCOMPARE(seen, cycle + cycle + cycle);
    }

    void choosesInProportionOverTenThousandTurns_data() {
        QTest::addColumn<Weights>("weights");
        QTest::newRow("round") << Weights{50, 30, 15, 5};
        QTest::newRow("primes") << Weights{7, 11, 13};
        QTest::newRow("very uneven") << Weights{997, 2, 1};
        QTest::newRow("with an inactive one") << Weights{8, 0, 3, 5};
        QTest::newRow("many") << Weights{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    }
    void choosesInProportionOverTenThousandTurns() {
        QFETCH(Weights, weights);
        constexpr std::size_t kTurns = 10'000;
        Wheel wheel;
        std::vector<double> counts(weights.size());
        for (const auto i : chosen(wheel, weights, kTurns)) counts[i] += 1;
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        double chiSquare = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double expected = kTurns * weights[i] / sum;
            if (weights[i] == 0) {
                QCOMPARE(counts[i], 0.0);
                continue;
            }
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
            QVERIFY2(qAbs(counts[i] - expected) < 2, "off by more than one turn");
        }
        // A drawn lot would nearly always be above this: the wheel is no lottery.
        QVERIFY2(chiSquare < 0.1, qPrintable(QString::number(chiSquare)));
    }

    void aHeavyItemIsNeverChosenInALongRow() {
        Wheel wheel;
        const Weights weights{6, 2, 2};
        std::size_t run = 0;
        std::size_t longest = 0;
        for (const auto i : chosen(wheel, weights, 1000)) {
            run = i == 0 ? run + 1 : 0;
            longest = std::max(longest, run);
        }
        QCOMPARE(longest, std::size_t{2});
    }

    void theOthersFollowRichestFirst() {
        Wheel wheel;
        const Weights weights{5, 3, 1};
        using Order = std::vector<std::size_t>;
        QVERIFY(wheel.turn(weights) == (Order{0, 1, 2}));
        QVERIFY(wheel.turn(weights) == (Order{1, 2, 0}));
        QVERIFY(wheel.turn(weights) == (Order{0, 2, 1}));
    }

    void leavesOutItemsOfWeightZero() {
        Wheel wheel;
        QVERIFY(wheel.turn(Weights{}).empty());
        QVERIFY(wheel.turn(Weights{0, 0}).empty());
        const auto order = Wheel().turn(Weights{0, 7, 0});
        QVERIFY(order == std::vector<std::size_t>{1});
    }

    void anItemThatWasAwayIsNotOwedItsAbsence() {
        Wheel wheel;
        chosen(wheel, Weights{1, 1}, 1);
        chosen(wheel, Weights{1, 0}, 100);
        const auto after = chosen(wheel, Weights{1, 1}, 10);
        QCOMPARE(std::count(after.begin(), after.end(), std::size_t{1}), 5);
    }

    void startsOverAfterAReset() {
        Wheel wheel;
        const Weights weights{5, 1, 1};
        const auto first = chosen(wheel, weights, 4);
        wheel.reset();
        QVERIFY(chosen(wheel, weights, 4) == first);
    }
};

QTEST_GUILESS_MAIN(WheelTest)
#include "wheel_test.moc"
