#include "gateway/routing/choice.hpp"

#include "gateway/routing/router.hpp"

#include <QtTest>

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace gw;
using namespace gw::routing;
using namespace std::chrono_literals;
using config::PresetItem;
using config::Strategy;

namespace {

using Counts = std::map<std::string, int>;
constexpr int kChoices = 10'000;

bool servesAll(const config::Provider&, std::string_view) { return true; }

/// How far counts are from the weights' shares: the sum of (seen − expected)² / expected.
double chiSquare(const std::vector<int>& seen, const std::vector<std::uint32_t>& weights) {
    double sum = 0, total = 0, chi = 0;
    for (const auto weight : weights) sum += weight;
    for (const int count : seen) total += count;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double expected = total * weights[i] / sum;
        chi += (seen[i] - expected) * (seen[i] - expected) / expected;
    }
    return chi;
}
/// The value that a fair choice among four exceeds once in a thousand tests (three degrees of freedom).
constexpr double kCritical = 16.27;

}  // namespace

class ChoiceTest : public QObject {
    Q_OBJECT
    config::Snapshot snapshot_;
    config::ApiKey key_;
    Router router_;
    FakeClock clock_;
    std::string conversation_;

    PresetItem item(const std::string& provider, std::uint32_t weight = 1, std::uint32_t priority = 0) {
        auto made = std::make_shared<config::Provider>();
        made->name = provider;
        PresetItem item{"id-" + provider, std::move(made), "m", weight, priority, true};
        item.load = std::make_shared<config::UpstreamLoad>();
        return item;
    }
    void use(Strategy strategy, std::vector<PresetItem> items) {
        auto preset = std::make_shared<config::Preset>();
        preset->id = "p";
        preset->strategy = strategy;
        preset->items = std::move(items);
        snapshot_.presets["p"] = std::move(preset);
    }
    config::UpstreamLoad& load(std::size_t i) { return *snapshot_.presets["p"]->items[i].load; }
    Route route() {
        const Asking asking{clock_.steady(), [this] { return std::string_view(conversation_); }};
        return *router_.candidates(snapshot_, key_, "p", servesAll, asking);
    }
    /// "alpha beta gamma".
    std::string order() {
        std::string text;
        for (const auto& candidate : route().candidates) text += (text.empty() ? "" : " ") + candidate.provider->name;
        return text;
    }
    std::string first() { return route().candidates.front().provider->name; }
    Counts firsts(int times) {
        Counts counts;
        for (int i = 0; i < times; ++i) ++counts[first()];
        return counts;
    }
    /// Where each of a thousand users goes.
    std::map<int, std::string> homes() {
        std::map<int, std::string> homes;
        for (int user = 0; user < 1000; ++user) {
            key_.userId = "user-" + std::to_string(user);
            homes[user] = first();
        }
        return homes;
    }

   private Q_SLOTS:
    void init() {
        snapshot_ = {};
        key_ = {};
        key_.id = "key-1";
        router_ = {};
        conversation_.clear();
    }

    void weightedPassesChiSquareAndWrongWheelsDoNot() {
        const std::vector<std::uint32_t> weights{50, 30, 15, 5};
        use(Strategy::weighted, {item("a", 50), item("b", 30), item("c", 15), item("d", 5)});
        auto counts = firsts(kChoices);
        QVERIFY(chiSquare({counts["a"], counts["b"], counts["c"], counts["d"]}, weights) < kCritical);

        // The same measure over wheels with the faults that wheels have.
        const auto judged = [&weights](const std::function<std::size_t(int)>& choose) {
            std::vector<int> seen(weights.size());
            for (int i = 0; i < kChoices; ++i) ++seen[choose(i)];
            return chiSquare(seen, weights);
        };
        const auto cumulative = [&weights](std::uint32_t dot, std::uint32_t edge) {
            std::size_t i = 0;
            for (std::uint32_t sum = weights[0]; i + 1 < weights.size() && dot >= sum + edge; sum += weights[i]) ++i;
            return i;
        };
        QVERIFY(judged([&](int i) { return cumulative(static_cast<std::uint32_t>(i) % 100, 0); }) < kCritical);
        QVERIFY2(judged([](int i) { return static_cast<std::size_t>(i) % 4; }) > kCritical, "weights that are ignored");
        QVERIFY2(judged([&](int i) { return cumulative(static_cast<std::uint32_t>(i) % 100, 1); }) > kCritical, "an edge that is off by one");
        QVERIFY2(judged([&](int i) { return cumulative(static_cast<std::uint32_t>(i) % 97, 0); }) > kCritical, "a sum that is too small");
    }

