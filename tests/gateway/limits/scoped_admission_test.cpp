// Users, presets and addresses beside the key; budgets by period; warnings; explanations.
#include "gateway/limits/key_admission.hpp"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace gw;
using namespace gw::limits;
using namespace std::chrono_literals;

namespace {

config::LimitRule ruleOfRpm(std::uint32_t rpm) {
    config::LimitRule rule;
    rule.rpm = rpm;
    return rule;
}

config::LimitRule ruleOfDay(std::int64_t nanos) {
    config::LimitRule rule;
    rule.budgets.day = NanoUsd{nanos};
    return rule;
}

config::ApiKey keyOf(std::string id, std::string userId = {}) {
    config::ApiKey key;
    key.id = std::move(id);
    key.userId = std::move(userId);
    return key;
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

class ScopedAdmissionTest : public QObject {
    Q_OBJECT
    FakeClock clock_;
    config::LimitRules rules_;
    std::unique_ptr<KeyAdmission> made_;
    std::string preset_;
    IpAddress address_ = *parseIp("203.0.113.9");

    Ask asked(const config::ApiKey& key, Tokens tokens = 10, std::optional<NanoUsd> cost = {}) const {
        Ask ask{&key, tokens, 0, cost, {}};
        ask.rules = &rules_;
        ask.presetId = &preset_;
        ask.address = &address_;
        ask.at = clock_.wall();
        return ask;
    }
    auto ask(const config::ApiKey& key, Tokens tokens = 10, std::optional<NanoUsd> cost = {}) {
        return made_->admit(asked(key, tokens, cost), clock_.steady());
    }
    int admittedOf(const config::ApiKey& key, int count) {
        int admitted = 0;
        for (int i = 0; i < count; ++i) admitted += ask(key) ? 1 : 0;
        return admitted;
    }
    std::string addressId() const { return KeyAdmission::addressSubject(address_); }

   private Q_SLOTS:
    void init() {
        clock_ = FakeClock();
        rules_ = {};
        preset_ = "p1";
        address_ = *parseIp("203.0.113.9");
        made_ = std::make_unique<KeyAdmission>(clock_);
    }

    void keysOfOneUserShareTheUsersLimit() {
        rules_.users["u"] = ruleOfRpm(5);
        const auto a = keyOf("a", "u"), b = keyOf("b", "u"), other = keyOf("c", "w"), nobodys = keyOf("d");
        QCOMPARE(admittedOf(a, 3), 3);
        QCOMPARE(admittedOf(b, 3), 2);
        QCOMPARE(admittedOf(other, 9), 9);
        QCOMPARE(admittedOf(nobodys, 9), 9);
        const auto refused = ask(a);
        QVERIFY(!refused && refused.error().scope == Scope::user && refused.error().limit == Limit::rpm);
        QVERIFY(contains(refused.error().error.detail, "All keys of this key's user together may make 5 requests a minute"));
    }

    void allCallersOfAPresetShareItsLimit() {
        rules_.eachPreset = ruleOfRpm(4);
        const auto a = keyOf("a"), b = keyOf("b");
        QCOMPARE(admittedOf(a, 3) + admittedOf(b, 3), 4);
        preset_ = "p2";
        QCOMPARE(admittedOf(a, 9), 4);
        preset_ = "";
        QCOMPARE(admittedOf(a, 9), 9);
    }

    void addressesAreCountedByThemselvesAndIpv6ByItsNet() {
        rules_.eachAddress = ruleOfRpm(2);
        const auto key = keyOf("a");
        QCOMPARE(admittedOf(key, 5), 2);
        address_ = *parseIp("203.0.113.10");
        QCOMPARE(admittedOf(key, 5), 2);
        address_ = *parseIp("2001:db8:1:2::1");
        QCOMPARE(admittedOf(key, 1), 1);
        address_ = *parseIp("2001:db8:1:2:ffff::9");
        QCOMPARE(admittedOf(key, 5), 1);
        address_ = *parseIp("2001:db8:1:3::1");
        QCOMPARE(admittedOf(key, 5), 2);
    }

    void theNarrowestRangeDecides() {
        rules_.eachAddress = ruleOfRpm(1);
        rules_.addresses.put(*parseCidr("203.0.0.0/16"), ruleOfRpm(3));
        rules_.addresses.put(*parseCidr("203.0.113.9"), ruleOfRpm(6));
        const auto key = keyOf("a");
        QCOMPARE(admittedOf(key, 9), 6);
        address_ = *parseIp("203.0.113.8");
        QCOMPARE(admittedOf(key, 9), 3);
        address_ = *parseIp("203.0.113.7");
        QCOMPARE(admittedOf(key, 9), 3);
        address_ = *parseIp("198.51.100.1");
        QCOMPARE(admittedOf(key, 9), 1);
    }

    void aRefusalOfOneScopeTakesNothingFromTheOthers_data() {
        QTest::addColumn<int>("scope");
        for (int scope = 0; scope < int(kScopes); ++scope) QTest::newRow(scopeText(Scope(scope)).data()) << scope;
    }
    void aRefusalOfOneScopeTakesNothingFromTheOthers() {
        QFETCH(int, scope);
        auto key = keyOf("a", "u");
        key.rpm = scope == 0 ? 1 : 100;
        key.tpm = 10'000;
        rules_.users["u"] = ruleOfRpm(scope == 1 ? 1 : 100);
        rules_.presets["p1"] = ruleOfRpm(scope == 2 ? 1 : 100);
        rules_.eachAddress = ruleOfRpm(scope == 3 ? 1 : 100);
        QVERIFY(ask(key));
        const auto before = std::array{made_->figures("a"), made_->figures(Scope::user, "u"), made_->figures(Scope::preset, "p1"),
                                       made_->figures(Scope::address, addressId())};
        for (int i = 0; i < 50; ++i) {
            const auto refused = ask(key);
            QVERIFY(!refused);
            QCOMPARE(int(refused.error().scope), scope);
        }
        const auto after = std::array{made_->figures("a"), made_->figures(Scope::user, "u"), made_->figures(Scope::preset, "p1"),
                                      made_->figures(Scope::address, addressId())};
        for (std::size_t i = 0; i < kScopes; ++i) {
            QCOMPARE(after[i].requests, before[i].requests);
            QCOMPARE(after[i].tokens, before[i].tokens);
            QCOMPARE(after[i].running, 0U);
            QCOMPARE(after[i].refused, std::uint64_t(int(i) == scope ? 50 : 0));
        }
    }

    void theRefusalNamesTheLimitThatEndsLast() {
        auto key = keyOf("a", "u");
        key.rpm = 1;
        config::LimitRule ofUser;
        ofUser.rpm = 1;
        rules_.users["u"] = ofUser;
        QVERIFY(ask(key));
        clock_.advance(30s);
        key.rpm = 2;
        QVERIFY(!ask(key));
        clock_.advance(31s);
        QVERIFY(ask(key));
        clock_.advance(10s);
        key.rpm = 1;
        rules_.users["u"].tpm = 5;
        const auto refused = ask(key);
        // Ten tokens never fit under five: that stands above the rates that pass.
        QVERIFY(!refused && refused.error().final && refused.error().limit == Limit::tpm && refused.error().scope == Scope::user);
    }

    void headersTellTheTightestOfAllScopes() {
        auto key = keyOf("a", "u");
        key.rpm = 100;
        rules_.users["u"] = ruleOfRpm(3);
        const auto place = ask(key);
        QVERIFY(place && place->standings().requests);
        QCOMPARE(place->standings().requests->limit, std::int64_t(3));
        QCOMPARE(place->standings().requests->remaining, std::int64_t(2));
    }

    void theGlobalRuleHoldsKeysWithoutTheirOwnAndWinsOverTheSettings() {
        rules_.global.rpm = 2;
        auto plain = keyOf("plain"), own = keyOf("own");
        own.rpm = 4;
        const auto count = [&](const config::ApiKey& key) {
            int admitted = 0;
            for (int i = 0; i < 9; ++i) {
                Ask one = asked(key);
                one.defaults = {7, 0};
                admitted += made_->admit(one, clock_.steady()) ? 1 : 0;
            }
            return admitted;
        };
        QCOMPARE(count(plain), 2);
        QCOMPARE(count(own), 4);
        rules_.global.rpm.reset();
        QCOMPARE(count(keyOf("fresh")), 7);
    }

    void tokensADaySlideOver24Hours() {
        auto key = keyOf("a");
        key.tpd = 1000;
        for (int hour = 0; hour < 10; ++hour) {
            auto place = ask(key, 100);
            QVERIFY(place);
            place->release({100, NanoUsd{0}});
            clock_.advance(1h);
        }
        const auto refused = ask(key, 100);
        QVERIFY(!refused && refused.error().limit == Limit::tpd);
        QVERIFY(contains(refused.error().error.detail, "1000 tokens in 24 hours"));
        clock_.advance(refused.error().retryAfter);
        QVERIFY(ask(key, 100));
    }

    void parallelRequestsOfAUserAreHeldTogether() {
        config::LimitRule rule;
        rule.parallelMax = 2;
        rules_.eachUser = rule;
        const auto a = keyOf("a", "u"), b = keyOf("b", "u");
        auto first = ask(a), second = ask(b);
        QVERIFY(first && second && !ask(a));
        first->release({});
        QVERIFY(ask(b));
    }

    void aFullAddressTableFreesNobodyEarlyAndHoldsNewcomersTogether() {
        made_ = std::make_unique<KeyAdmission>(clock_, 64 * 4);
        rules_.eachAddress = ruleOfRpm(2);
        const auto key = keyOf("a");
        std::vector<IpAddress> all;
        for (int i = 0; i < 4000; ++i) {
            address_ = *parseIp("10.0." + std::to_string(i / 250) + "." + std::to_string(1 + i % 250));
            ask(key), ask(key);
            all.push_back(address_);
        }
        QVERIFY(made_->known(Scope::address) <= 64 * 4);
        // Nobody who has had two gets a third within the minute, known or not.
        for (const auto& address : all) {
            address_ = address;
            QVERIFY(!ask(key));
        }
        clock_.advance(61s);
        int admitted = 0;
        for (int i = 0; i < 100; ++i) {
            address_ = all[std::size_t(i)];
            admitted += ask(key) ? 1 : 0;
        }
        QCOMPARE(admitted, 100);
    }

    void aBudgetADayBeginsAnewAtMidnightUtc() {
        // 2026-01-06T12:00Z.
        auto key = keyOf("a");
        key.budgetDay = NanoUsd{1000};
        auto place = ask(key, 10, NanoUsd{900});
        QVERIFY(place);
        place->release({10, NanoUsd{900}});
        const auto refused = ask(key, 10, NanoUsd{200});
        QVERIFY(!refused && refused.error().error.code == ErrorCode::budgetExceeded && refused.error().limit == Limit::budgetDay);
        QVERIFY(contains(refused.error().error.detail, "2026-01-07T00:00:00"));
        clock_.advance(12h - 1ms);
        QVERIFY(!ask(key, 10, NanoUsd{200}));
        clock_.advance(1ms);
        QVERIFY(ask(key, 10, NanoUsd{200}));
    }

    void whatBeganYesterdayIsBookedOnYesterday() {
        auto key = keyOf("a");
        key.budgetDay = NanoUsd{1000};
        key.budgetMonth = NanoUsd{5000};
        clock_.advance(12h - 1s);
        auto place = ask(key, 10, NanoUsd{900});
        QVERIFY(place);
        clock_.advance(2s);
        auto today = ask(key, 10, NanoUsd{1000});
        QVERIFY(today);
        place->release({10, NanoUsd{900}});
        today->release({10, NanoUsd{100}});
        const auto facts = made_->explain(asked(key));
        QCOMPARE(facts.size(), std::size_t(2));
        QCOMPARE(facts[0].used, std::int64_t(100));
        QCOMPARE(facts[1].used, std::int64_t(1000));
    }

    void aUsersBudgetIsSharedByItsKeysAndCountedBeforeThereIsOne() {
        const auto a = keyOf("a", "u"), b = keyOf("b", "u");
        auto early = ask(a, 10, NanoUsd{0});
        QVERIFY(early);
        early->release({10, NanoUsd{700}});
        rules_.users["u"] = ruleOfDay(1000);
        auto second = ask(b, 10, NanoUsd{200});
        QVERIFY(second);
        const auto refused = ask(a, 10, NanoUsd{200});
        QVERIFY(!refused && refused.error().scope == Scope::user);
        QVERIFY(contains(refused.error().error.detail, "The budget of this key's user"));
        second->release({10, NanoUsd{100}});
        QVERIFY(ask(a, 10, NanoUsd{200}));
    }

    void noPriceIsTooHighToBeRefused() {
        auto key = keyOf("a");
        key.budget = NanoUsd{1000};
        auto place = ask(key, 10, NanoUsd{1});
        QVERIFY(place);
        place->release({10, NanoUsd{1}});
        // What a cost is cut to that no number holds.
        QVERIFY(!ask(key, 10, NanoUsd{std::numeric_limits<std::int64_t>::max()}));
    }

    void whatCostsNothingIsNotRefusedByASpentBudget() {
        auto key = keyOf("a");
        key.budget = NanoUsd{0};
        Ask one = asked(key, 0);
        QVERIFY(!made_->admit(one, clock_.steady()));
        one.free = true;
        QVERIFY(made_->admit(one, clock_.steady()));
    }

    void warnsOnceAt80PercentAndOnceWhenItIsUsedUp() {
        auto key = keyOf("a");
        key.budgetDay = NanoUsd{1000};
        const auto spend = [&](std::int64_t nanos) {
            auto place = ask(key, 1, NanoUsd{1});
            if (place) place->release({1, NanoUsd{nanos}});
        };
        spend(799);
        QVERIFY(made_->takeWarnings().empty());
        spend(1), spend(1), spend(1);
        auto told = made_->takeWarnings();
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].percent, 80);
        QCOMPARE(told[0].spent.value, std::int64_t(800));
        QCOMPARE(told[0].subject, std::string("a"));
        QVERIFY(told[0].limit == Limit::budgetDay);
        for (int i = 0; i < 20; ++i) QVERIFY(!ask(key, 1, NanoUsd{500}));
        told = made_->takeWarnings();
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].percent, 100);
        clock_.advance(24h);
        spend(850);
        QCOMPARE(made_->takeWarnings().size(), std::size_t(1));
    }

    void whatWasReachedBeforeTheStartIsNotToldAgain() {
        auto key = keyOf("a");
        key.budget = NanoUsd{1000};
        made_->setSpent(Scope::key, {{"a", {NanoUsd{850}, NanoUsd{0}, NanoUsd{0}}}});
        made_->markTold(Scope::key, "a", keyLimits(asked(key)));
        ask(key, 1, NanoUsd{1})->release({1, NanoUsd{1}});
        QVERIFY(made_->takeWarnings().empty());
        ask(key, 1, NanoUsd{1})->release({1, NanoUsd{149}});
        QCOMPARE(made_->takeWarnings().size(), std::size_t(1));
    }

    void explainsEveryLimitAndTakesNothing() {
        auto key = keyOf("a", "u");
        key.rpm = 10;
        key.budget = NanoUsd{1000};
        rules_.global.tpm = 500;
        rules_.eachUser = ruleOfRpm(20);
        rules_.eachAddress = ruleOfRpm(30);
        auto place = ask(key, 40, NanoUsd{300});
        QVERIFY(place);
        for (int i = 0; i < 5; ++i) made_->explain(asked(key));
        const auto facts = made_->explain(asked(key));
        QCOMPARE(facts.size(), std::size_t(5));
        QVERIFY(facts[0].limit == Limit::rpm && facts[0].own && facts[0].used == 1 && facts[0].resets);
        QVERIFY(facts[1].limit == Limit::tpm && !facts[1].own && facts[1].value == 500 && facts[1].used == 40);
        QVERIFY(facts[2].limit == Limit::budgetTotal && facts[2].held == 300 && facts[2].used == 300 && !facts[2].resets);
        QVERIFY(facts[3].scope == Scope::user && facts[3].value == 20);
        QVERIFY(facts[4].scope == Scope::address && facts[4].subject == "203.0.113.9");
    }

    void countsAfreshWhenAnOperatorSaysSo() {
        auto key = keyOf("a"), other = keyOf("b");
        key.rpm = other.rpm = 1;
        QVERIFY(ask(key) && !ask(key));
        QVERIFY(ask(other) && !ask(other));
        made_->reset(Scope::key, "a");
        QVERIFY(ask(key) && !ask(other));
        made_->reset(Scope::key, "");
        QVERIFY(ask(other));
    }

    void aCorrectionChangesEachPeriodThatItsRequestBelongsTo() {
        auto key = keyOf("a", "u");
        key.budget = key.budgetDay = key.budgetMonth = NanoUsd{1000};
        rules_.users["u"] = ruleOfDay(1000);
        const auto use = [&](Scope scope, Limit limit) {
            for (const auto& fact : made_->explain(asked(key)))
                if (fact.scope == scope && fact.limit == limit) return fact.used;
            return std::int64_t{-1};
        };
        const auto yesterday = clock_.wall();
        ask(key, 10, NanoUsd{600})->release({10, NanoUsd{600}});
        clock_.advance(24h);
        ask(key, 10, NanoUsd{400})->release({10, NanoUsd{400}});
        QVERIFY(!ask(key, 10, NanoUsd{1}));
        for (const auto scope : {Scope::key, Scope::user}) {
            made_->correct(scope, scope == Scope::key ? "a" : "u", yesterday, NanoUsd{-100});
            made_->correct(scope, scope == Scope::key ? "a" : "u", clock_.wall(), NanoUsd{50});
        }
        QCOMPARE(use(Scope::key, Limit::budgetTotal), std::int64_t{950});
        QCOMPARE(use(Scope::key, Limit::budgetMonth), std::int64_t{950});
        QCOMPARE(use(Scope::key, Limit::budgetDay), std::int64_t{450});
        QCOMPARE(use(Scope::user, Limit::budgetDay), std::int64_t{450});
        QVERIFY(ask(key, 10, NanoUsd{50}));
        QVERIFY(!ask(key, 10, NanoUsd{51}));
        // Nobody knows it yet: counted all the same.
        made_->correct(Scope::key, "new", clock_.wall(), NanoUsd{70});
        QCOMPARE(made_->figures("new").spent, NanoUsd{70});
    }

    void whatACorrectionBringsBackIsToldAgainWhenItIsReached() {
        auto key = keyOf("a");
        key.budget = NanoUsd{1000};
        const auto percents = [&] {
            std::vector<int> told;
            for (const auto& warning : made_->takeWarnings()) told.push_back(warning.percent);
            return told;
        };
        ask(key, 10, NanoUsd{900})->release({10, NanoUsd{900}});
        QCOMPARE(percents(), std::vector{80});
        made_->correct(Scope::key, "a", clock_.wall(), NanoUsd{100});
        QCOMPARE(percents(), std::vector{100});
        QVERIFY(!ask(key, 10, NanoUsd{1}));
        made_->correct(Scope::key, "a", clock_.wall(), NanoUsd{-700});
        QVERIFY(percents().empty());
        ask(key, 10, NanoUsd{600})->release({10, NanoUsd{600}});
        QCOMPARE(percents(), std::vector{80});
    }

    void restoresTheTokensOfTheLastDay() {
        auto key = keyOf("a");
        key.tpd = 1000;
        made_->restoreDay(asked(key), 700, 23h);
        made_->restoreDay(asked(key), 900, 25h);
        QCOMPARE(made_->figures("a").dayTokens, std::int64_t(700));
        QVERIFY(!ask(key, 400));
        clock_.advance(62min + 6min);
        QVERIFY(ask(key, 400));
    }

    void periodsHaveUtcBounds() {
        const WallTime last{std::chrono::sys_days{std::chrono::year{2026} / 2 / 28} + 23h + 59min + 59s + 999ms};
        QCOMPARE(periodNumber(Period::month, last), (2026 - 1970) * 12 + 1);
        QCOMPARE(periodNumber(Period::month, last + 1ms), (2026 - 1970) * 12 + 2);
        QCOMPARE(rfc3339(periodBegin(Period::month, periodNumber(Period::month, last) + 1)), std::string("2026-03-01T00:00:00.000Z"));
        QCOMPARE(rfc3339(periodBegin(Period::day, periodNumber(Period::day, last) + 1)), std::string("2026-03-01T00:00:00.000Z"));
    }

    void remembersThePeakOfFiveMinutes() {
        const auto key = keyOf("peak");
        rules_.global = ruleOfRpm(100);
        QCOMPARE(admittedOf(key, 7), 7);
        QCOMPARE(made_->figures("peak").requestsPeak, std::int64_t{7});
        clock_.advance(90s);
        QCOMPARE(admittedOf(key, 2), 2);
        QCOMPARE(made_->figures("peak").requests, std::int64_t{2});
        QCOMPARE(made_->figures("peak").requestsPeak, std::int64_t{7});
        clock_.advance(300s);
        QCOMPARE(made_->figures("peak").requestsPeak, std::int64_t{2});
        clock_.advance(60s);
        QCOMPARE(made_->figures("peak").requestsPeak, std::int64_t{0});
        QCOMPARE(admittedOf(key, 3), 3);
        made_->reset(Scope::key, "peak");
        QCOMPARE(made_->figures("peak").requestsPeak, std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(ScopedAdmissionTest)
#include "scoped_admission_test.moc"
