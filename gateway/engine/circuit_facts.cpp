// What the circuits look like to people: their rows with who, why and since when, and the presets that none of them serves.
#include "gateway/engine/engine_ports.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace gw::engine {

namespace {

using Place = std::pair<std::string, std::string>;

/// Of each preset item's provider and model, the presets that call it.
std::map<Place, std::vector<std::string>> presetsByRoute(const config::Snapshot& snapshot) {
    std::map<Place, std::vector<std::string>> routes;
    for (const auto& [name, preset] : snapshot.presets) {
        for (const auto& item : preset->items)
            if (item.provider) routes[{item.provider->name, item.model}].push_back(name);
    }
    return routes;
}

std::string reasonOf(bool forced, const std::optional<ErrorCode>& reason) {
    if (forced) return "MANUAL";
    return reason ? std::string(codeText(*reason)) : std::string();
}

/// Whether a call of its preset may go there at all.
bool isServing(const config::PresetItem& item) { return item.isActive && item.provider && item.provider->isActive && item.weight > 0; }

/// The operator's order that stands for a place, if one does.
void addOrder(admin::CircuitFact& fact, const control::State& state) {
    const auto order = state.circuits.find(control::circuitPlace(fact.provider, fact.model));
    if (order == state.circuits.end()) return;
    fact.by = order->second.createdBy.empty() ? order->second.source : order->second.createdBy;
    fact.note = order->second.reason;
}

}  // namespace

std::vector<admin::CircuitFact> EngineFacts::circuitFacts() const {
    const SteadyTime now = systemClock().steady();
    const WallTime wall = systemClock().wall();
    const auto wallOf = [&](SteadyTime at) { return wall - std::chrono::duration_cast<WallTime::duration>(now - at); };
    std::map<Place, admin::CircuitFact> facts;
    for (auto& [route, presets] : presetsByRoute(*running_.control->snapshot())) {
        auto& fact = facts[route];
        fact.provider = route.first;
        fact.model = route.second;
        fact.state = "closed";
        fact.presets = presets;
    }
    for (const auto& row : running_.circuits.rows(now)) {
        const bool closed = row.state == routing::CircuitState::closed;
        const Place place{row.provider, row.model};
        // Of what was only called by its name, nothing is worth a row while it works.
        if (closed && !facts.contains(place)) continue;
        auto& fact = facts[place];
        fact.provider = row.provider;
        fact.model = row.model;
        fact.state = routing::circuitWord(row.state);
        fact.reason = closed ? std::string() : reasonOf(row.forced, row.reason);
        fact.secondsLeft = std::chrono::ceil<std::chrono::seconds>(row.left).count();
        fact.failuresInARow = row.failuresInARow;
        fact.openings = row.openings;
        for (auto turn = row.turns.rbegin(); turn != row.turns.rend(); ++turn)
            fact.history.push_back({wallOf(turn->at), routing::circuitWord(turn->state), reasonOf(turn->forced, turn->reason)});
        if (!fact.history.empty()) fact.since = fact.history.front().at;
        if (row.forced) addOrder(fact, running_.control->state());
    }
    std::vector<admin::CircuitFact> list;
    for (auto& [place, fact] : facts) list.push_back(std::move(fact));
    return list;
}

std::vector<admin::RestingPreset> EngineFacts::restingPresets() const {
    const SteadyTime now = systemClock().steady();
    std::map<Place, pipeline::CircuitBoard::Row> open;
    for (auto& row : running_.circuits.rows(now))
        if (row.state == routing::CircuitState::open) open.emplace(Place{row.provider, row.model}, std::move(row));
    std::vector<admin::RestingPreset> list;
    if (open.empty()) return list;
    for (const auto& [name, preset] : running_.control->snapshot()->presets) {
        admin::RestingPreset resting{name, {}, 0};
        auto first = std::chrono::milliseconds::max();
        bool rests = true;
        for (const auto& item : preset->items) {
            if (!isServing(item)) continue;
            const auto found = open.find({item.provider->name, item.model});
            rests = rests && found != open.end();
            if (!rests) break;
            first = std::min(first, found->second.left);
            if (!resting.upstreams.empty()) resting.upstreams += ", ";
            resting.upstreams += item.provider->name + "/" + item.model + " (" + reasonOf(found->second.forced, found->second.reason) + ")";
        }
        if (!rests || resting.upstreams.empty()) continue;
        resting.secondsLeft = std::chrono::ceil<std::chrono::seconds>(first).count();
        list.push_back(std::move(resting));
    }
    return list;
}

std::set<std::string> EngineFacts::unprovenPresets() const {
    std::set<Place> unproven;
    for (auto& row : running_.circuits.rows(systemClock().steady()))
        if (row.state != routing::CircuitState::closed) unproven.emplace(std::move(row.provider), std::move(row.model));
    std::set<std::string> names;
    if (unproven.empty()) return names;
    for (const auto& [name, preset] : running_.control->snapshot()->presets) {
        const bool proven = std::any_of(preset->items.begin(), preset->items.end(), [&](const auto& item) {
            return isServing(item) && !unproven.contains({item.provider->name, item.model});
        });
        if (!proven) names.insert(name);
    }
    return names;
}

void EngineFacts::addRestingPresets(admin::DependencyFacts& facts) const {
    for (const auto& preset : restingPresets()) {
        admin::DependencyFact row;
        row.component = "preset " + preset.name;
        row.name = preset.name;
        row.kind = "preset";
        row.status = "down";
        row.detail = "Every circuit is open: " + preset.upstreams + "; the next call is tried in " + std::to_string(preset.secondsLeft) + " s.";
        row.reason = "circuits_open";
        facts.items.push_back(std::move(row));
    }
}

}  // namespace gw::engine
