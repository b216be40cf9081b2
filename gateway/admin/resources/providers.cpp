// Providers: the upstreams. Credentials go in and never come out; only their last characters are shown.
#include "gateway/admin/if_match.hpp"
#include "gateway/admin/reason_query.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/row_tag.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::value lastJson(const std::optional<ProbeOutlook::Last>& last) {
    if (!last) return nullptr;
    json::object out;
    out["at"] = timeText(last->at);
    out["ok"] = last->error.empty();
    out["call"] = last->chat ? "chat" : "model_list";
    out["latency_ms"] = last->millis;
    out["error"] = textOrNull(last->error);
    out["error_code"] = last->code ? json::value(json::string(codeText(*last->code))) : json::value(nullptr);
    out["cost_nanousd"] = last->cost ? json::value(last->cost->value) : json::value(nullptr);
    out["trace_id"] = textOrNull(last->traceId);
    return out;
}

/// What probes have shown and what the next comes to.
json::object outlookJson(const ProbeOutlook& outlook) {
    json::object out;
    out["last"] = lastJson(outlook.last);
    out["next_at"] = timeOrNull(outlook.nextAt);
    out["under_way"] = outlook.underWay;
    out["estimate_nanousd"] = outlook.estimate ? json::value(outlook.estimate->value) : json::value(nullptr);
    return out;
}

json::object providerJson(const store::ProviderRow& row, const ProbePort& probes) {
    json::object out;
    out["id"] = row.id;
    out["name"] = row.name;
    out["kind"] = row.kind;
    out["base_url"] = row.baseUrl;
    out["allow_private"] = row.allowPrivate;
    out["is_active"] = row.isActive;
    out["has_credential"] = !row.credential.empty();
    out["credential_hint"] = textOrNull(row.credentialHint);
    out["connect_timeout_ms"] = orNull(row.connectTimeoutMs);
    out["first_byte_timeout_ms"] = orNull(row.firstByteTimeoutMs);
    out["idle_timeout_ms"] = orNull(row.idleTimeoutMs);
    out["total_timeout_ms"] = orNull(row.totalTimeoutMs);
    out["probe_interval_seconds"] = orNull(row.probeSeconds);
    out["probe_model"] = textOrNull(row.probeModel);
    out["probe"] = outlookJson(probes.outlook(row.name, row.probeModel));
    out["created_at"] = timeText(row.createdAt);
    out["etag"] = control::tagOf(row);
    return out;
}

Field timeoutField(const char* name) {
    return {.name = name, .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 86'400'000, .note = "null: the default."};
}

std::vector<Field> fields(bool create) {
    std::vector<Field> out;
    if (create) out.push_back({.name = "name", .required = true, .min = 1, .max = 32, .note = "[a-z0-9][a-z0-9_-]{0,31}"});
    out.push_back({.name = "kind", .required = create, .oneOf = {"openai", "anthropic", "gemini", "azure"}});
    out.push_back({.name = "base_url", .required = create, .min = 1, .max = 500, .note = "Origin and optional prefix."});
    out.push_back({.name = "api_key", .nullable = true, .min = 1, .max = 512, .note = "Kept sealed, never shown."});
    out.push_back({.name = "allow_private", .kind = FieldKind::boolean, .note = "This is a model in my own network."});
    out.push_back({.name = "is_active", .kind = FieldKind::boolean});
    for (const char* name : {"connect_timeout_ms", "first_byte_timeout_ms", "idle_timeout_ms", "total_timeout_ms"}) {
        out.push_back(timeoutField(name));
    }
    out.push_back({.name = "probe_interval_seconds", .kind = FieldKind::integer, .nullable = true, .min = 5, .max = 86'400,
                   .note = "It is probed so often, a tenth more or less; null: never."});
    out.push_back({.name = "probe_model", .nullable = true, .min = 1, .max = 128,
                   .note = "A probe asks this model for a real answer of one token, unless it has answered anybody within the interval. That "
                           "costs a little and stands in the bill as key and user probe. null: a probe asks for the model list, which costs nothing."});
    return out;
}

