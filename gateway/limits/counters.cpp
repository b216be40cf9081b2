#include "gateway/limits/counters.hpp"

#include <algorithm>
#include <utility>

namespace gw::limits {

namespace {

using Millis = std::chrono::milliseconds;

constexpr std::uint8_t bitOf(Scope scope) noexcept { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope)); }
constexpr Period periodOf(std::size_t index) noexcept { return static_cast<Period>(index); }
constexpr Limit budgetLimit(std::size_t index) noexcept {
    return static_cast<Limit>(static_cast<std::size_t>(Limit::budgetTotal) + index);
}

std::optional<WallTime> endOf(Period period, std::int32_t number) {
    if (period == Period::total) return std::nullopt;
    return periodBegin(period, number + 1);
}

/// The later end wins; what never fits wins over all.
void keepLater(std::optional<Obstacle>& kept, const Obstacle& other) {
    if (!kept || (other.final && !kept->final) || (other.final == kept->final && other.wait > kept->wait)) kept = other;
}

}  // namespace

std::optional<Standing> Nearest::standing(SteadyTime now) const {
    if (!window) return std::nullopt;
    return Standing{limit, remaining, window->untilEmpty(now)};
}

void Resolved::restart(const Ask& ask, const void* itsKey, const ScopeLimits& itsLimits) {
    *this = {};
    limits = itsLimits;
    version = ask.version;
    key = itsKey;
    rules = ask.rules;
    defaults = ask.defaults;
}

void Counters::prepare(const ScopeLimits& limits) {
    if (limits.rpm && !requests) requests.emplace(kMinute, kMinuteBucket);
    if (limits.tpm && !tokens) tokens.emplace(kMinute, kMinuteBucket);
    if (limits.tpd && !dayTokens) dayTokens.emplace(kDay, kDayBucket);
}

bool Counters::fits(const Ask& ask, const ScopeLimits& limits, const Periods& periodsOfAsk, SteadyTime now) {
    if (limits.parallelMax && running >= *limits.parallelMax) return false;
    if (limits.rpm && !requests->fits(now, 1, *limits.rpm)) return false;
    const Tokens asked = ask.input + ask.output;
    if (asked > 0) {
        if (limits.tpm && !tokens->fits(now, asked, *limits.tpm)) return false;
        if (limits.tpd && !dayTokens->fits(now, asked, *limits.tpd)) return false;
    }
    if (ask.free) return true;
    for (std::size_t i = 0; i < kBudgets; ++i) {
        if (!limits.budgets[i]) continue;
        purses[i].enter(periodsOfAsk.of(periodOf(i)));
        if (!purses[i].fits(ask.cost.value_or(NanoUsd{0}), *limits.budgets[i])) return false;
    }
    return true;
}

std::optional<Obstacle> Counters::obstacle(const Ask& ask, const ScopeLimits& limits, const Periods& periodsOfAsk, Scope scope, SteadyTime now) {
    std::optional<Obstacle> found;
    if (limits.parallelMax && running >= *limits.parallelMax)
        keepLater(found, {scope, Limit::parallel, *limits.parallelMax, true, 0, Millis{1000}, false, {}, {}, {}});
    if (limits.rpm) {
        const Millis wait = requests->untilFits(now, 1, *limits.rpm);
        if (wait.count() > 0)
            keepLater(found, {scope, Limit::rpm, *limits.rpm, limits.isOwn(Limit::rpm), 0, wait, *limits.rpm == 0, {}, {}, {}});
    }
    const Tokens asked = ask.input + ask.output;
    const auto checkTokens = [&](std::optional<SlidingWindow>& window, const std::optional<std::int64_t>& limit, Limit kind, Tokens margin) {
        if (!limit || asked <= 0) return;
        const Millis wait = window->untilFits(now, asked, *limit);
        if (wait.count() == 0) return;
        // What running requests may still come to is known when they end, not when they leave the window.
        const bool unsure = asked <= *limit && window->sum(now) - margin + asked <= *limit;
        keepLater(found, {scope, kind, *limit, limits.isOwn(kind), asked, unsure ? std::min(wait, Millis{1000}) : wait, asked > *limit, {}, {}, {}, unsure});
    };
    checkTokens(tokens, limits.tpm, Limit::tpm, margins);
    checkTokens(dayTokens, limits.tpd, Limit::tpd, 0);
    // A rate passes by itself, money does not: where both stand in the way the client must not come back.
    if (limits.hasBudget() && !ask.free) {
        if (auto money = moneyObstacle(ask, limits, periodsOfAsk, scope)) found = money;
    }
    return found;
}

std::optional<Obstacle> Counters::moneyObstacle(const Ask& ask, const ScopeLimits& limits, const Periods& periodsOfAsk, Scope scope) {
    for (std::size_t i = 0; i < kBudgets; ++i) {
        if (!limits.budgets[i]) continue;
        Purse& purse = purses[i];
        purse.enter(periodsOfAsk.of(periodOf(i)));
        if (purse.fits(ask.cost.value_or(NanoUsd{0}), *limits.budgets[i])) continue;
        return Obstacle{scope, budgetLimit(i), limits.budgets[i]->value, true, 0, Millis{1000}, true, purse.spent(), purse.held(),
                        endOf(periodOf(i), purse.number())};
    }
    return std::nullopt;
}

