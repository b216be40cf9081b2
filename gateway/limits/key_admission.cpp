#include "gateway/limits/key_admission.hpp"

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

KeyAdmission::Stripe& KeyAdmission::stripeOf(Scope scope, const std::string& subject) {
    return tables_[indexOf(scope)][std::hash<std::string>{}(subject) % kStripes];
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

Counters& KeyAdmission::roomFor(Stripe& stripe, const std::string& subject) {
    const auto at = stripe.byId.emplace(subject, std::make_unique<Counters>()).first;
    at->second->guard = &stripe.mutex;
    at->second->subject = &at->first;
    return *at->second;
}

Counters& KeyAdmission::countersOf(Scope scope, Stripe& stripe, const std::string& subject, SteadyTime now) {
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

void KeyAdmission::sit(Seating& seating, Scope scope, const std::string& subject, const ScopeLimits& limits, SteadyTime now) {
    Stripe& stripe = stripeOf(scope, subject);
    seating.locks[indexOf(scope)] = std::unique_lock(stripe.mutex);
    Seat& seat = seating.seats[indexOf(scope)];
    seat.counters = &countersOf(scope, stripe, subject, now);
    seat.limits.emplace(limits);
    seat.counters->prepare(limits);
}

void KeyAdmission::seatAll(Seating& seating, const Ask& ask, SteadyTime now) {
    sit(seating, Scope::key, ask.key->id, keyLimits(ask), now);
    const auto* ofUser = ask.rules ? ruleOf(ask, Scope::user) : nullptr;
    if (ofUser) {
        sit(seating, Scope::user, ask.key->userId, ruleLimits(*ofUser), now);
    } else {
        seating.owner = ownerOf(*seating.seats[0].counters, ask.key->userId, now);
    }
    if (!ask.rules) return;
    if (const auto* rule = ruleOf(ask, Scope::preset)) sit(seating, Scope::preset, *ask.presetId, ruleLimits(*rule), now);
    if (const auto* rule = ruleOf(ask, Scope::address))
        sit(seating, Scope::address, addressSubject(*ask.address), ruleLimits(*rule), now);
}

/// The user's counters, found once a key: users are few and stay.
Counters* KeyAdmission::ownerOf(Counters& key, const std::string& userId, SteadyTime now) {
    if (userId.empty()) return nullptr;
    if (key.owner && key.ownerId == userId) return key.owner;
    Stripe& stripe = stripeOf(Scope::user, userId);
    const std::lock_guard lock(stripe.mutex);
    key.owner = &countersOf(Scope::user, stripe, userId, now);
    key.owner->pinned = true;
    key.ownerId = userId;
    return key.owner;
}

tl::expected<Admitted, Denial> KeyAdmission::admit(const Ask& ask, SteadyTime now) {
    Seating seating;
    seatAll(seating, ask, now);
    std::optional<Obstacle> worst;
    for (const Scope scope : kAllScopes) {
        const Seat& seat = seating.seats[indexOf(scope)];
        if (!seat.counters) continue;
        const auto found = seat.counters->obstacle(ask, *seat.limits, scope, now);
        const bool later = found && (!worst || (found->final && !worst->final) || (found->final == worst->final && found->wait > worst->wait));
        if (later) worst = found;
    }
    if (worst) return refuse(seating, *worst, now);
    Place place;
    place.at = now;
    place.wall = ask.at;
    place.tokens = ask.input + ask.output;
    place.cost = ask.cost.value_or(NanoUsd{0});
    Standings standings;
    for (const Scope scope : kAllScopes) {
        Seat& seat = seating.seats[indexOf(scope)];
        if (!seat.counters) continue;
        seat.counters->take(place, ask, *seat.limits, scope, now);
        seat.counters->addStandings(standings, *seat.limits, now);
    }
    place.owner = seating.owner;
    return Admitted{*this, place, standings};
}

tl::unexpected<Denial> KeyAdmission::refuse(Seating& seating, const Obstacle& obstacle, SteadyTime now) {
    Counters& refusing = *seating.seats[indexOf(obstacle.scope)].counters;
    refusing.noteRefusal(obstacle);
    if (obstacle.limit >= Limit::budgetTotal) warn(refusing, obstacle.scope);
    Denial denial = denialOf(obstacle);
    for (Seat& seat : seating.seats)
        if (seat.counters) seat.counters->addStandings(denial.standings, *seat.limits, now);
    return tl::make_unexpected(std::move(denial));
}

void KeyAdmission::release(const Place& place, const Used& used) {
    const SteadyTime now = clock_.steady();
    for (const Scope scope : kAllScopes) {
        auto* counters = static_cast<Counters*>(place.counters[indexOf(scope)]);
        if (!counters) continue;
        const std::lock_guard lock(*counters->guard);
        counters->giveBack(place, used, scope, now);
        const NanoUsd held = inMask(place.inBudget, scope) ? place.cost : NanoUsd{0};
        const bool spends = scope == Scope::key || scope == Scope::user;
        if (!spends || (held.value == 0 && used.cost.value == 0)) continue;
        counters->spend(place.wall, held, used.cost);
        if (inMask(place.inBudget, scope)) warn(*counters, scope);
    }
    if (!place.owner || used.cost.value == 0) return;
    auto& owner = *static_cast<Counters*>(place.owner);
    const std::lock_guard lock(*owner.guard);
    owner.spend(place.wall, NanoUsd{0}, used.cost);
}

}  // namespace gw::limits
