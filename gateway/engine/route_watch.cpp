#include "gateway/engine/route_watch.hpp"

#include "gateway/base/log.hpp"
#include "gateway/base/random_id.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 250ms;
/// A shorter interval can only come from a row that was typed by hand.
constexpr std::chrono::seconds kProbeLeast{5};

namespace json = boost::json;
using Kind = CircuitNewsItem::Kind;

const char* noticeAction(Kind kind) {
    switch (kind) {
        case Kind::tripped: return "circuit.tripped";
        case Kind::recovered: return "circuit.recovered";
        case Kind::flapping: return "circuit.flapping";
        case Kind::many: break;
    }
    return "circuit.many";
}

std::string noticeText(const CircuitNewsItem& item) {
    const std::string seconds = std::to_string(item.seconds.count()) + " s", count = std::to_string(item.count);
    const std::string reason = item.reason ? std::string(codeText(*item.reason)) : std::string("MANUAL");
    switch (item.kind) {
        case Kind::tripped: return reason + ": rests for " + seconds;
        case Kind::recovered: return "away for " + seconds + " (" + reason + "), " + count + " failed trial(s)";
        case Kind::flapping: return "opened " + count + " more time(s) within " + seconds + " (" + reason + ")";
        case Kind::many: break;
    }
    return count + " more line(s) about circuits within " + seconds;
}

std::uint64_t randomSeed() {
    std::array<std::uint8_t, 8> bytes{};
    fillRandom(bytes);
    return std::bit_cast<std::uint64_t>(bytes);
}

}  // namespace

RouteWatch::RouteWatch(Running& running, ControlThread& control, const Clock& clock, admin::AdminApi& api)
    : running_(running), control_(control), clock_(clock), api_(api), facts_(running, control, clock), probes_(running, control), schedule_(randomSeed()) {}

void RouteWatch::arm() {
    control_.after(kLook, [this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.expired()) return;
        lookAtCircuits();
        lookAtPresets();
        probeWhatIsDue();
        arm();
    });
}

void RouteWatch::lookAtCircuits() {
    const auto changes = running_.circuits.changes();
    const bool first = turnsSeen_ == kNeverLooked;
    if (!first && changes == turnsSeen_ && !news_.isWaiting()) return;
    turnsSeen_ = changes;
    const SteadyTime now = clock_.steady();
    for (const auto& item : news_.look(running_.circuits.rows(now), now)) tell(item);
}

void RouteWatch::tell(const CircuitNewsItem& item) {
    json::object after{{"seconds", item.seconds.count()}};
    if (!item.provider.empty()) after["provider"] = item.provider;
    if (!item.model.empty()) after["model"] = item.model;
    if (item.reason) after["reason"] = codeText(*item.reason);
    if (item.count > 0) after["count"] = item.count;
    const std::string place = item.provider.empty() ? std::string() : item.provider + ":" + item.model;
    api_.publishNotice({noticeAction(item.kind), "circuit", place, noticeText(item), json::serialize(after)});
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
    api_.publishNotice({action, "preset", preset, detail});
}

void RouteWatch::probeWhatIsDue() {
    const SteadyTime now = clock_.steady();
    const auto snapshot = running_.control->snapshot();
    const auto isProbed = [&](const std::string& name) {
        const auto found = snapshot->providers.find(name);
        return found != snapshot->providers.end() && found->second->probeEvery && found->second->isActive;
    };
    schedule_.keepOnly(isProbed);
    for (auto& [name, memory] : running_.probes)
        if (!isProbed(name)) memory.nextAt.reset();
    for (const auto& [name, provider] : snapshot->providers)
        if (isProbed(name)) probeIfDue(*provider, now);
}

void RouteWatch::probeIfDue(const config::Provider& provider, SteadyTime now) {
    const bool chat = !provider.probeModel.empty();
    const SteadyTime answered = chat ? running_.circuits.lastSuccess(provider.name, provider.probeModel) : SteadyTime{};
    const SteadyTime due = schedule_.dueAt(provider.name, std::max(*provider.probeEvery, kProbeLeast), answered, now);
    auto& memory = running_.probes[provider.name];
    memory.nextAt = clock_.wall() + std::chrono::duration_cast<WallTime::duration>(std::max(due, now) - now);
    if (now < due || underWay_.contains(provider.name) || memory.underWay) return;
    if (chat && isResting(provider, now, memory)) return;
    underWay_.insert(provider.name);
    send(provider);
}

/// What asked to be left alone is; its rest over, the probe is the one trial.
bool RouteWatch::isResting(const config::Provider& provider, SteadyTime now, ProbeMemory& memory) {
    const auto left = running_.circuits.left(provider.name, provider.probeModel, now);
    if (left.count() == 0) return false;
    memory.nextAt = clock_.wall() + left;
    return true;
}

void RouteWatch::send(const config::Provider& provider) {
    auto then = [this, name = provider.name, alive = std::weak_ptr<int>(alive_)](const admin::ProbeResult& result) {
        if (!alive.expired()) probed(name, result);
    };
    if (provider.probeModel.empty()) return probes_.probe(provider.name, std::move(then));
    probes_.call(provider.name, provider.probeModel, std::move(then));
}

void RouteWatch::probed(const std::string& provider, const admin::ProbeResult& result) {
    underWay_.erase(provider);
    schedule_.probed(provider, clock_.steady());
    // A call that was not made says nothing; one that was has told its circuit itself.
    if (result.chat && result.traceId.empty()) return;
    if (!result.chat) listed(provider, result);
    const auto& memory = running_.probes[provider];
    const bool failed = !memory.error.empty();
    if (failed == failing_.contains(provider)) return;
    if (failed) {
        failing_.insert(provider);
        log::engine().warn("probe failed provider={} error_code={} detail={}", provider, codeText(memory.code.value_or(ErrorCode::upstreamError)), log::quoted(memory.error));
    } else {
        failing_.erase(provider);
        log::engine().info("probe answered again provider={}", provider);
    }
}

/// A model list says something of the whole provider.
void RouteWatch::listed(const std::string& provider, const admin::ProbeResult& result) {
    // An address without a model list is no fault of its models.
    const bool answered = result.ok || result.status == 404 || result.status == 405;
    std::optional<Error> error;
    if (!answered) error = Error{result.code.value_or(ErrorCode::upstreamError), ErrorSource::upstream, Retry::never, result.detail, {}};
    auto& memory = running_.probes[provider];
    memory.at = clock_.wall();
    memory.millis = std::chrono::duration<double, std::milli>(result.total).count();
    memory.error = answered ? std::string() : result.error.value_or("no answer");
    memory.code = answered ? std::nullopt : std::optional(error->code);
    memory.chat = false;
    memory.cost.reset();
    memory.traceId.clear();
    running_.circuits.probed(provider, error, clock_.steady());
}

}  // namespace gw::engine
