// Where time went in a span, read from table latency_step. Called on store readers.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/latency_bucket.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gw::store {

struct LatencyQuery {
    WallTime since{}, until{};  ///< whole steps are read: since is taken down to its own
    std::optional<std::string> provider, model;
    WallTime now{};             ///< how old the span is decides how finely it is known
};

/// Sums over all attempts, in milliseconds: what the client took to send its body, waiting inside the gateway before the first call,
/// the gateway's other work, then the provider's.
struct LatencyParts {
    std::int64_t body = 0, queue = 0, gateway = 0, dns = 0, connect = 0, tls = 0, wait = 0, stream = 0;
};

struct LatencyRoute {
    std::string provider, model;
    std::int64_t requests = 0, totalMs = 0;
    LatencyParts parts;
    LatencyCounts counts{};
};

struct LatencyReport {
    std::int64_t stepS = 60;                      ///< of the steps below
    std::map<std::int64_t, LatencyCounts> steps;  ///< by the step's begin in milliseconds; of the routes asked for
    std::vector<LatencyRoute> routes;             ///< every route of the span, most requests first
};

/// Requests that no upstream was asked for are left out.
Result<LatencyReport> latencyReport(Database& database, const LatencyQuery& query);

}  // namespace gw::store
