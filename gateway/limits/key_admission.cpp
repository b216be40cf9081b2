#include "gateway/limits/key_admission.hpp"

#include "gateway/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace gw::limits {

namespace {

using namespace std::chrono_literals;

/// A full table is looked through at most this often.
constexpr auto kSweepEvery = 250ms;
/// Below this many subjects a stripe is not looked through at all.
constexpr std::size_t kSweepMin = 64;

constexpr std::size_t indexOf(Scope scope) noexcept { return static_cast<std::size_t>(scope); }
constexpr std::array kAllScopes{Scope::key, Scope::user, Scope::preset, Scope::address};
constexpr bool inMask(std::uint8_t mask, Scope scope) noexcept { return (mask >> indexOf(scope) & 1U) != 0; }

}  // namespace

std::string KeyAdmission::addressSubject(const IpAddress& address) {
    const bool v4 = address.isV4();
    const auto* bytes = reinterpret_cast<const char*>(address.bytes.data());
    // Five or eight bytes: no allocation.
    return v4 ? "4" + std::string(bytes + 12, 4) : std::string(bytes, 8);
}

KeyAdmission::Stripe& KeyAdmission::stripeOf(Scope scope, const Subject& subject) {
    return tables_[indexOf(scope)][subject.hash % kStripes];
}

/// Subjects that have been quiet are forgotten, but not what they have spent.
void KeyAdmission::sweep(Stripe& stripe, SteadyTime now) {
    std::erase_if(stripe.byId, [now](auto& entry) {
        Counters& counters = *entry.second;
        const bool quiet = counters.quiet(now);
        return quiet && !counters.pinned && counters.purses[0].spent().value == 0;
    });
    stripe.sweepAt = std::max(kSweepMin, stripe.byId.size() * 2);
}

Counters& KeyAdmission::roomFor(Stripe& stripe, const Subject& subject) {
    const auto at = stripe.byId.emplace(subject.id, std::make_unique<Counters>()).first;
    at->second->guard = &stripe.mutex;
    at->second->subject = &at->first;
    return *at->second;
}

Counters& KeyAdmission::countersOf(Scope scope, Stripe& stripe, const Subject& subject, SteadyTime now) {
    if (const auto found = stripe.byId.find(subject); found != stripe.byId.end()) return *found->second;
    const bool bounded = scope == Scope::address;
    const bool full = bounded && stripe.byId.size() >= addressesAStripe_;
    if (full ? now >= stripe.sweepNext : stripe.byId.size() >= stripe.sweepAt) {
        sweep(stripe, now);
        stripe.sweepNext = now + kSweepEvery;
    }
    if (!bounded || stripe.byId.size() < addressesAStripe_) return roomFor(stripe, subject);
    if (!stripe.shared) {
        stripe.shared = std::make_unique<Counters>();
        stripe.shared->guard = &stripe.mutex;
    }
    return *stripe.shared;
}

/// What has been resolved for the key; found anew where the request is of another snapshot.
Resolved& KeyAdmission::seatKey(Seat& seat, const Ask& ask, SteadyTime now) {
    const Subject subject(ask.key->id);
    Stripe& stripe = stripeOf(Scope::key, subject);
    seat.lock = std::unique_lock(stripe.mutex);
    Counters& counters = countersOf(Scope::key, stripe, subject, now);
    if (!counters.resolved) counters.resolved = std::make_unique<Resolved>();
    Resolved& resolved = *counters.resolved;
    if (!resolved.isFor(ask, ask.key)) {
        resolved.restart(ask, ask.key, keyLimits(ask));
        resolved.userIsLimited = ask.rules && ruleOf(ask, Scope::user) != nullptr;
        if (!ask.key->userId.empty()) resolved.user = pinned(Scope::user, ask.key->userId, now);
    }
    seat.counters = &counters;
    seat.limits = &resolved.limits;
    counters.prepare(resolved.limits);
    return resolved;
}

Counters* KeyAdmission::pinned(Scope scope, const Subject& subject, SteadyTime now) {
    Stripe& stripe = stripeOf(scope, subject);
    const std::lock_guard lock(stripe.mutex);
    Counters& counters = countersOf(scope, stripe, subject, now);
    counters.pinned = true;
    return &counters;
}

/// At counters of a user or preset of which a rule is known to hold.
void KeyAdmission::sitDown(Seat& seat, Counters& counters, Scope scope, const Ask& ask) {
    seat.lock = std::unique_lock(*counters.guard);
    if (!counters.resolved) counters.resolved = std::make_unique<Resolved>();
    Resolved& resolved = *counters.resolved;
    if (!resolved.isFor(ask, nullptr)) resolved.restart(ask, nullptr, ruleLimits(*ruleOf(ask, scope)));
    seat.counters = &counters;
    seat.limits = &resolved.limits;
    counters.prepare(resolved.limits);
}

/// A key may be used with several presets in turn: only the last is remembered.
void KeyAdmission::seatPreset(Seat& seat, Resolved& key, const Ask& ask, SteadyTime now) {
    if (!ask.presetId) return;
    if (key.presetId != *ask.presetId) {
        key.presetId = *ask.presetId;
        key.preset = ruleOf(ask, Scope::preset) ? pinned(Scope::preset, *ask.presetId, now) : nullptr;
    }
    if (key.preset) sitDown(seat, *key.preset, Scope::preset, ask);
}

