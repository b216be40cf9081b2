#include "gateway/engine/route_watch.hpp"

#include "gateway/base/log.hpp"

#include <algorithm>
#include <chrono>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 250ms;
/// A shorter interval can only come from a row that was typed by hand.
constexpr std::chrono::seconds kProbeLeast{5};

}  // namespace

void RouteWatch::arm() {
    control_.after(kLook, [this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.expired()) return;
        lookAtPresets();
        probeWhatIsDue();
        arm();
    });
}

void RouteWatch::lookAtPresets() {
    // Circuits end their rest without a change: while a preset rests each look counts.
    const auto changes = running_.circuits.changes();
    if (changes == changesSeen_ && resting_.empty()) return;
    changesSeen_ = changes;
    std::set<std::string> now;
    for (const auto& preset : facts_.restingPresets()) {
        now.insert(preset.name);
        if (resting_.contains(preset.name)) continue;
        // A warning: ERROR stands in the log for failed requests and jobs only.
        log::engine().warn("preset without an upstream: every circuit is open preset={} upstreams={} next_trial_s={}", log::quoted(preset.name),
                            log::quoted(preset.upstreams), preset.secondsLeft);
        say("preset.without_upstream", preset.name, preset.upstreams);
    }
    const auto unproven = resting_.empty() ? std::set<std::string>{} : facts_.unprovenPresets();
    for (const auto& name : resting_) {
        if (now.contains(name)) continue;
        // A rest that is over promises nothing: its trial has to pass.
        if (unproven.contains(name)) {
            now.insert(name);
            continue;
        }
        log::engine().info("preset has an upstream again preset={}", log::quoted(name));
        say("preset.has_upstream", name, {});
    }
    resting_ = std::move(now);
}

void RouteWatch::say(const std::string& action, const std::string& preset, const std::string& detail) {
    api_.publishNotice(action, "preset", preset, detail);
}

void RouteWatch::probeWhatIsDue() {
    const SteadyTime now = clock_.steady();
    const auto snapshot = running_.control->snapshot();
    std::erase_if(probedAt_, [&](const auto& entry) {
        const auto found = snapshot->providers.find(entry.first);
        return found == snapshot->providers.end() || !found->second->probeEvery;
    });
    for (const auto& [name, provider] : snapshot->providers) {
        if (!provider->probeEvery || !provider->isActive || underWay_.contains(name)) continue;
        auto& last = probedAt_[name];
        if (last != SteadyTime{} && now - last < std::max(*provider->probeEvery, kProbeLeast)) continue;
        last = now;
        underWay_.insert(name);
        probes_.probe(name, [this, provider = name, alive = std::weak_ptr<int>(alive_)](const admin::ProbeResult& result) {
            if (!alive.expired()) probed(provider, result);
        });
    }
}

void RouteWatch::probed(const std::string& provider, const admin::ProbeResult& result) {
    underWay_.erase(provider);
    // An address without a model list is no fault of its models.
    const bool answered = result.ok || result.status == 404 || result.status == 405;
    std::optional<Error> error;
    if (!answered) error = Error{result.code.value_or(ErrorCode::upstreamError), ErrorSource::upstream, Retry::never, result.detail, {}};
    auto& memory = running_.probes[provider];
    const bool news = memory.at == WallTime{} ? !answered : memory.error.empty() != answered;
    memory = {clock_.wall(), std::chrono::duration<double, std::milli>(result.total).count(),
              answered ? std::string() : result.error.value_or("no answer")};
    running_.circuits.probed(provider, error, clock_.steady());
    if (news && !answered) log::engine().warn("probe failed provider={} error_code={} detail={}", provider, codeText(error->code), log::quoted(memory.error));
    if (news && answered) log::engine().info("probe answered again provider={}", provider);
}

}  // namespace gw::engine
