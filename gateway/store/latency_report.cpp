#include "gateway/store/latency_report.hpp"

#include "gateway/store/column.hpp"

#include <algorithm>
#include <utility>

namespace gw::store {

namespace {

std::size_t bucketAt(const Row& row, int column) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(row.integer(column), 0, kLatencyBuckets - 1));
}

Where spanOf(const LatencyQuery& query, std::int64_t stepS) {
    const std::int64_t stepMs = stepS * 1000;
    Where where;
    where.add("step_s = ?", {stepS});
    where.add("begins_at >= ?", {toMillis(query.since) / stepMs * stepMs});
    where.add("begins_at < ?", {timeValue(query.until)});
    where.add("provider <> ''", {});
    return where;
}

Result<void> readSteps(Database& database, const LatencyQuery& query, LatencyReport& report) {
    Where where = spanOf(query, report.stepS);
    if (query.provider) where.add("provider = ?", {*query.provider});
    if (query.model) where.add("model = ?", {*query.model});
    return database.select("SELECT begins_at, bucket, sum(requests) FROM latency_step" + where.text() + " GROUP BY begins_at, bucket",
                           where.values(), [&](const Row& row) -> Result<void> {
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
    route.parts.queue += row.integer(11);
    route.parts.body += row.integer(12);
}

Result<void> readRoutes(Database& database, const LatencyQuery& query, LatencyReport& report) {
    const Where where = spanOf(query, report.stepS);
    auto done = database.select(
        "SELECT provider, model, bucket, sum(requests), sum(latency_ms), sum(gateway_ms), sum(dns_ms), sum(connect_ms), sum(tls_ms), "
        "sum(wait_ms), sum(stream_ms), sum(queue_ms), sum(body_ms) FROM latency_step" + where.text() + " GROUP BY provider, model, bucket ORDER BY provider, model",
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
    report.stepS = latencyStepFor((query.until - query.since) / std::chrono::seconds{1}, (query.now - query.since) / std::chrono::seconds{1});
    if (auto done = readSteps(database, query, report); !done) return fail(done.error());
    if (auto done = readRoutes(database, query, report); !done) return fail(done.error());
    return report;
}

}  // namespace gw::store