void KeyAdmission::seatAddress(Seating& seating, const Ask& ask, SteadyTime now) {
    const config::LimitRule* rule = ruleOf(ask, Scope::address);
    if (!rule) return;
    seating.ofAddress = ruleLimits(*rule);
    const std::string id = addressSubject(*ask.address);
    const Subject subject(id);
    Stripe& stripe = stripeOf(Scope::address, subject);
    Seat& seat = seating.at(Scope::address);
    seat.lock = std::unique_lock(stripe.mutex);
    seat.counters = &countersOf(Scope::address, stripe, subject, now);
    seat.limits = &seating.ofAddress;
    seat.counters->prepare(seating.ofAddress);
}

/// In the order of the scopes, as everywhere: nobody waits for a lock that the other one holds.
void KeyAdmission::seatAll(Seating& seating, const Ask& ask, SteadyTime now) {
    Resolved& key = seatKey(seating.at(Scope::key), ask, now);
    if (key.userIsLimited) {
        sitDown(seating.at(Scope::user), *key.user, Scope::user, ask);
    } else {
        seating.owner = key.user;
    }
    if (!ask.rules) return;
    seatPreset(seating.at(Scope::preset), key, ask, now);
    seatAddress(seating, ask, now);
}

tl::expected<Admitted, Denial> KeyAdmission::admit(const Ask& ask, SteadyTime now) {
    Seating seating;
    seatAll(seating, ask, now);
    const Periods periods = seating.at(Scope::key).counters->periods.at(ask.at);
    for (const Seat& seat : seating.seats) {
        if (seat.counters && !seat.counters->fits(ask, *seat.limits, periods, now))
            return refuse(seating, worstObstacle(seating, ask, periods, now), now);
    }
    return take(seating, ask, periods, now);
}

Obstacle KeyAdmission::worstObstacle(Seating& seating, const Ask& ask, const Periods& periods, SteadyTime now) {
    std::optional<Obstacle> worst;
    for (const Scope scope : kAllScopes) {
        const Seat& seat = seating.at(scope);
        if (!seat.counters) continue;
        const auto found = seat.counters->obstacle(ask, *seat.limits, periods, scope, now);
        const bool later = found && (!worst || (found->final && !worst->final) || (found->final == worst->final && found->wait > worst->wait));
        if (later) worst = found;
    }
    GW_ASSERT(worst.has_value());
    return *worst;
}

tl::expected<Admitted, Denial> KeyAdmission::take(Seating& seating, const Ask& ask, const Periods& periods, SteadyTime now) {
    Place place;
    place.at = now;
    place.day = periods.day;
    place.month = periods.month;
    place.tokens = ask.input + ask.output;
    place.cost = ask.cost.value_or(NanoUsd{0});
    place.owner = seating.owner;
    NearestOfAll nearest;
    for (const Scope scope : kAllScopes) {
        Seat& seat = seating.at(scope);
        if (!seat.counters) continue;
        seat.counters->take(place, ask, *seat.limits, scope, now);
        seat.counters->showNearest(nearest, *seat.limits, now);
    }
    return tl::expected<Admitted, Denial>(tl::in_place, *this, place, nearest.standings(now));
}

tl::unexpected<Denial> KeyAdmission::refuse(Seating& seating, const Obstacle& obstacle, SteadyTime now) {
    Counters& refusing = *seating.seats[indexOf(obstacle.scope)].counters;
    refusing.noteRefusal(obstacle);
    if (obstacle.limit >= Limit::budgetTotal) warn(refusing, obstacle.scope);
    Denial denial = denialOf(obstacle);
    NearestOfAll nearest;
    for (Seat& seat : seating.seats)
        if (seat.counters) seat.counters->showNearest(nearest, *seat.limits, now);
    denial.standings = nearest.standings(now);
    return tl::make_unexpected(std::move(denial));
}

void KeyAdmission::release(const Place& place, const Used& used) {
    const SteadyTime now = clock_.steady();
    const Periods began{place.day, place.month};
    for (const Scope scope : kAllScopes) {
        auto* counters = static_cast<Counters*>(place.counters[indexOf(scope)]);
        if (!counters) continue;
        const std::lock_guard lock(*counters->guard);
        counters->giveBack(place, used, scope, now);
        const NanoUsd held = inMask(place.inBudget, scope) ? place.cost : NanoUsd{0};
        const bool spends = scope == Scope::key || scope == Scope::user;
        if (!spends || (held.value == 0 && used.cost.value == 0)) continue;
        counters->spend(began, held, used.cost);
        if (inMask(place.inBudget, scope)) warn(*counters, scope);
    }
    if (!place.owner || used.cost.value == 0) return;
    auto& owner = *static_cast<Counters*>(place.owner);
    const std::lock_guard lock(*owner.guard);
    owner.spend(began, NanoUsd{0}, used.cost);
}

}  // namespace gw::limits
