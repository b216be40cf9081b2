#include "gateway/store/latency_report.hpp"

#include "gateway/store/column.hpp"

#include <algorithm>
#include <utility>

namespace gw::store {

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

std::size_t bucketAt(const Row& row, int column) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(row.integer(column), 0, kLatencyBuckets - 1));
}

Where spanOf(const LatencyQuery& query) {
    Where where;
    where.add("minute >= ?", {toMillis(query.since) / kMinuteMs * kMinuteMs});
    where.add("minute < ?", {timeValue(query.until)});
    where.add("provider <> ''", {});
    return where;
}

Result<void> readSteps(Database& database, const LatencyQuery& query, LatencyReport& report) {
    Where where = spanOf(query);
    if (query.provider) where.add("provider = ?", {*query.provider});
    if (query.model) where.add("model = ?", {*query.model});
    Values values{query.stepMs};
    for (auto& value : where.values()) values.push_back(std::move(value));
    return database.select("SELECT minute - minute % ? AS step, bucket, sum(requests) FROM latency_minute" + where.text() + " GROUP BY step, bucket",
                           values, [&](const Row& row) -> Result<void> {
                               report.steps[row.integer(0)][bucketAt(row, 1)] += row.integer(2);
                               return {};
                           });
}

void add(LatencyRoute& route, const Row& row) {
    route.requests += row.integer(3);
    route.counts[bucketAt(row, 2)] += row.integer(3);
    route.totalMs += row.integer(4);
    route.parts.gateway += row.integer(5);
    route.parts.dns += row.integer(6);
    route.parts.connect += row.integer(7);
    route.parts.tls += row.integer(8);
    route.parts.wait += row.integer(9);
    route.parts.stream += row.integer(10);
}

Result<void> readRoutes(Database& database, const LatencyQuery& query, LatencyReport& report) {
    const Where where = spanOf(query);
    auto done = database.select(
        "SELECT provider, model, bucket, sum(requests), sum(latency_ms), sum(gateway_ms), sum(dns_ms), sum(connect_ms), sum(tls_ms), "
        "sum(wait_ms), sum(stream_ms) FROM latency_minute" + where.text() + " GROUP BY provider, model, bucket ORDER BY provider, model",
        where.values(), [&](const Row& row) -> Result<void> {
            const auto provider = row.text(0);
            const auto model = row.text(1);
            if (report.routes.empty() || report.routes.back().provider != provider || report.routes.back().model != model) {
                report.routes.push_back({.provider = provider, .model = model, .parts = {}});
            }
            add(report.routes.back(), row);
            return {};
        });
    if (!done) return done;
    std::stable_sort(report.routes.begin(), report.routes.end(), [](const auto& a, const auto& b) { return a.requests > b.requests; });
    return {};
}

}  // namespace

Result<LatencyReport> latencyReport(Database& database, const LatencyQuery& query) {
    LatencyReport report;
    if (auto done = readSteps(database, query, report); !done) return fail(done.error());
    if (auto done = readRoutes(database, query, report); !done) return fail(done.error());
    return report;
}

}  // namespace gw::store