    void whatRestsGivesItsShareToTheOthersByTheirWeights() {
        use(Strategy::weighted, {item("a", 50), item("b", 30), item("c", 15), item("d", 5)});
        load(0).restUntil(clock_.steady() + 60s);
        auto counts = firsts(kChoices);
        QCOMPARE(counts["a"], 0);
        QVERIFY(chiSquare({counts["b"], counts["c"], counts["d"]}, {30, 15, 5}) < kCritical);
        const auto last = route().candidates.back();
        QVERIFY(last.provider->name == "a" && last.rests);
        clock_.advance(60s);
        QVERIFY(firsts(100)["a"] > 40);
    }

    void priorityTakesTheNextGroupWhileTheFirstRests() {
        use(Strategy::priority, {item("a", 1, 0), item("b", 3, 1), item("c", 1, 1), item("d", 1, 2)});
        QCOMPARE(order(), std::string("a b c d"));
        QCOMPARE(route().why, Why::firstGroup);
        load(0).restUntil(clock_.steady() + 5s);
        auto counts = firsts(400);
        QCOMPARE(counts["b"], 300);
        QCOMPARE(counts["c"], 100);
        clock_.advance(5s);
        QCOMPARE(first(), std::string("a"));
    }

    void saysWhyWhenAllRestOrOnlyOneIsLeft() {
        use(Strategy::latency, {item("a"), item("b")});
        load(0).restUntil(clock_.steady() + 5s);
        QCOMPARE(route().why, Why::only);
        load(1).restUntil(clock_.steady() + 5s);
        QCOMPARE(route().why, Why::allRest);
        QCOMPARE(route().candidates.size(), std::size_t{2});
    }

    void latencyPrefersTheFasterOfTwo() {
        use(Strategy::latency, {item("fast"), item("slow")});
        load(0).answered(50ms, clock_.steady());
        load(1).answered(400ms, clock_.steady());
        QCOMPARE(firsts(100)["fast"], 100);
        QCOMPARE(route().why, Why::fastest);
        QCOMPARE(route().candidates[1].expectedMs, 400U);
        // Calls under way count: nine at 50 ms are worse than one at 400.
        for (int i = 0; i < 9; ++i) load(0).began();
        QCOMPARE(first(), std::string("slow"));
    }

    void latencyDrawsTwoSoThatTheThirdIsNeverStarved() {
        use(Strategy::latency, {item("a"), item("b"), item("c")});
        load(0).answered(50ms, clock_.steady());
        load(1).answered(60ms, clock_.steady());
        load(2).answered(70ms, clock_.steady());
        auto counts = firsts(3000);
        // The best wins whenever it is drawn: two times of three; the worst never wins a pair.
        QVERIFY(counts["a"] > 1850 && counts["a"] < 2150);
        QCOMPARE(counts["c"], 0);
        QCOMPARE(counts["a"] + counts["b"], 3000);
    }

    void aPeakCountsAtOnceAndIsForgottenSlowly() {
        config::UpstreamLoad load;
        load.answered(50ms, clock_.steady());
        load.answered(800ms, clock_.steady());
        QCOMPARE(load.expected(clock_.steady()).count() / 1000, 800);
        clock_.advance(10s);
        const auto later = load.expected(clock_.steady());
        QVERIFY(later > 280ms && later < 310ms);
        load.answered(50ms, clock_.steady());
        const auto told = load.expected(clock_.steady());
        QVERIFY(told > 300ms && told < 350ms);
        for (int i = 0; i < 100; ++i) {
            clock_.advance(1s);
            load.answered(50ms, clock_.steady());
        }
        QVERIFY(load.expected(clock_.steady()) < 55ms);
    }

    void failingFastIsNotBeingFast() {
        use(Strategy::latency, {item("broken"), item("slow")});
        load(0).answered(300ms, clock_.steady());
        load(1).answered(400ms, clock_.steady());
        load(0).failed(1ms, clock_.steady());
        QCOMPARE(firsts(50)["slow"], 50);
    }

    void anUnknownUpstreamIsTriedAndNotTwiceAtATime() {
        use(Strategy::latency, {item("known"), item("new")});
        load(0).answered(50ms, clock_.steady());
        QCOMPARE(first(), std::string("new"));
        load(1).began();
        QCOMPARE(first(), std::string("known"));
    }

