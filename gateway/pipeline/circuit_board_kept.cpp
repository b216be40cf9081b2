// Where circuits stand in the board's table, and what of them is written down so that it outlives a restart.
#include "gateway/base/log.hpp"
#include "gateway/pipeline/circuit_board.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

using routing::Circuit;
using routing::CircuitState;

namespace {

/// Clients may name any model of a provider; more than this in one stripe means that names come and go.
constexpr std::size_t kPlacesMax = 1024;

/// Closed circuits forget little; those that rest go only when they fill the stripe alone, and an operator's never.
template <class Places>
void makeRoom(Places& places, SteadyTime now) {
    std::erase_if(places, [now](const auto& item) { return !item.second.load && item.second.circuit.state(now) == CircuitState::closed; });
    if (places.size() >= kPlacesMax) std::erase_if(places, [](const auto& item) { return !item.second.circuit.forced(); });
}

}  // namespace

CircuitBoard::Slot CircuitBoard::slotOf(std::string_view provider, std::string_view model) {
    const std::hash<std::string_view> hashOf;
    const std::size_t hash = hashOf(provider) * 31 + hashOf(model);
    return {hash, stripes_[hash % stripes_.size()]};
}

CircuitBoard::Place* CircuitBoard::findIn(const Slot& slot, std::string_view provider, std::string_view model) {
    const auto [first, last] = slot.stripe.places.equal_range(slot.hash);
    const auto found = std::find_if(first, last, [&](const auto& item) { return item.second.model == model && item.second.provider == provider; });
    return found == last ? nullptr : &found->second;
}

CircuitBoard::Place& CircuitBoard::placeIn(const Slot& slot, std::string_view provider, std::string_view model, SteadyTime now) {
    if (Place* known = findIn(slot, provider, model)) return *known;
    auto& places = slot.stripe.places;
    if (places.size() >= kPlacesMax) makeRoom(places, now);
    return places.emplace(slot.hash, Place{std::string(provider), std::string(model), Circuit(slot.hash)})->second;
}

void CircuitBoard::changed(Place& place) {
    place.unsaved = true;
    unsavedChanges_.fetch_add(1, std::memory_order_relaxed);
}

std::vector<CircuitBoard::Kept> CircuitBoard::takeUnsaved(std::size_t most, SteadyTime now) {
    std::vector<Kept> kept;
    for (Stripe& stripe : stripes_) {
        const std::lock_guard lock(stripe.mutex);
        for (auto& [name, place] : stripe.places) {
            if (!place.unsaved || kept.size() == most) continue;
            place.unsaved = false;
            kept.push_back({place.provider, place.model, place.circuit.memory(now), place.order});
        }
    }
    // There may be more: whoever looks for changes looks again.
    if (kept.size() == most) unsavedChanges_.fetch_add(1, std::memory_order_relaxed);
    return kept;
}

void CircuitBoard::unsaved(const std::vector<Kept>& kept) {
    for (const Kept& one : kept) {
        const Slot slot = slotOf(one.provider, one.model);
        const std::lock_guard lock(slot.stripe.mutex);
        if (Place* known = findIn(slot, one.provider, one.model)) changed(*known);
    }
}

void CircuitBoard::restore(std::vector<Kept> kept, SteadyTime now) {
    for (Kept& one : kept) restoreOne(one, now);
}

void CircuitBoard::restoreOne(Kept& kept, SteadyTime now) {
    const bool wasOpen = kept.memory.open;
    const bool ordered = wasOpen && kept.memory.forced && kept.memory.until > now;
    if (!kept.order.empty()) {
        // It has been carried out; one that was taken back in the meantime no longer holds.
        const std::lock_guard lock(ordersMutex_);
        orders_.insert_or_assign(kept.order, config::CircuitOrder{kept.order, kept.provider, kept.model, ordered, WallTime::max()});
    }
    const Slot slot = slotOf(kept.provider, kept.model);
    const std::lock_guard lock(slot.stripe.mutex);
    Place& place = placeIn(slot, kept.provider, kept.model, now);
    place.order = std::move(kept.order);
    place.circuit.restore(now, std::move(kept.memory), failuresMax_.load(std::memory_order_relaxed) > 0);
    const CircuitState state = place.circuit.state(now);
    if (wasOpen && state == CircuitState::closed) changed(place);
    if (state != CircuitState::closed) changes_.fetch_add(1, std::memory_order_relaxed);
    if (!wasOpen) return;
    log::net().info("circuit comes back {} after the restart provider={} model={} rest_ms={}", routing::circuitWord(state), kept.provider,
                    log::quoted(kept.model), place.circuit.left(now).count());
}

}  // namespace gw::pipeline
