// For how long an upstream is left alone behind a reply that says it has too much to do. The worker's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/http.hpp"
#include "gateway/pipeline/circuit_board.hpp"

#include <chrono>
#include <optional>

namespace gw::pipeline {

/// What a 429, 503 or 529 asks for itself. A 429 that does not say when (or says at once) rests for the shortest time, where
/// another of the route's upstreams may be called meanwhile: else each request would be turned down there first, and soon none
/// could go on, because that takes a retry of each. The last upstream is not left alone for less than its word.
std::optional<std::chrono::milliseconds> restAskedBy(const UpstreamHead& head, const routing::Route& route, const routing::Candidate& from,
                                                     CircuitBoard& circuits, const Clock& clock);

}  // namespace gw::pipeline
