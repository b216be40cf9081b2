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

std::uint64_t Router::dice() noexcept {
    // xorshift64*
    random_ ^= random_ >> 12U;
    random_ ^= random_ << 25U;
    random_ ^= random_ >> 27U;
    return random_ * 0x2545F4914F6CDD1DULL;
}

/// The wheel's turn among `ready`; what does not turn with it keeps its credit.
void Router::turn(const Choosing& choosing, Places& ready) {
    if (ready.size() < 2) return;
    const auto& items = choosing.preset->items;
    weights_.assign(items.size(), 0);
    for (const std::size_t i : ready) weights_[i] = items[i].weight;
    ready = wheelOf(choosing.preset, choosing.onlyModel).turn(weights_);
}

Why Router::orderSticky(const Choosing& choosing, Places& ready) {
    const auto conversation = choosing.asking.conversation ? choosing.asking.conversation() : std::string_view{};
    const auto& key = choosing.key;
    const std::string_view user = key.userId.empty() ? std::string_view(key.id) : std::string_view(key.userId);
    byRendezvous(choosing.preset->items, ready, conversation.empty() ? user : conversation);
    return conversation.empty() ? Why::user : Why::conversation;
}

Why Router::order(const Choosing& choosing, Places& ready) {
    const auto& items = choosing.preset->items;
    if (ready.size() < 2) return ready.empty() ? Why::allRest : Why::only;
    switch (choosing.preset->strategy) {
        case config::Strategy::weighted: break;
        case config::Strategy::priority: {
            // Only the first group turns; the others follow in their order, heavier ones before lighter ones.
            byPriority(items, ready);
            const auto first = items[ready.front()].priority;
            const auto behind = std::find_if(ready.begin(), ready.end(), [&](std::size_t i) { return items[i].priority != first; });
            // The wheel's own order among equals is that of the preset.
            Places group(ready.begin(), behind);
            turn(choosing, group);
            std::copy(group.begin(), group.end(), ready.begin());
            return Why::firstGroup;
        }
        case config::Strategy::latency: byLatency(items, ready, dice(), choosing.asking.now); return Why::fastest;
        case config::Strategy::leastBusy:
            turn(choosing, ready);
            byCallsUnderWay(items, ready);
            return Why::leastBusy;
        case config::Strategy::sticky: return orderSticky(choosing, ready);
    }
    turn(choosing, ready);
    return Why::wheel;
}

Route Router::ordered(const Choosing& choosing, const Serves& serves) {
    const config::Preset& preset = *choosing.preset;
    const auto& items = preset.items;
    const SteadyTime now = choosing.asking.now;
    Places ready, resting;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool fits = isUsable(items[i]) && (choosing.onlyModel.empty() || items[i].model == choosing.onlyModel) &&
                          serves(*items[i].provider, items[i].model);
        if (fits) (items[i].load && items[i].load->rests(now) ? resting : ready).push_back(i);
    }
    Route route{preset.id, {}, preset.strategy, Why::only, &preset};
    route.candidates.reserve(ready.size() + resting.size());
    route.why = order(choosing, ready);
    byPriority(items, resting);
    const auto add = [&](std::size_t i, bool rests) {
        const config::PresetItem& item = items[i];
        Candidate candidate{item.provider.get(), item.model, &item, 0, 0, rests};
        if (item.load) {
            candidate.running = item.load->running();
            if (preset.strategy == config::Strategy::latency)
                candidate.expectedMs = static_cast<std::uint32_t>(item.load->expected(now).count() / 1000);
        }
        route.candidates.push_back(candidate);
    };
    for (const std::size_t i : ready) add(i, false);
    for (const std::size_t i : resting) add(i, true);
    return route;
}

Route Router::direct(const config::Snapshot& snapshot, const config::Provider& provider, std::string_view model) {
    Route route;
    Candidate candidate{&provider, model};
    const auto load = snapshot.loads.find({provider.name, std::string(model)});
    if (load != snapshot.loads.end()) candidate.directLoad = &load->second;
    if (const auto* known = candidate.load()) candidate.running = known->running();
    route.candidates.push_back(candidate);
    return route;
}

Result<Route> Router::candidates(const config::Snapshot& snapshot, const config::ApiKey& key, std::string_view model,
                                 const Serves& serves, const Asking& asking) {
    if (const auto preset = snapshot.presets.find(model); preset != snapshot.presets.end()) {
        Route route = ordered({preset->second, {}, key, asking}, serves);
        if (route.candidates.empty()) return nothingActive();
        return route;
    }
    if (const auto slash = model.find('/'); slash != std::string_view::npos && slash + 1 < model.size()) {
        const auto provider = snapshot.providers.find(model.substr(0, slash));
        if (provider != snapshot.providers.end()) {
            const std::string_view upstreamModel = model.substr(slash + 1);
            if (!provider->second->isActive || !serves(*provider->second, upstreamModel)) return nothingActive();
            return direct(snapshot, *provider->second, upstreamModel);
        }
    }
    const auto serving = snapshot.presetsByModel.find(model);
    if (serving == snapshot.presetsByModel.end()) return unknown(snapshot, key, model);
    for (const PresetPtr& preset : serving->second) {
        Route route = ordered({preset, model, key, asking}, serves);
        if (!route.candidates.empty()) return route;
    }
    return nothingActive();
}

}  // namespace gw::routing
