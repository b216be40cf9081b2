// What may be behind slow requests, from what the gateway knows beside the times: open circuits, its own bounds, providers that
// hold back or time out, one route that is slower than the rest. Plain values and a pure function; any thread.
#pragma once

#include "ui/models/circuit_row.hpp"
#include "ui/models/dependency_row.hpp"
#include "ui/models/latency_route_row.hpp"

#include <QHash>

namespace ui::models {

struct LatencyFacts {
    std::vector<CircuitRow> circuits;
    std::vector<DependencyRow> dependencies;
    std::vector<LatencyRouteRow> routes;
    QHash<QString, qint64> errors;  // code → requests of the range
};

struct LatencyCause {
    const char* id;  // "circuits", "load", "overloaded" …
    style::Status status;
    QString text;
    QString page, argument;  // where to look
    bool operator==(const LatencyCause&) const = default;
};

/// The gravest first. Page "latency" means: the route `argument` alone.
std::vector<LatencyCause> latencyCauses(const LatencyFacts& facts);

}  // namespace ui::models