const store::ProviderRow* findOr404(Services& services, const ExchangePtr& exchange, const std::string& id) {
    const auto* row = services.ready().control.state().provider(id);
    if (!row) {
        exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                             "There is no provider with this id: see GET /api/v1/admin/providers.", "id"});
    }
    return row;
}

void reply(Services& services, const ExchangePtr& exchange, const std::string& id) {
    if (const auto* row = findOr404(services, exchange, id)) exchange->ok(providerJson(*row, services.ready().probes));
}

void change(Services& services, const ExchangePtr& exchange, control::Command command) {
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        reply(services, exchange, done->id);
    };
    applyMatching(services, exchange, std::move(command), std::move(applied));
}

control::CreateProvider createFrom(const Exchange& x) {
    control::CreateProvider command;
    command.name = x.text("name").value_or("");
    command.kind = x.text("kind").value_or("");
    command.baseUrl = x.text("base_url").value_or("");
    if (const auto key = x.text("api_key")) command.apiKey = secrets::Secret(*key);
    command.allowPrivate = x.boolean("allow_private").value_or(false);
    command.isActive = x.boolean("is_active").value_or(true);
    command.connectTimeoutMs = x.integer("connect_timeout_ms");
    command.firstByteTimeoutMs = x.integer("first_byte_timeout_ms");
    command.idleTimeoutMs = x.integer("idle_timeout_ms");
    command.totalTimeoutMs = x.integer("total_timeout_ms");
    command.probeSeconds = x.integer("probe_interval_seconds");
    command.probeModel = x.text("probe_model").value_or("");
    return command;
}

control::PatchProvider patchFrom(const Exchange& x) {
    control::PatchProvider command;
    command.id = x.param("id");
    command.kind = x.text("kind");
    command.baseUrl = x.text("base_url");
    if (const auto key = x.patchText("api_key")) {
        command.apiKey.emplace(*key ? std::optional(secrets::Secret(**key)) : std::nullopt);
    }
    command.allowPrivate = x.boolean("allow_private");
    command.isActive = x.boolean("is_active");
    command.connectTimeoutMs = x.patchInteger("connect_timeout_ms");
    command.firstByteTimeoutMs = x.patchInteger("first_byte_timeout_ms");
    command.idleTimeoutMs = x.patchInteger("idle_timeout_ms");
    command.totalTimeoutMs = x.patchInteger("total_timeout_ms");
    command.probeSeconds = x.patchInteger("probe_interval_seconds");
    command.probeModel = x.patchText("probe_model");
    return command;
}

