#include "gateway/pipeline/circuit_board.hpp"

#include "gateway/base/log.hpp"
#include "gateway/pipeline/attempt.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

using namespace std::chrono_literals;
using routing::Circuit;
using routing::CircuitState;

namespace {

const std::string& providerOf(const Attempt& attempt) { return attempt.candidate().provider->name; }
std::string_view modelOf(const Attempt& attempt) { return attempt.candidate().model; }

/// Reasons that say nothing of a model, only that its provider cannot be reached.
bool isUnreachable(ErrorCode code) {
    return code == ErrorCode::upstreamUnreachable || code == ErrorCode::upstreamDns || code == ErrorCode::upstreamTls ||
           code == ErrorCode::upstreamReset || code == ErrorCode::upstreamTimeout;
}

/// " (UPSTREAM_ERROR)": why a circuit lets nothing through; empty for one that does.
std::string reasonWord(const Circuit& circuit) {
    if (circuit.forced()) return " (MANUAL)";
    const auto reason = circuit.reason();
    return reason ? " (" + std::string(codeText(*reason)) + ")" : std::string();
}

/// A trial that has passed is a call like any other.
CircuitState under(const Attempt& attempt) {
    return attempt.trialPassed ? CircuitState::closed : attempt.circuit.value_or(CircuitState::closed);
}

/// So is one that was taken for lost, when another has followed it.
CircuitState under(const Attempt& attempt, const Circuit& circuit) {
    return circuit.trialSince() == attempt.takenAt ? under(attempt) : CircuitState::closed;
}

}  // namespace

/// Whatever was done to a circuit, choices and whoever watches hear of it.
template <class Use>
auto CircuitBoard::use(Place& place, Use todo) {
    struct Told {
        CircuitBoard& board;
        Place& place;
        const SteadyTime before = place.circuit.busyUntil();
        const std::uint32_t failures = place.circuit.failuresInARow(), openings = place.circuit.openings();
        ~Told() {
            const SteadyTime after = place.circuit.busyUntil();
            if (after != before || failures != place.circuit.failuresInARow() || openings != place.circuit.openings()) board.changed(place);
            if (after == before) return;
            if (place.load) place.load->restUntil(after);
            board.changes_.fetch_add(1, std::memory_order_relaxed);
        }
    } told{*this, place};
    return todo(place.circuit);
}

template <class Use>
auto CircuitBoard::withPlace(std::string_view provider, std::string_view model, SteadyTime now, Use todo) {
    const Slot slot = slotOf(provider, model);
    const std::lock_guard lock(slot.stripe.mutex);
    return todo(placeIn(slot, provider, model, now));
}

template <class Use>
auto CircuitBoard::with(std::string_view provider, std::string_view model, SteadyTime now, Use todo) {
    return withPlace(provider, model, now, [this, &todo](Place& place) { return use(place, todo); });
}

routing::CircuitPolicy CircuitBoard::policy() const {
    routing::CircuitPolicy policy(failuresMax_.load(std::memory_order_relaxed));
    policy.failedPercent = failedPercent_.load(std::memory_order_relaxed);
    policy.callsMin = callsMin_.load(std::memory_order_relaxed);
    return policy;
}

std::optional<CircuitState> CircuitBoard::take(std::string_view provider, std::string_view model, SteadyTime now) {
    return with(provider, model, now, [now](Circuit& circuit) {
        return circuit.take(now) ? std::optional(circuit.state(now)) : std::nullopt;
    });
}

void CircuitBoard::succeeded(const Attempt& attempt, SteadyTime now) {
    const bool closed = with(providerOf(attempt), modelOf(attempt), now, [now, &attempt](Circuit& circuit) {
        const bool trial = circuit.state(now) != CircuitState::closed;
        circuit.succeeded(now, under(attempt, circuit));
        return trial && circuit.state(now) == CircuitState::closed;
    });
    if (closed) log::net().info("circuit closed provider={} model={}", providerOf(attempt), log::quoted(modelOf(attempt)));
}

void CircuitBoard::failed(const Attempt& attempt, SteadyTime now, ErrorCode reason) {
    std::chrono::milliseconds left{0};
    const auto policy = this->policy();
    const bool opened = with(providerOf(attempt), modelOf(attempt), now, [&](Circuit& circuit) {
        const bool did = circuit.failed(now, reason, under(attempt, circuit), policy, attempt.retryAfter.value_or(0ms));
        left = circuit.left(now);
        return did;
    });
    if (!opened) return;
    log::net().warn("circuit opened provider={} model={} reason={} rest_ms={}", providerOf(attempt), log::quoted(modelOf(attempt)),
                    codeText(reason), left.count());
}

