// The figures of GET metrics/summary, and the thresholds that judge them.
// Plain values; any thread. Unknown figures are nullopt, never 0.
#pragma once

#include "ui/style/icons.hpp"

#include <QJsonObject>

#include <optional>

namespace ui::models {

struct MetricsSummary {
    std::optional<qint64> windowS, requests, tokensIn, tokensOut, costNanoUsd, unpricedRequests, spoolPending, inflight,
        streams, circuitsOpen, circuitsTotal;
    std::optional<double> perSecond, errorShare, latencyP50Ms, latencyP95Ms, latencyP99Ms, overheadP95Ms, ttftP95Ms;
    std::optional<double> beforePerSecond, beforeErrorShare, beforeLatencyP95Ms;

    static MetricsSummary fromJson(const QJsonObject& json);
};

/// At `warn` a value is degraded, at `crit` critical. An unknown value is unknown.
struct Threshold {
    double warn;
    double crit;
    style::Status judge(std::optional<double> value) const;
};

inline constexpr Threshold kErrorShareThreshold{0.001, 0.01};     // console.md §2.19: 0.1 % and 1 %
inline constexpr Threshold kLatencyP95Threshold{2000, 5000};      // milliseconds
inline constexpr Threshold kSpoolThreshold{1000, 10000};          // rows; the shipper takes 1000 in a few milliseconds

}  // namespace ui::models
