#include "gateway/engine/circuit_news.hpp"

#include <QTest>

#include <algorithm>
#include <map>

using namespace gw;
using namespace gw::engine;
using namespace gw::routing;
using namespace std::chrono_literals;
using Kind = CircuitNewsItem::Kind;

namespace {

/// Circuits as the board tells them, and the news of each look.
struct Bench {
    Circuit& at(const std::string& model) { return circuits.try_emplace(model, 5).first->second; }
    std::vector<CircuitNewsItem> look() {
        std::vector<pipeline::CircuitBoard::Row> rows;
        for (auto& [model, circuit] : circuits)
            rows.push_back({"main", model, circuit.state(now), circuit.reason(), circuit.forced(), circuit.left(now), circuit.failuresInARow(),
                            circuit.openings(), circuit.turns()});
        auto items = news.look(rows, now);
        told.insert(told.end(), items.begin(), items.end());
        return items;
    }
    void trip(const std::string& model) { at(model).failed(now, ErrorCode::upstreamTimeout, CircuitState::closed, CircuitPolicy(1)); }
    /// Its rest over, the trial goes out and comes back.
    void trial(const std::string& model, bool passes) {
        now += 80s;
        at(model).take(now);
        if (passes) at(model).succeeded(now, CircuitState::halfOpen);
        else at(model).failed(now, ErrorCode::upstreamError, CircuitState::halfOpen, CircuitPolicy(1));
    }
    std::size_t count(Kind kind) const {
        return static_cast<std::size_t>(std::count_if(told.begin(), told.end(), [kind](const auto& item) { return item.kind == kind; }));
    }
    std::map<std::string, Circuit> circuits;
    CircuitNews news;
    SteadyTime now{std::chrono::hours{3}};
    std::vector<CircuitNewsItem> told;
};

}  // namespace

class CircuitNewsTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void tellsAnOpeningAndTheClosingBehindIt() {
        Bench bench;
        bench.at("m");
        QVERIFY(bench.look().empty());
        bench.trip("m");
        auto items = bench.look();
        QCOMPARE(items.size(), std::size_t{1});
        QVERIFY(items[0].kind == Kind::tripped && items[0].provider == "main" && items[0].model == "m");
        QVERIFY(items[0].reason == ErrorCode::upstreamTimeout && items[0].seconds >= 1s && items[0].seconds <= 2s);
        QVERIFY(bench.look().empty());
        bench.trial("m", true);
        items = bench.look();
        QCOMPARE(items.size(), std::size_t{1});
        QVERIFY(items[0].kind == Kind::recovered && items[0].seconds == 80s && items[0].count == 0);
    }

    void whatWasOpenBeforeTheStartIsNotNews() {
        Bench bench;
        bench.trip("m");
        QVERIFY(bench.look().empty());
        bench.trial("m", true);
        QVERIFY(bench.look().size() == 1 && bench.told[0].kind == Kind::recovered);
    }

    void ordersAreLeftToTheAuditTrail() {
        Bench bench;
        bench.at("m");
        bench.look();
        bench.at("m").force(bench.now, 60s);
        bench.now += 1s;
        bench.look();
        bench.at("m").close(bench.now, true);
        bench.look();
        QVERIFY(bench.told.empty());
    }

    void trialsThatFailOneAfterTheOtherEndInACount() {
        Bench bench;
        bench.at("m");
        bench.look();
        bench.trip("m");
        bench.look();
        for (int i = 0; i < 20; ++i) {
            bench.trial("m", false);
            bench.look();
        }
        QCOMPARE(bench.count(Kind::tripped), std::size_t{1 + CircuitNews::kRetripsTold});
        bench.trial("m", true);
        bench.look();
        QVERIFY(bench.told.back().kind == Kind::recovered && bench.told.back().count == 20 && bench.told.back().reason == ErrorCode::upstreamError);
    }

    void aFlappingCircuitIsAFewLinesAndOneCountAMinute() {
        Bench bench;
        bench.at("m");
        bench.look();
        // Opened and closed by hand of the test 40 times within 20 s.
        for (int i = 0; i < 40; ++i) {
            bench.now += 250ms;
            bench.trip("m");
            bench.look();
            bench.now += 250ms;
            bench.at("m").close(bench.now);
            bench.look();
        }
        QCOMPARE(bench.told.size(), std::size_t{CircuitNews::kToldAMinute});
        QVERIFY(bench.news.isWaiting());
        bench.now += CircuitNews::kWindow;
        const auto items = bench.look();
        QVERIFY(items.size() == 1 && items[0].kind == Kind::flapping);
        // Two openings were told, two closings; 38 openings were not.
        QCOMPARE(items[0].count, std::uint32_t{38});
        QVERIFY(!bench.news.isWaiting());
    }

    void turnsThatWentByTooFastAreCounted() {
        Bench bench;
        bench.at("m");
        bench.look();
        for (int i = 0; i < 30; ++i) {
            bench.now += 5ms;
            bench.trip("m");
            bench.now += 5ms;
            bench.at("m").close(bench.now);
        }
        bench.look();
        bench.now += CircuitNews::kWindow;
        bench.look();
        const auto openings = bench.count(Kind::tripped) + bench.told.back().count;
        QVERIFY(bench.told.back().kind == Kind::flapping);
        QCOMPARE(openings, std::size_t{30});
    }

    void aThousandCircuitsAtOnceAreSixtyLinesAndACount() {
        Bench bench;
        for (int i = 0; i < 1000; ++i) bench.at("m" + std::to_string(i));
        bench.look();
        for (int i = 0; i < 1000; ++i) bench.trip("m" + std::to_string(i));
        QCOMPARE(bench.look().size(), std::size_t{CircuitNews::kAllAMinute});
        bench.now += CircuitNews::kWindow;
        const auto items = bench.look();
        QVERIFY(items.size() == 1 && items[0].kind == Kind::many && items[0].count == 940);
    }
};

QTEST_GUILESS_MAIN(CircuitNewsTest)
#include "circuit_news_test.moc"