/// A 429 with a time rests for it; without one only a trial says anything, and the next waits a little.
void CircuitBoard::rateLimited(const Attempt& attempt, SteadyTime now) {
    std::chrono::milliseconds left{0};
    const bool asks = attempt.retryAfter > 0ms;
    const bool opensItself = failuresMax_.load(std::memory_order_relaxed) > 0;
    const bool opened = with(providerOf(attempt), modelOf(attempt), now, [&](Circuit& circuit) {
        const CircuitState from = under(attempt, circuit);
        // An operator's order is over and none opens by itself: the upstream has answered.
        if (!opensItself) return circuit.succeeded(now, from), false;
        const bool did = asks ? circuit.rest(now, *attempt.retryAfter, from) : circuit.restShortly(now, from);
        left = circuit.left(now);
        return did;
    });
    if (!opened) return;
    log::net().warn("circuit rests provider={} model={} reason={} rest_ms={}", providerOf(attempt), log::quoted(modelOf(attempt)),
                    codeText(ErrorCode::upstreamRateLimit), left.count());
}

void CircuitBoard::report(const Attempt& attempt, const std::optional<Error>& error, SteadyTime now) {
    if (!attempt.circuit) return;
    switch (verdictOf(error)) {
        case Verdict::works: return succeeded(attempt, now);
        case Verdict::fails: return failed(attempt, now, error->code);
        case Verdict::rests: return rateLimited(attempt, now);
        case Verdict::unknown: break;
    }
    if (under(attempt) == CircuitState::halfOpen) withdrawn(providerOf(attempt), modelOf(attempt), now, attempt.takenAt);
}

void CircuitBoard::answers(Attempt& attempt, SteadyTime now) {
    if (attempt.trialPassed || attempt.circuit != CircuitState::halfOpen) return;
    succeeded(attempt, now);
    attempt.trialPassed = true;
}

void CircuitBoard::withdrawn(std::string_view provider, std::string_view model, SteadyTime now, SteadyTime since) {
    with(provider, model, now, [since](Circuit& circuit) { circuit.withdrawn(since); });
}

std::chrono::milliseconds CircuitBoard::left(std::string_view provider, std::string_view model, SteadyTime now) {
    return with(provider, model, now, [now](Circuit& circuit) {
        const auto left = circuit.left(now);
        const bool waits = !circuit.wouldTake(now) && left.count() == 0;
        return waits ? std::chrono::milliseconds{1000} : left;
    });
}

SteadyTime CircuitBoard::lastSuccess(std::string_view provider, std::string_view model) {
    const Slot slot = slotOf(provider, model);
    const std::lock_guard lock(slot.stripe.mutex);
    const Place* place = findIn(slot, provider, model);
    return place ? place->circuit.lastSuccess() : SteadyTime{};
}

std::optional<std::chrono::seconds> CircuitBoard::allRestFor(const routing::Route& route, SteadyTime now) {
    auto first = std::chrono::milliseconds::max();
    for (const auto& candidate : route.candidates) {
        first = std::min(first, left(candidate.provider->name, candidate.model, now));
        if (first.count() == 0) return std::nullopt;
    }
    return route.candidates.empty() ? std::nullopt : std::optional(std::chrono::ceil<std::chrono::seconds>(first));
}

CircuitBoard::Resting CircuitBoard::resting(const routing::Route& route, SteadyTime now, const std::function<bool(std::size_t)>& isCapped) {
    auto first = std::chrono::milliseconds::max();
    std::string names, capped;
    for (std::size_t i = 0; i < route.candidates.size(); ++i) {
        const auto& candidate = route.candidates[i];
        first = std::min(first, left(candidate.provider->name, candidate.model, now));
        std::string& list = isCapped && isCapped(i) ? capped : names;
        if (!list.empty()) list += ", ";
        list.append(candidate.provider->name).append(1, '/').append(candidate.model);
        if (&list == &names) list += with(candidate.provider->name, candidate.model, now, reasonWord);
    }
    const auto wait = std::max(std::chrono::seconds{1}, std::chrono::ceil<std::chrono::seconds>(first));
    std::string detail = names.empty() ? std::string() : "at rest: " + names + "; ";
    if (!capped.empty()) detail += "at its own cap: " + capped + "; ";
    detail += "the next call is tried in " + std::to_string(wait.count()) + " s";
    return {{ErrorCode::noUpstream, ErrorSource::internal, Retry::never, std::move(detail), {}}, wait};
}

