// The parts the gateway leans on, checked when asked: store, spool, disk, workers, providers.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object factJson(const DependencyFact& fact) {
    json::object out;
    out["component"] = fact.component;
    out["name"] = fact.name;
    out["kind"] = fact.kind;
    out["status"] = fact.status;
    out["latency_ms"] = fact.latencyMs ? json::value(*fact.latencyMs) : json::value(nullptr);
    out["version"] = orNull(fact.version);
    out["usage"] = orNull(fact.usage);
    out["detail"] = fact.detail;
    out["reason"] = textOrNull(fact.reason);
    out["share"] = fact.share ? json::value(*fact.share) : json::value(nullptr);
    return out;
}

}  // namespace

void addDependencyRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/dependencies",
                .role = Role::viewer,
                .summary = "The state of everything the gateway leans on.",
                .run = [&services](const ExchangePtr& x) {
                    auto checked = [x](const DependencyFacts& facts) {
                        json::array items;
                        for (const auto& fact : facts.items) items.push_back(factJson(fact));
                        x->ok(json::object{{"checked_at", timeText(facts.checkedAt)}, {"items", std::move(items)}});
                    };
                    services.ready().facts.dependencies(x->then(std::move(checked)));
                }});
}

}  // namespace gw::admin
