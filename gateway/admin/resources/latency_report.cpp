// Where time went: the page latency.
#include "gateway/admin/report_range.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/store/latency_report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <numeric>

namespace gw::admin {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

json::value figure(const std::optional<double>& number) { return number ? json::value(*number) : json::value(nullptr); }

json::object quantilesJson(const store::LatencyCounts& counts) {
    return {{"p50", figure(store::latencyQuantile(counts, 0.50))},
            {"p95", figure(store::latencyQuantile(counts, 0.95))},
            {"p99", figure(store::latencyQuantile(counts, 0.99))}};
}

json::object routeJson(const store::LatencyRoute& route) {
    json::object out = quantilesJson(route.counts);
    out["provider"] = route.provider;
    out["model"] = route.model;
    out["requests"] = route.requests;
    out["total_ms"] = route.totalMs;
    const auto& parts = route.parts;
    out["parts_ms"] = json::object{{"body", parts.body}, {"queue", parts.queue},     {"gateway", parts.gateway}, {"dns", parts.dns},
                                   {"connect", parts.connect}, {"tls", parts.tls}, {"wait", parts.wait}, {"stream", parts.stream}};
    return out;
}

/// [bucket, requests] of the buckets that are not empty.
json::array cellsJson(const store::LatencyCounts& counts) {
    json::array cells;
    for (std::size_t bucket = 0; bucket < counts.size(); ++bucket) {
        if (counts[bucket] > 0) cells.push_back(json::array{bucket, counts[bucket]});
    }
    return cells;
}

json::object replyOf(const store::LatencyQuery& query, const store::LatencyReport& report) {
    json::object out;
    out["since"] = timeText(query.since);
    out["until"] = timeText(query.until);
    out["step"] = report.stepS;
    json::array bounds;
    for (int bucket = 0; bucket < store::kLatencyBuckets; ++bucket) bounds.push_back(store::latencyBucketFloor(bucket));
    out["floors_ms"] = std::move(bounds);
    json::array steps;
    store::LatencyCounts all{};
    for (const auto& [at, counts] : report.steps) {
        auto step = quantilesJson(counts);
        step["at"] = at / 1000;
        step["cells"] = cellsJson(counts);
        steps.push_back(std::move(step));
        for (std::size_t bucket = 0; bucket < all.size(); ++bucket) all[bucket] += counts[bucket];
    }
    out["steps"] = std::move(steps);
    auto total = quantilesJson(all);
    total["requests"] = std::accumulate(all.begin(), all.end(), std::int64_t{0});
    out["total"] = std::move(total);
    json::array items;
    for (const auto& route : report.routes) items.push_back(routeJson(route));
    out["items"] = std::move(items);
    return out;
}

void report(Services& services, const ExchangePtr& exchange) {
    const auto range = reportRange(*exchange, services.clock.wall(), 15min, std::chrono::days(31));
    if (!range) return exchange->fail(range.error());
    const store::LatencyQuery query{range->since, range->until, exchange->query("provider"), exchange->query("model"), services.clock.wall()};
    const auto job = [query](store::Database& database) { return store::latencyReport(database, query); };
    auto read = [exchange, query](const Result<store::LatencyReport>& done) {
        if (!done) return exchange->fail(done.error());
        exchange->ok(replyOf(query, *done));
    };
    services.ready().store.read(job, exchange->then(std::move(read)));
}

}  // namespace

void addLatencyReportRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/reports/latency",
                .role = Role::viewer,
                .summary = "Latency of forwarded requests: quantiles and histogram cells [bucket, requests] a step, and each route with where its time went. "
                           "Steps are a minute, ten minutes or two hours, by the span, and whole; provider and model narrow the steps, not the routes. "
                           "Sums of parts_ms: body (the client sends it), queue (inside the gateway before the first call), gateway (its other "
                           "work), then the provider's dns, connect, tls, wait (first byte) and stream.",
                .query = {{"since", "RFC 3339; 15 minutes before until."}, {"until", "RFC 3339; now. At most 31 days."},
                          {"provider"}, {"model", "The provider's name of it."}},
                .run = [&services](const ExchangePtr& x) { report(services, x); }});
}

}  // namespace gw::admin