void list(Services& services, const ExchangePtr& exchange) {
    std::vector<const store::ProviderRow*> rows;
    for (const auto& [id, row] : services.ready().control.state().providers) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    json::array items;
    for (const auto* row : rows) items.push_back(providerJson(*row, services.ready().probes));
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

void remove(Services& services, const ExchangePtr& exchange) {
    auto applied = [exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        exchange->ok(json::object{{"id", exchange->param("id")}, {"deleted", true}});
    };
    applyMatching(services, exchange, control::DeleteProvider{exchange->param("id"), reasonOf(*exchange)}, std::move(applied));
}

/// Milliseconds with their decimals: a provider next door answers in less than one.
json::value phase(const std::optional<std::chrono::microseconds>& time) {
    if (!time) return nullptr;
    return static_cast<double>(time->count()) / 1000.0;
}

json::object probeJson(const ProbeResult& probe) {
    json::object out;
    out["ok"] = probe.ok;
    out["status"] = probe.status ? json::value(*probe.status) : json::value(nullptr);
    out["latency_ms"] = probe.latency.count();
    out["dns_ms"] = phase(probe.dns);
    out["connect_ms"] = phase(probe.connect);
    out["tls_ms"] = phase(probe.tls);
    out["first_byte_ms"] = phase(probe.firstByte);
    out["total_ms"] = phase(probe.total);
    out["error"] = orNull(probe.error);
    out["error_code"] = probe.code ? json::value(json::string(codeText(*probe.code))) : json::value(nullptr);
    out["error_detail"] = textOrNull(probe.detail);
    out["models"] = listOf(probe.models);
    out["call"] = probe.chat ? "chat" : "model_list";
    if (!probe.chat) return out;
    out["model"] = textOrNull(probe.model);
    out["trace_id"] = textOrNull(probe.traceId);
    out["cost_nanousd"] = probe.cost ? json::value(probe.cost->value) : json::value(nullptr);
    out["tokens_in"] = probe.tokensIn;
    out["tokens_out"] = probe.tokensOut;
    return out;
}

/// A real call costs money: the audit trail knows who wanted it, before it is made.
void callModel(Services& services, const ExchangePtr& exchange, const store::ProviderRow& row) {
    const std::string model = exchange->text("model").value_or(row.probeModel);
    if (model.empty()) {
        return exchange->fail(Error{ErrorCode::missingField, ErrorSource::downstream, Retry::never,
                                    "A real call needs a model: give one, or name the provider's probe_model.", "model"});
    }
    control::AuditDraft draft;
    draft.action = "provider.probe";
    draft.targetType = "provider";
    draft.targetId = row.id;
    draft.targetName = row.name;
    draft.reason = "a real call of " + model;
    auto audited = [&services, exchange, name = row.name, model](const Result<store::AuditRow>& written) {
        if (!written) return exchange->fail(written.error());
        services.ready().probes.call(name, model, exchange->then([exchange](const ProbeResult& result) { exchange->ok(probeJson(result)); }));
    };
    services.ready().control.audit(std::move(draft), actorOf(*exchange), "done", exchange->then(std::move(audited)));
}

void probe(Services& services, const ExchangePtr& exchange) {
    const auto* row = findOr404(services, exchange, exchange->param("id"));
    if (!row) return;
    if (exchange->text("call").value_or("model_list") == "chat") return callModel(services, exchange, *row);
    services.ready().probes.probe(row->name, exchange->then([exchange](const ProbeResult& result) {
        exchange->ok(probeJson(result));
    }));
}

}  // namespace

void addProviderRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/providers",
                .role = Role::viewer,
                .summary = "All providers, by name.",
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/providers",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Makes a provider. A loopback or private address wants allow_private.",
                .body = BodySchema{.fields = fields(true)},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { change(services, x, createFrom(*x)); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/providers/{id}",
                .role = Role::viewer,
                .summary = "One provider.",
                .run = [&services](const ExchangePtr& x) { reply(services, x, x->param("id")); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/providers/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes the fields given; api_key null takes the credential away.",
                .body = BodySchema{.fields = fields(false)},
                .run = [&services](const ExchangePtr& x) { change(services, x, patchFrom(*x)); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/admin/providers/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Deletes a provider that no preset names.",
                .query = {reasonQuery()},
                .run = [&services](const ExchangePtr& x) { remove(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/providers/{id}/probe",
                .role = Role::operation,
                .summary = "Asks the provider for its models over a connection of its own: are address, TLS and credential right, and what did "
                           "each phase take? A phase that did not happen is null; first byte and total count from the start. With call chat it "
                           "asks a model for a real answer of one token instead, which is billed (probe.estimate_nanousd of the provider says about what).",
                .body = BodySchema{.fields = {{.name = "call", .oneOf = {"model_list", "chat"}, .note = "model_list when not given."},
                                              {.name = "model", .min = 1, .max = 128, .note = "For chat; the provider's probe_model when not given."}}},
                .run = [&services](const ExchangePtr& x) { probe(services, x); }});
}

}  // namespace gw::admin