void Counters::take(Place& place, const Ask& ask, const ScopeLimits& limits, Scope scope, SteadyTime now) {
    place.counters[static_cast<std::size_t>(scope)] = this;
    ++running;
    if (limits.rpm) {
        requests->add(now, 1);
        requestsPeak.note(now, requests->sum(now));
    }
    if (limits.tpm && place.tokens > 0) {
        const Tokens margin = tokenMargin(ask, *limits.tpm, excess.most(now));
        place.margins[static_cast<std::size_t>(scope)] = margin;
        margins += margin;
        tokens->add(now, place.tokens + margin);
        place.inMinute |= bitOf(scope);
    }
    if (limits.tpd && place.tokens > 0) {
        dayTokens->add(now, place.tokens);
        place.inDay |= bitOf(scope);
    }
    if (!limits.hasBudget()) return;
    place.inBudget |= bitOf(scope);
    for (std::size_t i = 0; i < kBudgets; ++i) {
        // All three know of the money, limited or not: a limit that comes later must find it.
        purses[i].enter(Periods{place.day, place.month}.of(periodOf(i)));
        purses[i].hold(place.cost, limits.budgets[i]);
    }
}

void Counters::giveBack(const Place& place, const Used& used, Scope scope, SteadyTime now) {
    --running;
    const Tokens margin = place.margins[static_cast<std::size_t>(scope)];
    margins = std::max<Tokens>(0, margins - margin);
    const auto settle = [&](std::optional<SlidingWindow>& window, std::uint8_t reserved, Tokens more) {
        if (window) window->amend(now, place.at, used.tokens - ((reserved & bitOf(scope)) != 0 ? place.tokens + more : 0));
    };
    settle(tokens, place.inMinute, margin);
    settle(dayTokens, place.inDay, 0);
    if ((place.inMinute & bitOf(scope)) != 0) excess.note(now, used.tokens - place.tokens);
}

void Counters::spend(const Periods& began, NanoUsd held, NanoUsd cost) {
    for (std::size_t i = 0; i < kBudgets; ++i) purses[i].settle(began.of(periodOf(i)), held, cost);
}

void Counters::correct(WallTime began, NanoUsd amount) {
    for (std::size_t i = 0; i < kBudgets; ++i) purses[i].correct(periodNumber(periodOf(i), began), amount);
}

void Counters::noteRefusal(const Obstacle& obstacle) {
    ++refused;
    if (obstacle.limit < Limit::budgetTotal) return;
    purses[static_cast<std::size_t>(obstacle.limit) - static_cast<std::size_t>(Limit::budgetTotal)].noteFull(NanoUsd{obstacle.value});
}

void Counters::showNearest(NearestOfAll& all, const ScopeLimits& limits, SteadyTime now) {
    if (limits.rpm) all.requests.see(*requests, *limits.rpm, now, 0);
    if (limits.tpm) all.tokens.see(*tokens, *limits.tpm, now, margins);
    if (limits.tpd) all.tokens.see(*dayTokens, *limits.tpd, now, 0);
}

void Counters::addFacts(std::vector<LimitFact>& facts, LimitFact like, const ScopeLimits& limits, SteadyTime now, WallTime wall) {
    const auto add = [&](Limit limit, std::int64_t value, std::int64_t used, std::int64_t held, std::optional<WallTime> resets) {
        like.limit = limit;
        like.own = limits.isOwn(limit);
        like.value = value;
        like.used = used;
        like.held = held;
        like.resets = resets;
        facts.push_back(like);
    };
    const auto addWindow = [&](Limit limit, const std::optional<std::int64_t>& value, std::optional<SlidingWindow>& window, Tokens margin = 0) {
        if (!value) return;
        const std::int64_t used = window ? std::max<std::int64_t>(0, window->sum(now) - margin) : 0;
        add(limit, *value, used, 0, used > 0 ? std::optional(wall + window->untilEmpty(now)) : std::nullopt);
    };
    addWindow(Limit::rpm, limits.rpm, requests);
    addWindow(Limit::tpm, limits.tpm, tokens, margins);
    addWindow(Limit::tpd, limits.tpd, dayTokens);
    if (limits.parallelMax) add(Limit::parallel, *limits.parallelMax, running, 0, std::nullopt);
    for (std::size_t i = 0; i < kBudgets; ++i) {
        if (!limits.budgets[i]) continue;
        Purse& purse = purses[i];
        purse.enter(periodNumber(periodOf(i), wall));
        add(budgetLimit(i), limits.budgets[i]->value, purse.spent().value + purse.held().value, purse.held().value,
            endOf(periodOf(i), purse.number()));
    }
}

bool Counters::quiet(SteadyTime now) {
    const auto empty = [now](std::optional<SlidingWindow>& window) { return !window || window->sum(now) == 0; };
    if (running > 0 || !empty(requests) || !empty(tokens) || !empty(dayTokens)) return false;
    clearWindows();
    return true;
}

void Counters::startAfresh() {
    clearWindows();
    requestsPeak = {};
}

void Counters::clearWindows() {
    requests.reset();
    tokens.reset();
    margins = 0;
    dayTokens.reset();
}

}  // namespace gw::limits
