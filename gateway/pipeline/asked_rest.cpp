#include "gateway/pipeline/asked_rest.hpp"

#include "gateway/pipeline/retry_after.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>

namespace gw::pipeline {

namespace {

using namespace std::chrono_literals;

bool anotherMayBeCalled(const routing::Route& route, const routing::Candidate& from, CircuitBoard& circuits, SteadyTime now) {
    return std::any_of(route.candidates.begin(), route.candidates.end(), [&](const routing::Candidate& other) {
        const bool same = other.provider == from.provider && other.model == from.model;
        return !same && circuits.left(other.provider->name, other.model, now) == 0ms;
    });
}

}  // namespace

std::optional<std::chrono::milliseconds> restAskedBy(const UpstreamHead& head, const routing::Route& route, const routing::Candidate& from,
                                                     CircuitBoard& circuits, const Clock& clock) {
    constexpr int kTooManyRequests = 429;
    if (!mayAskForRest(head.status)) return std::nullopt;
    const auto asked = retryAfterOf(head, clock.wall());
    if (head.status != kTooManyRequests || asked.value_or(0ms) > 0ms) return asked;
    return anotherMayBeCalled(route, from, circuits, clock.steady()) ? routing::Circuit::kRestMin : asked;
}

}  // namespace gw::pipeline
