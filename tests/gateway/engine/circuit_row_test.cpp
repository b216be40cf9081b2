#include "gateway/engine/circuit_keeper.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::engine;
using namespace std::chrono_literals;
using routing::Circuit;
using routing::CircuitState;

class CircuitRowTest : public QObject {
    Q_OBJECT
    FakeClock before_;

    /// An opened circuit, seen `later` by another process whose steady clock has begun anew.
    pipeline::CircuitBoard::Kept comesBack(std::chrono::milliseconds later) {
        Circuit circuit(1);
        for (int i = 0; i < 5; ++i) circuit.failed(before_.steady(), ErrorCode::upstreamReset, CircuitState::closed, 5);
        pipeline::CircuitBoard::Kept kept{"alpha", "m", circuit.memory(before_.steady()), "order-7"};
        const auto row = circuitRowOf(kept, before_.wall(), before_.steady());
        auto read = circuitOfRow(row, before_.wall() + later, SteadyTime{5s});
        return read.value_or(pipeline::CircuitBoard::Kept{});
    }

   private Q_SLOTS:
    void comesBackByTheWallClock() {
        const auto kept = comesBack(400ms);
        QCOMPARE(kept.provider, std::string("alpha"));
        QCOMPARE(kept.model, std::string("m"));
        QCOMPARE(kept.order, std::string("order-7"));
        QVERIFY(kept.memory.open && !kept.memory.forced && kept.memory.reason == ErrorCode::upstreamReset);
        const auto left = kept.memory.until - SteadyTime{5s};
        QVERIFY(left >= 600ms && left <= 800ms);
        QCOMPARE(kept.memory.nextRest, 2000ms);
        QCOMPARE(kept.memory.openings, 1U);
        QCOMPARE(kept.memory.turns.size(), std::size_t{1});
        QVERIFY(kept.memory.turns[0].at == SteadyTime{5s} - 400ms && kept.memory.turns[0].reason == ErrorCode::upstreamReset);
    }

    void rowsThatAreNoneAreLeftOut_data() {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("turns");
        QTest::addColumn<qint64>("until");
        QTest::addColumn<bool>("fine");
        QTest::newRow("fine") << QByteArray("open") << QByteArray("[]") << qint64{1} << true;
        QTest::newRow("another state") << QByteArray("ajar") << QByteArray("[]") << qint64{1} << false;
        QTest::newRow("no JSON") << QByteArray("open") << QByteArray("[") << qint64{1} << false;
        QTest::newRow("no list") << QByteArray("open") << QByteArray("{}") << qint64{1} << false;
        QTest::newRow("a turn that is none") << QByteArray("open") << QByteArray(R"([{"at":"x","state":"open"}])") << qint64{1} << false;
        QTest::newRow("a turn of another state") << QByteArray("open") << QByteArray(R"([{"at":1,"state":"x"}])") << qint64{1} << false;
        QTest::newRow("a turn beyond time") << QByteArray("open") << QByteArray(R"([{"at":9223372036854775807,"state":"open"}])") << qint64{1} << false;
        QTest::newRow("an unknown reason is none") << QByteArray("open") << QByteArray(R"([{"at":1,"state":"open","reason":"X"}])") << qint64{1} << true;
        QTest::newRow("until beyond time") << QByteArray("open") << QByteArray("[]") << std::numeric_limits<qint64>::max() << false;
        QTest::newRow("until before time") << QByteArray("open") << QByteArray("[]") << std::numeric_limits<qint64>::min() << false;
        QTest::newRow("too long") << QByteArray("open") << "[" + QByteArray(5000, ' ') + "]" << qint64{1} << false;
    }
    void rowsThatAreNoneAreLeftOut() {
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, turns);
        QFETCH(qint64, until);
        QFETCH(bool, fine);
        store::CircuitStateRow row;
        row.provider = "alpha";
        row.model = "m";
        row.state = state.toStdString();
        row.turns = turns.toStdString();
        row.until = fromMillis(until);
        row.failuresInARow = -5;
        row.openings = std::numeric_limits<std::int64_t>::max();
        row.nextRestMs = std::numeric_limits<std::int64_t>::max();
        const auto kept = circuitOfRow(row, before_.wall(), before_.steady());
        QCOMPARE(kept.has_value(), fine);
        if (!kept) return;
        QCOMPARE(kept->memory.failuresInARow, 0U);
        QCOMPARE(kept->memory.openings, std::numeric_limits<std::uint32_t>::max());
        QCOMPARE(kept->memory.nextRest, Circuit::kRestMax);
    }
};

QTEST_GUILESS_MAIN(CircuitRowTest)
#include "circuit_row_test.moc"
