// Finds the upstreams for a model: by preset, by provider/model, or by a model that presets serve; in the order in
// which they are to be tried. One Router a worker: it keeps the wheels' places; no I/O.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/routing/wheel.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::routing {

/// Views live as long as the snapshot.
struct Candidate {
    const config::Provider* provider = nullptr;
    std::string_view model;
};

struct Route {
    /// Empty for provider/model.
    std::string presetId;
    std::vector<Candidate> candidates;
};

/// What limits the choice beyond the snapshot: which providers the caller's dialect reaches, which prices it needs.
using Serves = std::function<bool(const config::Provider&, std::string_view model)>;

class Router {
 public:
    /// `provider/model` views point into `model`, so it must live as long as the route.
    /// @return unknownModel naming near names the key may use, noUpstream when nothing active is left.
    Result<Route> candidates(const config::Snapshot& snapshot, const config::ApiKey& key, std::string_view model,
                             const Serves& serves);

 private:
    struct Place {
        std::shared_ptr<const config::Preset> preset;
        std::uint64_t version = 0;
        Wheel wheel;
    };
    Route ordered(const std::shared_ptr<const config::Preset>& preset, std::string_view onlyModel,
                  const Serves& serves);
    Wheel& wheelOf(const std::shared_ptr<const config::Preset>& preset, std::string_view onlyModel);

    std::unordered_map<std::string, Place> places_;
};

/// Whether the key may ask for this name.
bool mayUse(const config::ApiKey& key, std::string_view model);
/// Presets and models with something active behind them that the key may use, sorted, each once.
std::vector<std::string_view> usableNames(const config::Snapshot& snapshot, const config::ApiKey& key);

}  // namespace gw::routing
