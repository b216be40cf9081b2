// The circuits of all upstreams: which are open, why, and for how long; and an operator's word on one of them.
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object circuitJson(const CircuitFact& fact) {
    json::array history;
    for (const auto& turn : fact.history)
        history.push_back(json::object{{"at", timeText(turn.at)}, {"state", turn.state}, {"reason", textOrNull(turn.reason)}});
    return {{"provider", fact.provider},
            {"model", fact.model},
            {"state", fact.state},
            {"reason", textOrNull(fact.reason)},
            {"seconds_left", fact.secondsLeft},
            {"by", textOrNull(fact.by)},
            {"note", textOrNull(fact.note)},
            {"since", timeOrNull(fact.since)},
            {"failures_in_a_row", fact.failuresInARow},
            {"openings", fact.openings},
            {"history", std::move(history)},
            {"presets", listOf(fact.presets)}};
}

/// What a caller of these presets is told from this moment on is 503: said to whoever opened the circuit.
json::array restingJson(Services& services) {
    json::array resting;
    for (const auto& preset : services.ready().facts.restingPresets())
        resting.push_back(json::object{{"preset", preset.name}, {"upstreams", preset.upstreams}, {"seconds_left", preset.secondsLeft}});
    return resting;
}

void set(Services& services, const ExchangePtr& exchange) {
    control::SetCircuit command;
    command.provider = exchange->param("provider");
    command.model = exchange->param("model");
    command.state = *exchange->text("state");
    command.seconds = exchange->integer("seconds");
    command.reason = exchange->text("reason").value_or("");
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        const auto facts = services.ready().facts.circuitFacts();
        const auto& provider = exchange->param("provider");
        const auto& model = exchange->param("model");
        const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& fact) { return fact.provider == provider && fact.model == model; });
        // What is in no preset and works has no row.
        json::object body = circuitJson(found == facts.end() ? CircuitFact{provider, model, "closed", {}, 0, {}, {}, {}, 0, 0, {}, {}} : *found);
        body["workers"] = workersJson(done->workers);
        body["presets_without_upstream"] = restingJson(services);
        exchange->ok(body, done->workers.complete() ? 200 : 202);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

}  // namespace

void addCircuitRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/circuits",
                .role = Role::viewer,
                .summary = "Every upstream's circuit: its state, the reason, who and when, and the seconds until the next trial; and presets none of whose upstreams takes calls.",
                .run = [&services](const ExchangePtr& x) {
                    json::array items;
                    for (const auto& fact : services.ready().facts.circuitFacts()) items.push_back(circuitJson(fact));
                    x->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}, {"presets_without_upstream", restingJson(services)}});
                }});
    routes.add({.method = Method::put,
                .path = "/api/v1/admin/circuits/{provider}/{model}",
                .role = Role::operation,
                .summary = "Opens an upstream's circuit for some seconds (then one trial), or closes it at once; answers when every worker obeys. A slash in the model is percent-encoded.",
                .body = BodySchema{.fields = {{.name = "state", .required = true, .oneOf = {"open", "closed"}},
                                              {.name = "seconds", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 2'592'000, .note = "Of an open one; 300 when not given."},
                                              {.name = "reason", .max = 1000}}},
                .run = [&services](const ExchangePtr& x) { set(services, x); }});
}

}  // namespace gw::admin
