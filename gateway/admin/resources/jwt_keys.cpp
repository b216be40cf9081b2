// The pair that signs access tokens: what is in use, rotate, retire (handbook 8.2 by click). Security › JWT keys shows it.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstdio>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::uint32_t kPrivateMode = 0600;

json::array filesJson(const KeyFilesState& files) {
    json::array items;
    for (const auto& file : files.files) {
        std::array<char, 8> mode{};
        std::snprintf(mode.data(), mode.size(), "%04o", file.mode);
        const bool secret = file.name.starts_with("private");
        json::object item;
        item["name"] = file.name;
        item["present"] = file.present;
        item["mode"] = file.present ? json::value(mode.data()) : json::value(nullptr);
        item["mode_ok"] = !file.present || !secret || (file.mode & ~kPrivateMode) == 0;
        items.push_back(std::move(item));
    }
    return items;
}

/// idle | prepared | half_done | grace (old tokens live) | retirable (none does any more)
const char* stepText(const SigningKeys& signing, RotationStep step) {
    if (step == RotationStep::halfDone) return "half_done";
    if (step == RotationStep::prepared) return "prepared";
    if (!signing.keys().old()) return "idle";
    return signing.mayRetire() ? "retirable" : "grace";
}

json::object stateJson(const SigningKeys& signing, const KeyFilesState& files) {
    const auto& keys = signing.keys();
    json::object out;
    out["state"] = stepText(signing, files.step);
    out["algorithm"] = "RS256";
    out["signing"] = json::object{{"kid", keys.signer().id()}, {"bits", keys.signer().bits()}, {"since", timeText(signing.since())}};
    out["old"] = nullptr;
    if (const auto* old = keys.old()) {
        out["old"] = json::object{{"kid", old->id()},
                                  {"bits", old->bits()},
                                  {"last_token_ends_at", timeText(signing.oldTokensEnd())},
                                  {"retirable", signing.mayRetire()}};
    }
    out["access_token_seconds"] = kAccessLifetime.count();
    out["leeway_seconds"] = kTokenLeeway.count();
    out["directory"] = keys.directory().string();
    out["files"] = filesJson(files);
    out["warnings"] = listOf(keys.warnings());
    return out;
}

void reply(Services& services, const ExchangePtr& exchange) {
    auto looked = [&services, exchange](const Result<KeyFilesState>& files) {
        if (!files) return exchange->fail(files.error());
        exchange->ok(stateJson(*services.signing, *files));
    };
    services.signing->look(exchange->then(std::move(looked)));
}

/// Audited after the fact: the files have moved, whatever becomes of the row.
SigningKeys::Handler finish(Services& services, const ExchangePtr& exchange, const char* action) {
    const std::string before = services.signing->keys().signer().id();
    return exchange->then([&services, exchange, action, before](const Result<void>& done) {
        if (!done) return exchange->fail(done.error());
        const auto& keys = services.signing->keys();
        control::AuditDraft draft;
        draft.action = action;
        draft.targetType = "jwt_key";
        draft.targetId = keys.signer().id();
        draft.targetName = "access token signing key";
        draft.reason = exchange->text("reason").value_or("");
        draft.before = R"({"kid":")" + before + "\"}";
        draft.after = R"({"kid":")" + keys.signer().id() + R"(","old_kid":)" + (keys.old() ? '"' + keys.old()->id() + '"' : "null") + "}";
        auto audited = [&services, exchange](const Result<store::AuditRow>& row) {
            if (!row) log::admin().error("key rotation not audited error={}", log::quoted(describe(row.error())));
            reply(services, exchange);
        };
        services.ready().control.audit(std::move(draft), actorOf(*exchange), "done", exchange->then(std::move(audited)));
    });
}

const Field kReason{.name = "reason", .max = 1000, .note = "Stands in the audit log."};

}  // namespace

void addJwtKeyRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/security/jwt",
                .role = Role::viewer,
                .summary = "The keys that sign and verify access tokens, the state of a rotation, and the modes of their files.",
                .run = [&services](const ExchangePtr& x) { reply(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/security/jwt/rotate",
                .role = Role::admin,
                .idempotent = true,
                .summary = "A fresh signing key, or the one prepared as private_new.pem and public_new.pem; goes on from a rotation that "
                           "stopped half-way. Tokens of the old key stay valid until they expire, unless keep_old is false.",
                .body = BodySchema{.fields = {{.name = "keep_old",
                                               .kind = FieldKind::boolean,
                                               .note = "false: the key leaked, its tokens end at once. Default true."},
                                              kReason}},
                .run = [&services](const ExchangePtr& x) {
                    services.signing->rotate(x->boolean("keep_old").value_or(true), finish(services, x, "jwt.rotate"));
                }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/security/jwt/retire",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Deletes the old key. 409 until its last token has expired.",
                .body = BodySchema{.fields = {kReason}},
                .run = [&services](const ExchangePtr& x) { services.signing->retire(finish(services, x, "jwt.retire")); }});
}

}  // namespace gw::admin
