// What the tables know beside the request path: the ledger's sums at the start, warnings, explanations, lists, a fresh start.
#include "gateway/limits/key_admission.hpp"

#include <algorithm>
#include <utility>

namespace gw::limits {

namespace {

constexpr std::array kPeriods{Period::total, Period::day, Period::month};

}  // namespace

void KeyAdmission::setSpent(Scope scope, const SpendingById& spent) {
    const WallTime now = clock_.wall();
    for (const auto& [subject, sums] : spent) {
        Stripe& stripe = stripeOf(scope, subject);
        const std::lock_guard lock(stripe.mutex);
        Counters& counters = countersOf(scope, stripe, subject, clock_.steady());
        const std::array amounts{sums.total, sums.day, sums.month};
        for (std::size_t i = 0; i < kBudgets; ++i) counters.purses[i].setSpent(periodNumber(kPeriods[i], now), amounts[i]);
    }
}

void KeyAdmission::setSpent(const std::unordered_map<std::string, NanoUsd>& totalByKey) {
    SpendingById spent;
    for (const auto& [keyId, total] : totalByKey) spent[keyId].total = total;
    setSpent(Scope::key, spent);
}

void KeyAdmission::correct(Scope scope, const std::string& subject, WallTime began, NanoUsd amount) {
    Stripe& stripe = stripeOf(scope, subject);
    const std::lock_guard lock(stripe.mutex);
    Counters& counters = countersOf(scope, stripe, subject, clock_.steady());
    counters.correct(began, amount);
    warn(counters, scope);
}

void KeyAdmission::markTold(Scope scope, const std::string& subject, const ScopeLimits& limits) {
    Stripe& stripe = stripeOf(scope, subject);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.byId.find(Subject(subject));
    if (found == stripe.byId.end()) return;
    for (std::size_t i = 0; i < kBudgets; ++i)
        if (limits.budgets[i]) found->second->purses[i].markTold(*limits.budgets[i]);
}

void KeyAdmission::warn(Counters& counters, Scope scope) {
    for (std::size_t i = 0; i < kBudgets; ++i) {
        Purse& purse = counters.purses[i];
        if (!purse.nearsLimit() || !purse.hasWarning() || !counters.subject) continue;
        const std::lock_guard lock(warningsMutex_);
        if (warnings_.size() >= kWarningsMax) return;
        const auto limit = static_cast<Limit>(static_cast<std::size_t>(Limit::budgetTotal) + i);
        warnings_.push_back({scope, *counters.subject, limit, purse.takeWarning(), purse.spent(), purse.limit(), clock_.wall()});
    }
}

std::vector<BudgetWarning> KeyAdmission::takeWarnings() {
    const std::lock_guard lock(warningsMutex_);
    return std::exchange(warnings_, {});
}

std::vector<LimitFact> KeyAdmission::explain(const Ask& ask) {
    std::vector<LimitFact> facts;
    const auto now = clock_.steady();
    Seating seating;
    seatAll(seating, ask, now);
    for (std::size_t i = 0; i < kScopes; ++i) {
        Seat& seat = seating.seats[i];
        if (!seat.counters) continue;
        LimitFact like;
        like.scope = static_cast<Scope>(i);
        like.subject = like.scope == Scope::address ? ask.address->text() : seat.counters->subject ? *seat.counters->subject : "";
        seat.counters->addFacts(facts, std::move(like), *seat.limits, now, clock_.wall());
    }
    return facts;
}

void KeyAdmission::restoreDay(const Ask& ask, Tokens tokens, std::chrono::milliseconds age) {
    const auto now = clock_.steady();
    Seating seating;
    seatAll(seating, ask, now);
    for (Seat& seat : seating.seats)
        if (seat.counters && seat.counters->dayTokens) seat.counters->dayTokens->amend(now, now - age, tokens);
}

void KeyAdmission::reset(Scope scope, const std::string& subject) {
    for (Stripe& stripe : tables_[static_cast<std::size_t>(scope)]) {
        const std::lock_guard lock(stripe.mutex);
        if (subject.empty()) {
            for (auto& entry : stripe.byId) entry.second->startAfresh();
            if (stripe.shared) stripe.shared->startAfresh();
        } else if (const auto found = stripe.byId.find(Subject(subject)); found != stripe.byId.end()) {
            found->second->startAfresh();
        }
    }
}

KeyAdmission::Figures KeyAdmission::figures(Scope scope, const std::string& subject) {
    Stripe& stripe = stripeOf(scope, subject);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.byId.find(Subject(subject));
    if (found == stripe.byId.end()) return {};
    Counters& counters = *found->second;
    const auto now = clock_.steady();
    const auto sum = [now](std::optional<SlidingWindow>& window) { return window ? window->sum(now) : 0; };
    const Purse& total = counters.purses[0];
    const std::int64_t tokens = std::max<std::int64_t>(0, sum(counters.tokens) - counters.margins);
    return {counters.running, sum(counters.requests), tokens, total.spent(), total.held(), sum(counters.dayTokens), counters.refused, counters.requestsPeak.most(now)};
}

std::size_t KeyAdmission::known(Scope scope) {
    std::size_t count = 0;
    for (Stripe& stripe : tables_[static_cast<std::size_t>(scope)]) {
        const std::lock_guard lock(stripe.mutex);
        count += stripe.byId.size();
    }
    return count;
}

}  // namespace gw::limits
