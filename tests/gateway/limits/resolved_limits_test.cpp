// What was resolved once for a key and snapshot must hold just as if it were resolved for every request: two doors are asked the
// same at random, one knows the snapshot's version and one does not, while keys and rules change between the versions. And a
// refusal takes nothing, whichever scope it came from.
#include "gateway/limits/key_admission.hpp"

#include <QtTest>

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace gw;
using namespace gw::limits;
using namespace std::chrono_literals;

namespace {

constexpr std::array kAll{Scope::key, Scope::user, Scope::preset, Scope::address};

/// Keys and rules of one version of the configuration; older ones stay in use for a while, as a worker may not have the newest.
struct Setup {
    std::uint64_t version = 0;
    std::vector<config::ApiKey> keys;
    std::optional<config::LimitRules> rules;
    Defaults defaults;
};

class Scene {
   public:
    explicit Scene(unsigned seed) : random_(seed) { change(); }

    void play(int steps) {
        for (int step = 0; step < steps; ++step) {
            if (upTo(60) == 0) change();
            if (upTo(5) == 0) clock_.advance(std::chrono::milliseconds{upTo(upTo(20) == 0 ? 40'000 : 300)});
            if (upTo(1) == 0 && !running_.empty()) release();
            else ask();
            if (QTest::currentTestFailed()) return;
        }
    }
    int refused = 0, admitted = 0;

   private:
    struct Running {
        Admitted known, unknown;
    };

    unsigned upTo(unsigned n) { return static_cast<unsigned>(random_() % (n + 1)); }
    bool half() { return upTo(1) == 0; }

    config::LimitRule anyRule() {
        config::LimitRule rule;
        if (half()) rule.rpm = upTo(30);
        if (half()) rule.tpm = upTo(9000);
        if (half()) rule.tpd = upTo(60'000);
        if (half()) rule.parallelMax = upTo(12);
        if (half()) rule.budgets = {NanoUsd{upTo(60'000)}, NanoUsd{upTo(30'000)}, std::nullopt};
        return rule;
    }

    void change() {
        auto setup = std::make_unique<Setup>();
        setup->version = setups_.size() + 1;
        for (unsigned i = 0; i < 4; ++i) {
            config::ApiKey key;
            key.id = "key-" + std::to_string(i);
            if (i > 0 || half()) key.userId = "user-" + std::to_string(half() ? i / 2 : i);
            if (half()) key.rpm = 1 + upTo(30);
            if (half()) key.tpm = 1 + upTo(9000);
            if (half()) key.parallelMax = upTo(9);
            if (half()) key.budgetDay = NanoUsd{upTo(40'000)};
            setup->keys.push_back(std::move(key));
        }
        if (half()) setup->defaults = {upTo(40), upTo(20'000), false};
        if (upTo(3) > 0) setup->rules = anyRules();
        setups_.push_back(std::move(setup));
    }
    config::LimitRules anyRules() {
        config::LimitRules rules;
        if (half()) rules.global = anyRule();
        if (half()) rules.eachUser = anyRule();
        if (half()) rules.users["user-0"] = anyRule();
        if (half()) rules.presets["preset-0"] = anyRule();
        if (half()) rules.presets["preset-1"] = anyRule();
        if (half()) rules.eachAddress = anyRule();
        if (half()) rules.addresses.put({*parseIp("203.0.113.0"), 96 + 24}, anyRule());
        return rules;
    }

    Ask anyAsk() {
        const std::size_t back = std::min<std::size_t>(upTo(6) == 0 ? 1 : 0, setups_.size() - 1);
        const Setup& setup = *setups_[setups_.size() - 1 - back];
        Ask ask{&setup.keys[upTo(3)], Tokens(upTo(400)), Tokens(upTo(400)), {}, setup.defaults};
        if (half()) ask.cost = NanoUsd{upTo(4000)};
        ask.rules = setup.rules ? &*setup.rules : nullptr;
        ask.presetId = &presets_[upTo(2)];
        ask.address = &addresses_[upTo(2)];
        ask.at = clock_.wall();
        ask.free = upTo(9) == 0;
        ask.version = setup.version;
        return ask;
    }

    void ask() {
        const Ask ask = anyAsk();
        Ask plain = ask;
        plain.version = 0;
        const std::string before = figures(known_);
        auto a = known_.admit(ask, clock_.steady());
        auto b = unknown_.admit(plain, clock_.steady());
        QCOMPARE(a.has_value(), b.has_value());
        if (!a) {
            ++refused;
            QCOMPARE(a.error().error.detail, b.error().error.detail);
            QCOMPARE(a.error().retryAfter.count(), b.error().retryAfter.count());
            QCOMPARE(a.error().final, b.error().final);
            compare(a.error().standings, b.error().standings);
            QCOMPARE(figures(known_), before);
        } else {
            ++admitted;
            compare(a->standings(), b->standings());
            for (const Scope scope : kAll) QCOMPARE(a->margin(scope), b->margin(scope));
            running_.push_back({std::move(*a), std::move(*b)});
        }
        QCOMPARE(figures(known_), figures(unknown_));
    }

    void release() {
        const std::size_t at = upTo(static_cast<unsigned>(running_.size() - 1));
        const Used used{Tokens(upTo(1500)), NanoUsd{upTo(2) == 0 ? 0 : upTo(5000)}};
        running_[at].known.release(used);
        running_[at].unknown.release(used);
        running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(at));
        QCOMPARE(figures(known_), figures(unknown_));
    }

    static void compare(const Standings& a, const Standings& b) {
        for (const auto& [one, other] : {std::pair{a.requests, b.requests}, std::pair{a.tokens, b.tokens}}) {
            QCOMPARE(one.has_value(), other.has_value());
            if (!one) continue;
            QCOMPARE(one->limit, other->limit);
            QCOMPARE(one->remaining, other->remaining);
            QCOMPARE(one->reset.count(), other->reset.count());
        }
    }

    /// All that is counted, refusals aside.
    std::string figures(KeyAdmission& door) {
        std::string text;
        const auto add = [&](Scope scope, const std::string& subject) {
            const auto f = door.figures(scope, subject);
            for (const std::int64_t value : {std::int64_t{f.running}, f.requests, f.tokens, f.spent.value, f.held.value, f.dayTokens, f.requestsPeak})
                text += std::to_string(value) + " ";
            text += "\n";
        };
        for (int i = 0; i < 4; ++i) {
            add(Scope::key, "key-" + std::to_string(i));
            add(Scope::user, "user-" + std::to_string(i));
        }
        for (const auto& preset : presets_) add(Scope::preset, preset);
        for (const auto& address : addresses_) add(Scope::address, KeyAdmission::addressSubject(address));
        return text;
    }

    std::mt19937 random_;
    FakeClock clock_;
    KeyAdmission known_{clock_}, unknown_{clock_};
    std::vector<std::unique_ptr<Setup>> setups_;
    const std::vector<std::string> presets_{"preset-0", "preset-1", ""};
    const std::vector<IpAddress> addresses_{*parseIp("203.0.113.9"), *parseIp("203.0.113.10"), *parseIp("2001:db8::1")};
    std::vector<Running> running_;
};

}  // namespace

class ResolvedLimitsTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void holdAsIfResolvedForEveryRequest() {
        int refused = 0, admitted = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            Scene scene(seed);
            scene.play(1500);
            if (QTest::currentTestFailed()) qWarning("seed %u", seed);
            if (QTest::currentTestFailed()) return;
            refused += scene.refused;
            admitted += scene.admitted;
        }
        qInfo("%d admitted, %d refused", admitted, refused);
        QVERIFY(refused > 1000 && admitted > 1000);
    }

    /// One rule a version: what an older version allowed does not stay.
    void aNewerVersionHoldsForTheNextRequest() {
        FakeClock clock;
        KeyAdmission door{clock};
        config::ApiKey key;
        key.id = "k";
        key.userId = "u";
        config::LimitRules rules;
        const std::string preset = "p";
        Ask ask{&key, 10, 0, {}, {}};
        ask.rules = &rules;
        ask.presetId = &preset;
        ask.at = clock.wall();
        const auto asked = [&](std::uint64_t version) {
            ask.version = version;
            return door.admit(ask, clock.steady());
        };
        QVERIFY(asked(1).has_value());
        config::LimitRule one;
        one.rpm = 1;
        rules.users["u"] = one;
        QVERIFY(asked(2).has_value());
        QCOMPARE(asked(2).error().scope, Scope::user);
        rules.users.clear();
        rules.presets["p"] = one;
        QVERIFY(asked(3).has_value());
        QCOMPARE(asked(3).error().scope, Scope::preset);
        rules.presets.clear();
        QVERIFY(asked(4).has_value());
        key.parallelMax = 0;
        QCOMPARE(asked(5).error().limit, Limit::parallel);
    }
};

QTEST_GUILESS_MAIN(ResolvedLimitsTest)
#include "resolved_limits_test.moc"
