// Finds the upstreams for a model: by preset, by provider/model, or by a model that presets serve; in the order in
// which they are to be tried. One Router a worker: it keeps the wheels' places and its own dice; no I/O.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/routing/choice.hpp"
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
    /// Unset for provider/model.
    const config::PresetItem* item = nullptr;
    /// As they were when the choice was made: for the explanation of a request.
    std::uint32_t running = 0;
    std::uint32_t expectedMs = 0;
    bool rests = false;
    /// Of provider/model, where a preset calls the same: the calls under way are counted together. Null: none does.
    const config::UpstreamLoadPtr* directLoad = nullptr;

    config::UpstreamLoad* load() const noexcept {
        if (item) return item->load.get();
        return directLoad ? directLoad->get() : nullptr;
    }
};

struct Route {
    /// Empty for provider/model.
    std::string presetId;
    std::vector<Candidate> candidates;
    config::Strategy strategy = config::Strategy::weighted;
    Why why = Why::direct;
    const config::Preset* preset = nullptr;  ///< null for provider/model
};

/// What a choice may lean on beyond the snapshot.
struct Asking {
    SteadyTime now{};
    /// The header that names a conversation, asked for by the strategy sticky only; empty: there is none, the user decides.
    std::function<std::string_view()> conversation{};
};

/// What limits the choice beyond the snapshot: which providers the caller's dialect reaches, which prices it needs.
using Serves = std::function<bool(const config::Provider&, std::string_view model)>;

class Router {
 public:
    /// `provider/model` views point into `model`, so it must live as long as the route.
    /// @return unknownModel naming near names the key may use, noUpstream when nothing active is left.
    Result<Route> candidates(const config::Snapshot& snapshot, const config::ApiKey& key, std::string_view model,
                             const Serves& serves, const Asking& asking = {});
    /// Where the dice of the strategy latency begin.
    void seed(std::uint64_t seed) noexcept { random_ = seed | 1U; }

 private:
    struct Place {
        std::shared_ptr<const config::Preset> preset;
        std::uint64_t version = 0;
        Wheel wheel;
    };
    /// What a choice within one preset is made from.
    struct Choosing {
        const std::shared_ptr<const config::Preset>& preset;
        std::string_view onlyModel;
        const config::ApiKey& key;
        const Asking& asking;
    };
    static Route direct(const config::Snapshot& snapshot, const config::Provider& provider, std::string_view model);
    Route ordered(const Choosing& choosing, const Serves& serves);
    Why order(const Choosing& choosing, Places& ready);
    Why orderSticky(const Choosing& choosing, Places& ready);
    void turn(const Choosing& choosing, Places& ready);
    Wheel& wheelOf(const std::shared_ptr<const config::Preset>& preset, std::string_view onlyModel);
    std::uint64_t dice() noexcept;

    std::unordered_map<std::string, Place> places_;
    std::vector<std::uint32_t> weights_;
    std::uint64_t random_ = 0x9E3779B97F4A7C15ULL;
};

/// Whether the key may ask for this name.
bool mayUse(const config::ApiKey& key, std::string_view model);
/// Presets and models with something active behind them that the key may use, sorted, each once.
std::vector<std::string_view> usableNames(const config::Snapshot& snapshot, const config::ApiKey& key);

}  // namespace gw::routing
