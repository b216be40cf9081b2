// Figures for dashboards: one window as a summary, or named series of points.
#include "gateway/admin/metrics_json.hpp"
#include "gateway/admin/resources.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace gw::admin {
namespace {

constexpr std::int64_t kWindowMax = 86'400;
constexpr std::int64_t kWindowDefault = 900;
constexpr std::size_t kNamesMax = 32;

void summary(Services& services, const ExchangePtr& exchange) {
    const auto window = exchange->queryInteger("window", 1, kWindowMax);
    if (!window) return exchange->fail(window.error());
    auto& ready = services.ready();
    exchange->ok(summaryJson(ready.metrics.summary(window->value_or(kWindowDefault)), ready.facts.circuits()));
}

/// "requests,errors_5xx" as names; the aggregator knows which there are.
std::vector<std::string> namesFrom(const std::string& list) {
    std::vector<std::string> names;
    std::size_t start = 0;
    while (start <= list.size()) {
        const auto comma = std::min(list.find(',', start), list.size());
        names.push_back(list.substr(start, comma - start));
        start = comma + 1;
    }
    return names;
}

void series(Services& services, const ExchangePtr& exchange) {
    const auto names = namesFrom(exchange->query("name").value_or("requests"));
    const auto window = exchange->queryInteger("window", 1, kWindowMax);
    const auto step = exchange->queryInteger("step", 1, kWindowMax);
    if (!window) return exchange->fail(window.error());
    if (!step) return exchange->fail(step.error());
    if (names.size() > kNamesMax) {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "The query value name lists more than 32 series.", "name"});
    }
    const auto answer = services.ready().metrics.series(names, window->value_or(kWindowDefault), step->value_or(5));
    if (!answer) return exchange->fail(answer.error());
    exchange->ok(seriesJson(*answer));
}

}  // namespace

void addMetricsRoutes(RouteTable& routes, Services& services) {
    std::string names;
    for (const auto name : metrics::Aggregator::seriesNames()) names.append(names.empty() ? "" : ",").append(name);
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/metrics/summary",
                .role = Role::viewer,
                .summary = "One window: rates, errors, latencies, tokens, cost.",
                .query = {{"window", "Seconds, 1 to 86400 (900)."}},
                .run = [&services](const ExchangePtr& x) { summary(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/metrics/series",
                .role = Role::viewer,
                .summary = "Points for charts; null where nothing is known.",
                .query = {{"name", names}, {"window", "Seconds, 1 to 86400 (900)."}, {"step", "Seconds (5)."}},
                .run = [&services](const ExchangePtr& x) { series(services, x); }});
}

}  // namespace gw::admin
