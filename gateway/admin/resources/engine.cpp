// The engine itself: its stage (a console shows it, also when the start failed), retry, drain.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::value errorJson(const EngineState& state) {
    if (!state.error) return nullptr;
    json::object out;
    out["code"] = json::string(codeText(state.error->code));
    out["message"] = describe(*state.error);
    out["detail"] = state.errorDetail;
    return out;
}

json::object stateJson(const EngineState& state) {
    json::object out;
    out["stage"] = state.stage;
    out["failed_stage"] = orNull(state.failedStage);
    out["error"] = errorJson(state);
    out["version"] = GATEHOUSE_VERSION;
    out["node"] = state.node;
    out["url"] = orNull(state.url);
    out["data_dir"] = state.dataDir;
    out["environment"] = json::object{{"name", state.environmentName}, {"class", state.environmentClass}};
    out["has_admin"] = state.hasAdmin ? json::value(*state.hasAdmin) : json::value(nullptr);
    out["inflight"] = state.inflight;
    out["streams"] = state.streams;
    out["started_at"] = timeOrNull(state.startedAt);
    out["master_key"] = nullptr;
    if (state.masterKeyPlace)
        out["master_key"] = json::object{{"place", *state.masterKeyPlace}, {"entry", textOrNull(state.masterKeyEntry)}, {"reason", textOrNull(state.masterKeyReason)}};
    return out;
}

BodySchema retryBody() {
    BodySchema body{{{.name = "port", .kind = FieldKind::integer, .min = 0, .max = 65535, .note = "0: any free port."},
                     {.name = "passphrase", .min = 1, .max = 1024, .note = "Seals or opens the master key."},
                     {.name = "master_key", .oneOf = {"session", "keep_file", "unlock", "keychain"},
                      .note = "session: a key in memory only. keep_file: the file in the clear stays, this once. unlock: the desktop asks for "
                              "its keychain's password. keychain: with the passphrase, the keychain keeps the key from then on."}}};
    body.secret = true;
    return body;
}

secrets::KeyAnswer keyAnswer(const Exchange& exchange) {
    using Wish = secrets::KeyAnswer::Wish;
    secrets::KeyAnswer answer;
    const auto wish = exchange.text("master_key").value_or("");
    if (wish == "session") answer.wish = Wish::session;
    if (wish == "keep_file") answer.wish = Wish::keepFile;
    if (wish == "unlock") answer.wish = Wish::unlock;
    if (wish == "keychain") answer.wish = Wish::keychain;
    answer.passphrase = secrets::Secret(exchange.text("passphrase").value_or(""));
    return answer;
}

}  // namespace

void addEngineRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/engine",
                .role = Role::none,
                .privateOnly = true,
                .beforeReady = true,
                .summary = "The engine's stage, and why a start failed.",
                .run = [&services](const ExchangePtr& x) { x->ok(stateJson(services.engine.state())); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/engine/retry",
                .role = Role::none,
                .privateOnly = true,
                .beforeReady = true,
                .summary = "Tries a failed start again, on another port or with the answer to the question after the master key.",
                .body = retryBody(),
                .success = 202,
                .run = [&services](const ExchangePtr& x) {
                    std::optional<std::uint16_t> port;
                    if (const auto given = x->integer("port")) port = static_cast<std::uint16_t>(*given);
                    const auto tried = services.engine.retry(port, keyAnswer(*x));
                    if (!tried) return x->fail(tried.error());
                    x->ok(stateJson(services.engine.state()));
                }});
    routes.add({.method = Method::post,
                .path = "/api/v1/engine/drain",
                .role = Role::admin,
                .summary = "Stops accepting requests, lets those under way finish, then stops.",
                .body = BodySchema{.fields = {{.name = "reason", .max = 1000, .note = "Stands in the audit log."}}},
                .success = 202,
                .run = [&services](const ExchangePtr& x) {
                    control::AuditDraft draft;
                    draft.action = "engine.drain";
                    draft.targetType = "engine";
                    draft.targetName = services.engine.state().node;
                    draft.reason = x->text("reason").value_or("");
                    auto audited = [&services, x](const Result<store::AuditRow>& row) {
                        if (!row) return x->fail(row.error());
                        services.engine.drain();
                        x->ok(stateJson(services.engine.state()));
                    };
                    services.ready().control.audit(std::move(draft), actorOf(*x), "done", x->then(std::move(audited)));
                }});
}

}  // namespace gw::admin
