#include "gateway/store/metric_minute_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putMetricMinutes(Database& database, std::span<const MetricMinuteRow> rows) {
    return database.transaction([&]() -> Result<void> {
        for (const auto& row : rows) {
            auto done = database.run(
                "INSERT INTO metric_minute (minute, node, name, value) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name, minute, node) DO UPDATE SET value = excluded.value",
                {timeValue(row.minute), row.node, row.name, row.value});
            if (!done) return fail(done.error());
        }
        return {};
    });
}

Result<std::vector<MetricMinuteRow>> metricMinutes(Database& database, const std::string& name, WallTime since, WallTime until) {
    std::vector<MetricMinuteRow> rows;
    auto done = database.select(
        "SELECT minute, node, name, value FROM metric_minute WHERE name = ? AND minute >= ? AND minute < ? ORDER BY minute, node",
        {name, timeValue(since), timeValue(until)}, [&](const Row& row) -> Result<void> {
            rows.push_back({.minute = timeAt(row, 0), .node = row.text(1), .name = row.text(2), .value = row.real(3)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

Result<std::int64_t> deleteMetricMinutesBefore(Database& database, WallTime before) {
    return database.run("DELETE FROM metric_minute WHERE minute < ?", {timeValue(before)});
}

}  // namespace gw::store