void CircuitBoard::probed(std::string_view provider, const std::optional<Error>& error, SteadyTime now) {
    const auto policy = this->policy();
    const bool failed = verdictOf(error) == Verdict::fails;
    for (Stripe& stripe : stripes_) {
        const std::lock_guard lock(stripe.mutex);
        for (auto& [name, place] : stripe.places) {
            // What was only called by its name is not opened by a probe: nobody may ask for it again.
            if (place.provider != provider || (failed && !place.load)) continue;
            const bool opened = use(place, [&](Circuit& circuit) {
                if (failed) return circuit.failed(now, error->code, CircuitState::closed, policy);
                const auto reason = circuit.reason();
                if (!error && reason && isUnreachable(*reason)) circuit.hasten(now);
                return false;
            });
            if (opened) log::net().warn("circuit opened by a probe provider={} model={} reason={}", provider, log::quoted(place.model), codeText(error->code));
        }
    }
}

void CircuitBoard::attach(const Loads& loads, SteadyTime now) {
    const std::lock_guard lock(ordersMutex_);
    if (loads == loads_) return;
    for (const auto& [place, load] : loads_) {
        if (const auto found = loads.find(place); found != loads.end() && found->second == load) continue;
        attachOne(place, nullptr, now);
    }
    for (const auto& [place, load] : loads) attachOne(place, load, now);
    loads_ = loads;
}

void CircuitBoard::attachOne(const std::pair<std::string, std::string>& name, config::UpstreamLoadPtr load, SteadyTime now) {
    withPlace(name.first, name.second, now, [&load](Place& place) {
        place.load = std::move(load);
        if (place.load) place.load->restUntil(place.circuit.busyUntil());
    });
}

void CircuitBoard::take(const config::Snapshot& snapshot, WallTime wall, SteadyTime now) {
    attach(snapshot.loads, now);
    obey(snapshot.circuits, wall, now);
}

std::vector<CircuitBoard::Row> CircuitBoard::rows(SteadyTime now) {
    std::vector<Row> rows;
    for (Stripe& stripe : stripes_) {
        const std::lock_guard lock(stripe.mutex);
        for (const auto& [name, place] : stripe.places) {
            const Circuit& circuit = place.circuit;
            rows.push_back({place.provider, place.model, circuit.state(now), circuit.reason(), circuit.forced(), circuit.left(now),
                            circuit.failuresInARow(), circuit.openings(), circuit.turns()});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.provider != b.provider ? a.provider < b.provider : a.model < b.model;
    });
    return rows;
}

void CircuitBoard::carryOut(const config::CircuitOrder& order, std::chrono::milliseconds length, SteadyTime now) {
    withPlace(order.provider, order.model, now, [&](Place& place) {
        place.order = order.id;
        changed(place);
        use(place, [&](Circuit& circuit) {
            if (order.open) return circuit.force(now, length);
            circuit.close(now, true);
        });
    });
}

void CircuitBoard::obey(const std::vector<config::CircuitOrder>& orders, WallTime wall, SteadyTime now) {
    const std::lock_guard lock(ordersMutex_);
    if (orders.empty() && orders_.empty()) return;
    std::map<std::string, config::CircuitOrder, std::less<>> wanted;
    for (const auto& order : orders) wanted.emplace(order.id, order);
    for (const auto& [id, old] : orders_) {
        if (wanted.contains(id) || !old.open || old.until <= wall) continue;
        with(old.provider, old.model, now, [now](Circuit& circuit) {
            if (circuit.forced()) circuit.close(now, true);
        });
    }
    for (const auto& entry : wanted) {
        // A structured binding cannot be captured by a lambda in clang 14.
        const config::CircuitOrder& order = entry.second;
        if (orders_.contains(entry.first)) continue;
        const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(order.until - wall);
        if (order.open && length.count() <= 0) continue;
        carryOut(order, length, now);
        log::net().info("circuit {} by order provider={} model={}", order.open ? "opened" : "closed", order.provider, log::quoted(order.model));
    }
    orders_ = std::move(wanted);
}

}  // namespace gw::pipeline
