#include "gateway/limits/key_admission.hpp"

#include <algorithm>
#include <functional>

namespace gw::limits {

namespace {

using Millis = std::chrono::milliseconds;

std::chrono::seconds wholeSeconds(Millis wait) {
    return std::max(std::chrono::seconds{1}, std::chrono::ceil<std::chrono::seconds>(wait));
}

std::string inSeconds(Millis wait) { return std::to_string(wholeSeconds(wait).count()) + " s"; }

Denial denial(ErrorCode code, std::string detail, Millis wait, bool final = false) {
    return {Error{code, ErrorSource::downstream, Retry::never, std::move(detail), {}}, wholeSeconds(wait), final, {}};
}

std::string dollars(NanoUsd amount) {
    std::string text = std::to_string(amount.value / 1'000'000'000) + ".";
    const std::string rest = std::to_string(amount.value % 1'000'000'000);
    text += std::string(9 - rest.size(), '0') + rest;
    while (text.back() == '0' && text[text.size() - 3] != '.') text.pop_back();
    return text + " USD";
}

}  // namespace

/// What holds for one key: its own limit, else the gateway's.
struct KeyAdmission::Limits {
    std::optional<std::int64_t> rpm, tpm;
    std::optional<std::uint32_t> parallelMax;
    std::optional<NanoUsd> budget;
    bool ownRpm = false, ownTpm = false;

    explicit Limits(const Ask& ask) : parallelMax(ask.key->parallelMax), budget(ask.key->budget) {
        ownRpm = ask.key->rpm.has_value();
        ownTpm = ask.key->tpm.has_value();
        if (ownRpm) rpm = *ask.key->rpm;
        else if (ask.defaults.rpm > 0) rpm = ask.defaults.rpm;
        if (ownTpm) tpm = static_cast<std::int64_t>(*ask.key->tpm);
        else if (ask.defaults.tpm > 0) tpm = static_cast<std::int64_t>(ask.defaults.tpm);
    }
    static std::string whose(bool own) { return own ? "This key may" : "Each key of this gateway may"; }
};

KeyAdmission::Stripe& KeyAdmission::stripeOf(const std::string& keyId) {
    return stripes_[std::hash<std::string>{}(keyId) % stripes_.size()];
}

/// Keys that have been quiet for a window are forgotten, but not what they have spent.
void KeyAdmission::sweep(Stripe& stripe, SteadyTime now) {
    std::erase_if(stripe.byKey, [now](auto& entry) {
        Counters& counters = *entry.second;
        const bool quiet = counters.running == 0 && (!counters.requests || counters.requests->sum(now) == 0) &&
                           (!counters.tokens || counters.tokens->sum(now) == 0);
        if (quiet) counters.requests.reset(), counters.tokens.reset();
        return quiet && counters.spent.value == 0;
    });
    stripe.sweepAt = std::max<std::size_t>(64, stripe.byKey.size() * 2);
}

KeyAdmission::Counters& KeyAdmission::countersOf(Stripe& stripe, const std::string& keyId, SteadyTime now) {
    if (const auto found = stripe.byKey.find(keyId); found != stripe.byKey.end()) return *found->second;
    if (stripe.byKey.size() >= stripe.sweepAt) sweep(stripe, now);
    auto& place = stripe.byKey[keyId];
    place = std::make_unique<Counters>();
    place->stripe = &stripe;
    return *place;
}

std::optional<Denial> KeyAdmission::refusal(Counters& counters, const Ask& ask, const Limits& limits, SteadyTime now) {
    if (limits.parallelMax && counters.running >= *limits.parallelMax) {
        return denial(ErrorCode::rateLimit, "This key may have " + std::to_string(*limits.parallelMax) + " requests running at once.",
                      std::chrono::seconds{1});
    }
    if (limits.rpm) {
        const Millis wait = counters.requests->untilFits(now, 1, *limits.rpm);
        if (wait.count() > 0) {
            return denial(ErrorCode::rateLimit, Limits::whose(limits.ownRpm) + " make " + std::to_string(*limits.rpm) +
                          " requests a minute; the next one fits in " + inSeconds(wait) + ".", wait, *limits.rpm == 0);
        }
    }
    const Tokens asked = ask.input + ask.output;
    if (limits.tpm && asked > 0) {
        const Millis wait = counters.tokens->untilFits(now, asked, *limits.tpm);
        const std::string rule = Limits::whose(limits.ownTpm) + " use " + std::to_string(*limits.tpm) + " tokens a minute; this request reserves " +
                                 std::to_string(asked);
        if (asked > *limits.tpm) return denial(ErrorCode::rateLimit, rule + ": lower max_tokens, or have the limit raised.", wait, true);
        if (wait.count() > 0) return denial(ErrorCode::rateLimit, rule + " and fits in " + inSeconds(wait) + ".", wait);
    }
    if (limits.budget) {
        const NanoUsd bound{counters.spent.value + counters.held.value};
        const bool over = bound.value >= limits.budget->value || bound.value + ask.cost.value_or(NanoUsd{0}).value > limits.budget->value;
        if (over) {
            return denial(ErrorCode::budgetExceeded, "This key's budget of " + dollars(*limits.budget) + " does not cover this request: " +
                          dollars(counters.spent) + " are spent, " + dollars(counters.held) + " are reserved by running requests.",
                          std::chrono::seconds{1}, true);
        }
    }
    return std::nullopt;
}

Standings KeyAdmission::standings(Counters& counters, const Limits& limits, SteadyTime now) {
    const auto standing = [now](SlidingWindow& window, std::int64_t limit) {
        return Standing{limit, std::max<std::int64_t>(0, limit - window.sum(now)), window.untilEmpty(now)};
    };
    Standings all;
    if (limits.rpm) all.requests = standing(*counters.requests, *limits.rpm);
    if (limits.tpm) all.tokens = standing(*counters.tokens, *limits.tpm);
    return all;
}

tl::expected<Admitted, Denial> KeyAdmission::admit(const Ask& ask, SteadyTime now) {
    const Limits limits(ask);
    Stripe& stripe = stripeOf(ask.key->id);
    const std::lock_guard lock(stripe.mutex);
    Counters& counters = countersOf(stripe, ask.key->id, now);
    // Counted from the moment a limit holds: one that comes later starts with an empty window.
    if (limits.rpm && !counters.requests) counters.requests.emplace(kWindow, kBucket);
    if (limits.tpm && !counters.tokens) counters.tokens.emplace(kWindow, kBucket);
    if (auto refused = refusal(counters, ask, limits, now)) {
        refused->standings = standings(counters, limits, now);
        return tl::make_unexpected(std::move(*refused));
    }
    const Place place{&counters, now, limits.tpm ? ask.input + ask.output : 0, ask.cost.value_or(NanoUsd{0})};
    ++counters.running;
    if (counters.requests) counters.requests->add(now, 1);
    if (place.tokens > 0) counters.tokens->add(now, place.tokens);
    counters.held.value += place.cost.value;
    return Admitted{*this, place, standings(counters, limits, now)};
}

void KeyAdmission::release(const Place& place, const Used& used) {
    auto& counters = *static_cast<Counters*>(place.counters);
    const std::lock_guard lock(counters.stripe->mutex);
    --counters.running;
    counters.held.value -= place.cost.value;
    counters.spent.value += used.cost.value;
    if (counters.tokens) counters.tokens->amend(clock_.steady(), place.at, used.tokens - place.tokens);
}

void KeyAdmission::setSpent(const std::unordered_map<std::string, NanoUsd>& spentByKey) {
    for (const auto& [keyId, spent] : spentByKey) {
        Stripe& stripe = stripeOf(keyId);
        const std::lock_guard lock(stripe.mutex);
        countersOf(stripe, keyId, clock_.steady()).spent = spent;
    }
}

KeyAdmission::Figures KeyAdmission::figures(const std::string& keyId) {
    Stripe& stripe = stripeOf(keyId);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.byKey.find(keyId);
    if (found == stripe.byKey.end()) return {};
    Counters& counters = *found->second;
    const auto now = clock_.steady();
    return {counters.running, counters.requests ? counters.requests->sum(now) : 0, counters.tokens ? counters.tokens->sum(now) : 0,
            counters.spent, counters.held};
}

std::size_t KeyAdmission::known() {
    std::size_t count = 0;
    for (Stripe& stripe : stripes_) {
        const std::lock_guard lock(stripe.mutex);
        count += stripe.byKey.size();
    }
    return count;
}

}  // namespace gw::limits
