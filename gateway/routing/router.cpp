#include "gateway/routing/router.hpp"

#include "gateway/base/http.hpp"
#include "gateway/routing/near_names.hpp"

#include <algorithm>

namespace gw::routing {

namespace {

using config::Preset;
using config::PresetItem;
using PresetPtr = std::shared_ptr<const Preset>;

/// Wheels of presets that are gone are dropped when the table has grown to this.
constexpr std::size_t kPlacesMax = 4096;
/// Of a model name that nobody knows, in the refusal; bytes.
constexpr std::size_t kModelShownMax = 64;

bool isUsable(const PresetItem& item) {
    return item.isActive && item.provider && item.provider->isActive && item.weight > 0;
}

/// Changes when a wheel's places would get another meaning; FNV-1a over items and weights.
std::uint64_t versionOf(const Preset& preset) {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1099511628211ULL; };
    for (const PresetItem& item : preset.items) {
        for (const char c : item.id) mix(static_cast<unsigned char>(c));
        mix(item.weight);
        mix(item.priority);
        mix(isUsable(item) ? 1 : 2);
    }
    return hash;
}

bool hasUsable(const Preset& preset, std::string_view onlyModel) {
    return std::any_of(preset.items.begin(), preset.items.end(), [onlyModel](const PresetItem& item) {
        return isUsable(item) && (onlyModel.empty() || item.model == onlyModel);
    });
}

tl::unexpected<Error> unknown(const config::Snapshot& snapshot, const config::ApiKey& key, std::string_view model) {
    const auto nearest = nearNames(model, usableNames(snapshot, key));
    std::string detail = jsonQuoted(model.substr(0, kModelShownMax)) + " is not known";
    if (nearest.empty()) detail += ".";
    for (const std::string& name : nearest) detail += (&name == &nearest.front() ? "; did you mean " : ", ") + name;
    if (!nearest.empty()) detail += "?";
    return fail(ErrorCode::unknownModel, ErrorSource::downstream, Retry::never, std::move(detail), "model");
}

tl::unexpected<Error> nothingActive() {
    return fail(ErrorCode::noUpstream, ErrorSource::internal, Retry::never, "every item is inactive or not servable");
}

}  // namespace

bool mayUse(const config::ApiKey& key, std::string_view model) {
    return key.models.empty() || std::find(key.models.begin(), key.models.end(), model) != key.models.end();
}

std::vector<std::string_view> usableNames(const config::Snapshot& snapshot, const config::ApiKey& key) {
    std::vector<std::string_view> names;
    for (const auto& [name, preset] : snapshot.presets)
        if (mayUse(key, name) && hasUsable(*preset, {})) names.push_back(name);
    for (const auto& [name, presets] : snapshot.presetsByModel) {
        const std::string_view model = name;
        const bool served = std::any_of(presets.begin(), presets.end(),
                                        [model](const PresetPtr& preset) { return hasUsable(*preset, model); });
        if (served && mayUse(key, name)) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Wheel& Router::wheelOf(const PresetPtr& preset, std::string_view onlyModel) {
    std::string placeName = preset->id;
    if (!onlyModel.empty()) placeName.append(1, '\0').append(onlyModel);
    if (places_.size() >= kPlacesMax) places_.clear();
    Place& place = places_[placeName];
    if (place.preset != preset) {
        const std::uint64_t version = versionOf(*preset);
        if (version != place.version) place.wheel.reset();
        place.version = version;
        place.preset = preset;
    }
    return place.wheel;
}

Route Router::ordered(const PresetPtr& preset, std::string_view onlyModel, const Serves& serves) {
    Route route{preset->id, {}};
    const auto& items = preset->items;
    std::vector<std::uint32_t> weights(items.size());
    const bool byPriority = preset->strategy == config::Strategy::priority;
    std::uint32_t first = UINT32_MAX;
    std::vector<std::size_t> behind;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool fits = isUsable(items[i]) && (onlyModel.empty() || items[i].model == onlyModel) &&
                          serves(*items[i].provider, items[i].model);
        if (!fits) continue;
        weights[i] = items[i].weight;
        behind.push_back(i);
        first = std::min(first, items[i].priority);
    }
    // With priorities only the first group turns; the others follow in their order, heavier ones before lighter ones.
    for (const std::size_t i : behind)
        if (byPriority && items[i].priority != first) weights[i] = 0;
    const auto add = [&](std::size_t i) { route.candidates.push_back({items[i].provider.get(), items[i].model}); };
    for (const std::size_t i : wheelOf(preset, onlyModel).turn(weights)) add(i);
    std::stable_sort(behind.begin(), behind.end(), [&items](std::size_t a, std::size_t b) {
        return items[a].priority != items[b].priority ? items[a].priority < items[b].priority
                                                      : items[a].weight > items[b].weight;
    });
    for (const std::size_t i : behind)
        if (weights[i] == 0) add(i);
    return route;
}

Result<Route> Router::candidates(const config::Snapshot& snapshot, const config::ApiKey& key, std::string_view model,
                                 const Serves& serves) {
    if (const auto preset = snapshot.presets.find(model); preset != snapshot.presets.end()) {
        Route route = ordered(preset->second, {}, serves);
        if (route.candidates.empty()) return nothingActive();
        return route;
    }
    if (const auto slash = model.find('/'); slash != std::string_view::npos && slash + 1 < model.size()) {
        const auto provider = snapshot.providers.find(model.substr(0, slash));
        if (provider != snapshot.providers.end()) {
            const std::string_view upstreamModel = model.substr(slash + 1);
            if (!provider->second->isActive || !serves(*provider->second, upstreamModel)) return nothingActive();
            return Route{{}, {{provider->second.get(), upstreamModel}}};
        }
    }
    const auto serving = snapshot.presetsByModel.find(model);
    if (serving == snapshot.presetsByModel.end()) return unknown(snapshot, key, model);
    for (const PresetPtr& preset : serving->second) {
        Route route = ordered(preset, model, serves);
        if (!route.candidates.empty()) return route;
    }
    return nothingActive();
}

}  // namespace gw::routing
