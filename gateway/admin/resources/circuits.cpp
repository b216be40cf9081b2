// The circuits of all upstreams: which are open, why, and for how long.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object circuitJson(const CircuitFact& fact) {
    return {{"provider", fact.provider}, {"model", fact.model}, {"state", fact.state}, {"reason", textOrNull(fact.reason)},
            {"seconds_left", fact.secondsLeft}};
}

}  // namespace

void addCircuitRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/circuits",
                .role = Role::viewer,
                .summary = "Every upstream's circuit: its state, the reason, and the seconds until the next trial.",
                .run = [&services](const ExchangePtr& x) {
                    json::array items;
                    for (const auto& fact : services.ready().facts.circuitFacts()) items.push_back(circuitJson(fact));
                    x->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
                }});
}

}  // namespace gw::admin
