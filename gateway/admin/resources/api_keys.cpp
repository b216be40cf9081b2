// API keys: list, make, look at, change. What else happens to a key stands in key_actions.cpp.
#include "gateway/admin/if_match.hpp"
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::int64_t kRpmMax = 10'000'000;
constexpr std::int64_t kTpmMax = 1'000'000'000'000;

std::vector<Field> keyFields(bool create) {
    return {{.name = "name", .required = create, .min = 1, .max = 320},
            {.name = "user_id", .nullable = true, .min = 1, .max = 100},
            {.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = kRpmMax, .note = "Requests in any 60 s."},
            {.name = "tpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = kTpmMax, .note = "Tokens in any 60 s."},
            {.name = "max_parallel", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 1'000'000},
            {.name = "budget_usd", .nullable = true, .min = 1, .max = 30, .note = "Decimal dollars, such as \"12.50\"."},
            {.name = "models", .kind = FieldKind::texts, .max = 256, .note = "Empty: all."},
            {.name = "expires_at", .nullable = true, .min = 1, .max = 40, .note = "RFC 3339, in the future."},
            {.name = "allowed_ips", .kind = FieldKind::texts, .max = 256, .note = "Addresses or CIDRs; empty: any."},
            {.name = "require_signature", .kind = FieldKind::boolean},
            {.name = "default_preset", .nullable = true, .min = 1, .max = 64},
            {.name = "tags", .kind = FieldKind::texts, .max = 20}};
}

control::CreateKey createFrom(const Exchange& x) {
    control::CreateKey command;
    command.name = x.text("name").value_or("");
    command.userId = x.text("user_id");
    command.rpm = x.integer("rpm");
    command.tpm = x.integer("tpm");
    command.parallelMax = x.integer("max_parallel");
    command.budgetUsd = x.text("budget_usd");
    command.models = x.texts("models").value_or(control::Texts{});
    command.expiresAt = x.text("expires_at");
    command.allowedIps = x.texts("allowed_ips").value_or(control::Texts{});
    command.requireSignature = x.boolean("require_signature").value_or(false);
    command.defaultPreset = x.text("default_preset");
    command.tags = x.texts("tags").value_or(control::Texts{});
    return command;
}

control::PatchKey patchFrom(const Exchange& x) {
    control::PatchKey command;
    command.id = x.param("id");
    command.name = x.text("name");
    command.userId = x.patchText("user_id");
    command.rpm = x.patchInteger("rpm");
    command.tpm = x.patchInteger("tpm");
    command.parallelMax = x.patchInteger("max_parallel");
    command.budgetUsd = x.patchText("budget_usd");
    command.models = x.texts("models");
    command.expiresAt = x.patchText("expires_at");
    command.allowedIps = x.texts("allowed_ips");
    command.requireSignature = x.boolean("require_signature");
    command.defaultPreset = x.patchText("default_preset");
    command.tags = x.texts("tags");
    return command;
}

/// The secrets of a key that was just made or given a secret: shown here and never again.
json::object shownOnce(const control::Applied& applied) {
    json::object out;
    if (applied.key) out["key"] = json::string(applied.key->reveal());
    if (applied.signingSecret) out["signing_secret"] = json::string(applied.signingSecret->reveal());
    return out;
}

void change(Services& services, const ExchangePtr& exchange, control::Command command) {
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        replyKey(services, exchange, done->id, shownOnce(*done));
    };
    applyMatching(services, exchange, std::move(command), std::move(applied));
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    if (!page) return exchange->fail(page.error());
    store::KeyFilter filter;
    filter.status = exchange->query("status").value_or("");
    filter.search = exchange->query("q").value_or("");
    filter.userId = exchange->query("user_id").value_or("");
    constexpr std::array<std::string_view, 4> kStatuses{"", "active", "frozen", "revoked"};
    if (std::find(kStatuses.begin(), kStatuses.end(), filter.status) == kStatuses.end()) {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "The query value status must be active, frozen or revoked.", "status"});
    }
    const auto now = services.clock.wall();
    const auto job = [filter, page = store::PageRequest{page->limit, page->cursor}, now](store::Database& database) {
        return store::listApiKeys(database, filter, page, now);
    };
    auto listed = [exchange, now](const Result<store::Page<store::KeyListRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        json::array items;
        for (const auto& row : rows->items) items.push_back(keyJson(row, now));
        exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", orNull(rows->nextCursor)}});
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

}  // namespace

void addApiKeyRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/api-keys",
                .role = Role::viewer,
                .summary = "API keys, newest first.",
                .query = {{"limit", "1 to 500"}, {"cursor"}, {"status", "active, frozen or revoked"},
                          {"q", "Part of name, prefix, e-mail or tag."}, {"user_id"}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/api-keys",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Makes a key. Its secret (`key`) is shown in this reply only.",
                .body = BodySchema{.fields = keyFields(true)},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { change(services, x, createFrom(*x)); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/api-keys/{id}",
                .role = Role::viewer,
                .summary = "One API key.",
                .run = [&services](const ExchangePtr& x) { replyKey(services, x, x->param("id")); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/api-keys/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes the fields given; null puts a field back to its default.",
                .body = BodySchema{.fields = keyFields(false)},
                .run = [&services](const ExchangePtr& x) { change(services, x, patchFrom(*x)); }});
    routes.add({.method = Method::put,
                .path = "/api/v1/admin/api-keys/{id}/rate-limit",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes rpm and tpm; a field left out stays, an empty one falls back to the default.",
                .body = BodySchema{.fields = {{.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = kRpmMax},
                                              {.name = "tpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = kTpmMax}},
                                   .form = true},
                .run = [&services](const ExchangePtr& x) { change(services, x, patchFrom(*x)); }});
}

}  // namespace gw::admin
