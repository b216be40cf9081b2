// /health, /health/live, /health/ready and /metrics: for load balancers, containers and Prometheus. Open on a loopback
// listener; elsewhere /metrics wants METRICS_TOKEN or an admin token, and /health shows its parts only to them.
#include "gateway/admin/resources.hpp"
#include "gateway/base/digest.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <chrono>

namespace gw::admin {
namespace {

namespace json = boost::json;

bool mayLookInside(Services& services, const Exchange& exchange) {
    const auto& request = exchange.request();
    const bool loopback = request.ownListener ? services.settings.adminLoopbackOnly() : services.settings.loopbackOnly();
    if (request.privateListener || loopback) return true;
    constexpr std::string_view kScheme = "bearer ";
    auto token = exchange.field("authorization");
    if (token.size() <= kScheme.size() || !equalIgnoringCase(token.substr(0, kScheme.size()), kScheme)) return false;
    token.remove_prefix(kScheme.size());
    const auto& wanted = services.settings.metricsToken;
    if (!wanted.empty() && equalConstantTime(token, wanted)) return true;
    return services.sessions->identify(token).has_value();
}

void health(Services& services, const ExchangePtr& exchange) {
    const bool inside = mayLookInside(services, *exchange);
    auto checked = [&services, exchange, inside](const DependencyFacts& facts) {
        const auto stage = services.engine.state().stage;
        const auto ill = [](const DependencyFact& fact) { return fact.status == "down" || fact.status == "degraded"; };
        const bool degraded = std::any_of(facts.items.begin(), facts.items.end(), ill);
        json::object body{{"status", stage != "ready" ? stage : degraded ? "degraded" : "ok"}};
        if (inside) {
            json::object checks;
            for (const auto& fact : facts.items) {
                checks[fact.component] = json::object{{"status", fact.status},
                                                      {"latency_ms", fact.latencyMs ? json::value(*fact.latencyMs) : json::value(nullptr)},
                                                      {"detail", fact.detail}};
            }
            body["version"] = GATEHOUSE_VERSION;
            if (const auto started = services.engine.state().startedAt)
                body["uptime_seconds"] = std::chrono::duration_cast<std::chrono::seconds>(facts.checkedAt - *started).count();
            body["checks"] = std::move(checks);
        }
        exchange->ok(body);
    };
    services.ready().facts.dependencies(exchange->then(std::move(checked)));
}

void readiness(Services& services, const ExchangePtr& exchange) {
    const auto stage = services.engine.state().stage;
    const bool ready = stage == "ready";
    exchange->ok(json::object{{"status", ready ? "ok" : stage}}, ready ? 200 : 503);
}

void metricsText(Services& services, const ExchangePtr& exchange) {
    if (mayLookInside(services, *exchange)) {
        return exchange->send(200, "text/plain; version=0.0.4; charset=utf-8", services.ready().facts.metricsText());
    }
    exchange->fail(Error{ErrorCode::unauthenticated, ErrorSource::downstream, Retry::never,
                         "On this listener /metrics wants METRICS_TOKEN or an admin token as bearer.", {}});
}

}  // namespace

void addHealthRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/health",
                .role = Role::none,
                .summary = "ok, or degraded while a part is away and requests can be served.",
                .run = [&services](const ExchangePtr& x) { health(services, x); }});
    routes.add({.method = Method::get,
                .path = "/health/live",
                .role = Role::none,
                .beforeReady = true,
                .summary = "The process runs.",
                .run = [](const ExchangePtr& x) { x->ok(json::object{{"status", "ok"}}); }});
    routes.add({.method = Method::get,
                .path = "/health/ready",
                .role = Role::none,
                .summary = "200 while requests are taken, 503 while starting or draining.",
                .run = [&services](const ExchangePtr& x) { readiness(services, x); }});
    routes.add({.method = Method::get,
                .path = "/metrics",
                .role = Role::none,
                .summary = "Metrics in Prometheus text format.",
                .run = [&services](const ExchangePtr& x) { metricsText(services, x); }});
}

}  // namespace gw::admin
