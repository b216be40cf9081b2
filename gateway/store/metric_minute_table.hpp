// Table metric_minute: one figure a minute, node and series, kept 30 days. Figures are for charts: reals, never money that
// is billed. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <span>
#include <vector>

namespace gw::store {

struct MetricMinuteRow {
    WallTime minute{};
    std::string node;
    std::string name;
    double value = 0;
    friend bool operator==(const MetricMinuteRow&, const MetricMinuteRow&) = default;
};

/// In one transaction; a figure that is there already is replaced.
Result<void> putMetricMinutes(Database& database, std::span<const MetricMinuteRow> rows);
/// Oldest first; since ≤ minute < until.
Result<std::vector<MetricMinuteRow>> metricMinutes(Database& database, const std::string& name, WallTime since, WallTime until);
Result<std::int64_t> deleteMetricMinutesBefore(Database& database, WallTime before);

}  // namespace gw::store