    void leastBusyLooksAtCallsForTheWeight() {
        use(Strategy::leastBusy, {item("a", 1), item("b", 3)});
        auto counts = firsts(400);
        QVERIFY2(counts["a"] == 100 && counts["b"] == 300, "idle ones turn by weight");
        load(0).began();
        QCOMPARE(first(), std::string("b"));
        for (int i = 0; i < 2; ++i) load(1).began();
        QCOMPARE(first(), std::string("b"));
        for (int i = 0; i < 2; ++i) load(1).began();
        QCOMPARE(first(), std::string("a"));
        load(0).ended();
        QCOMPARE(route().candidates[0].running, 0U);
    }

    void leastBusyKeepsCallsInProportion() {
        use(Strategy::leastBusy, {item("a", 1), item("b", 3)});
        for (int i = 0; i < 400; ++i) load(first() == "a" ? 0 : 1).began();
        QCOMPARE(load(0).running(), 100U);
        QCOMPARE(load(1).running(), 300U);
    }

    void stickyKeepsAUserAtItsUpstream() {
        use(Strategy::sticky, {item("a"), item("b"), item("c"), item("d")});
        key_.userId = "user-7";
        const auto home = order();
        for (int i = 0; i < 50; ++i) QCOMPARE(order(), home);
        router_ = {};
        QVERIFY2(order() == home, "another worker sends it to the same place");
        QCOMPARE(route().why, Why::user);
        key_.userId.clear();
        const auto byKey = order();
        key_.id = "key-2";
        QVERIFY(byKey != home || order() != home);
    }

    void stickyFollowsTheConversationWhereOneIsNamed() {
        use(Strategy::sticky, {item("a"), item("b"), item("c"), item("d")});
        Counts counts;
        for (int i = 0; i < 400; ++i) {
            conversation_ = "chat-" + std::to_string(i);
            ++counts[first()];
        }
        QCOMPARE(counts.size(), std::size_t{4});
        QCOMPARE(route().why, Why::conversation);
    }

    void stickySharesByWeight() {
        use(Strategy::sticky, {item("a", 50), item("b", 30), item("c", 15), item("d", 5)});
        std::map<std::string, int> counts;
        for (int i = 0; i < kChoices; ++i) {
            key_.userId = "user-" + std::to_string(i);
            ++counts[first()];
        }
        QVERIFY(chiSquare({counts["a"], counts["b"], counts["c"], counts["d"]}, {50, 30, 15, 5}) < kCritical);
    }

    void anItemThatGoesMovesOnlyItsOwnUsers() {
        use(Strategy::sticky, {item("a"), item("b"), item("c"), item("d")});
        const auto before = homes();
        use(Strategy::sticky, {item("a"), item("b"), item("d")});
        const auto after = homes();
        Counts moved;
        for (const auto& [user, home] : before) {
            if (home != "c") QCOMPARE(after.at(user), home);
            else ++moved[after.at(user)];
        }
        QCOMPARE(moved.size(), std::size_t{3});
        for (const auto& [home, count] : moved) QVERIFY2(count > 50, home.c_str());
    }

    void anItemThatRestsMovesOnlyItsOwnUsersAndGetsThemBack() {
        use(Strategy::sticky, {item("a"), item("b"), item("c"), item("d")});
        const auto before = homes();
        load(2).restUntil(clock_.steady() + 30s);
        const auto meanwhile = homes();
        for (const auto& [user, home] : before) QVERIFY(home == "c" ? meanwhile.at(user) != "c" : meanwhile.at(user) == home);
        clock_.advance(30s);
        QVERIFY(homes() == before);
    }

    void capsAreNeverExceeded() {
        config::ItemUse use;
        QVERIFY(use.take(2, 0, clock_.steady()) && use.take(2, 0, clock_.steady()));
        QVERIFY(!use.take(2, 0, clock_.steady()));
        use.giveBack();
        QVERIFY(use.take(2, 0, clock_.steady()));
    }

    void aMinuteNeverHoldsMoreThanItsCap() {
        config::ItemUse use;
        std::vector<SteadyTime> grants;
        std::uint64_t dice = 7;
        for (int i = 0; i < 20'000; ++i) {
            dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
            clock_.advance(std::chrono::milliseconds{(dice >> 33U) % 400});
            if (!use.take(0, 60, clock_.steady())) continue;
            use.giveBack();
            grants.push_back(clock_.steady());
        }
        QVERIFY(grants.size() > 2000);
        for (std::size_t i = 60; i < grants.size(); ++i) QVERIFY(grants[i] - grants[i - 60] >= 60s);
    }
};

QTEST_GUILESS_MAIN(ChoiceTest)
#include "choice_test.moc"
