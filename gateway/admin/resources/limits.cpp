// Limits and budgets by scope: what operators set, what is counted, and why a key is held to what it is.
#include "gateway/admin/if_match.hpp"
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/limit_json.hpp"
#include "gateway/admin/reason_query.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/commands/limit_commands.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> kScopes{"global", "key", "user", "preset", "ip"};

Error wrong(std::string detail, std::string field) {
    return {ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, std::move(detail), std::move(field)};
}

/// Of the keys those that have a limit of their own.
void addKeys(const control::State& state, std::vector<store::LimitRuleRow>& rows) {
    for (const auto& [id, key] : state.keys) {
        if (key.status == "revoked") continue;
        auto row = control::presentLimit(state, "key", id);
        if (!row.empty()) rows.push_back(std::move(row));
    }
}

std::vector<store::LimitRuleRow> rowsOf(const control::State& state, const std::string& scope) {
    std::vector<store::LimitRuleRow> rows;
    if (scope.empty() || scope == "global") rows.push_back(control::presentLimit(state, "global", "*"));
    if (scope.empty() || scope == "key") addKeys(state, rows);
    for (const auto& [place, row] : state.limits) {
        const bool wanted = scope.empty() || row.scope == scope;
        if (wanted && row.scope != "global" && row.scope != "key") rows.push_back(row);
    }
    return rows;
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    if (!page) return exchange->fail(page.error());
    const std::string scope = exchange->query("scope").value_or("");
    if (!scope.empty() && std::find(kScopes.begin(), kScopes.end(), scope) == kScopes.end())
        return exchange->fail(wrong("The query value scope must be global, key, user, preset or ip.", "scope"));
    auto rows = rowsOf(services.ready().control.state(), scope);
    const auto placeOf = [](const store::LimitRuleRow& row) { return control::limitPlace(row.scope, row.subject); };
    std::erase_if(rows, [&](const auto& row) { return placeOf(row) <= page->cursor; });
    const std::size_t count = std::min(page->limit, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(),
                      [&](const auto& a, const auto& b) { return placeOf(a) < placeOf(b); });
    json::array items;
    for (std::size_t i = 0; i < count; ++i) items.push_back(limitJson(services, rows[i]));
    const bool more = rows.size() > count;
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", more ? json::value(placeOf(rows[count - 1])) : json::value(nullptr)}});
}

/// The subject of the path as the table knows it; answers the call itself when there is none.
std::optional<std::string> subjectOf(Services& services, const ExchangePtr& exchange) {
    auto subject = control::limitSubject(services.ready().control.state(), exchange->param("scope"), exchange->param("subject"));
    if (subject) return *subject;
    exchange->fail(subject.error());
    return std::nullopt;
}

void one(Services& services, const ExchangePtr& exchange) {
    const auto subject = subjectOf(services, exchange);
    if (subject) exchange->ok(limitJson(services, control::presentLimit(services.ready().control.state(), exchange->param("scope"), *subject)));
}

/// The limits as they stand after a change, once every worker holds to them; 202 when one had not answered within 1 s.
void change(Services& services, const ExchangePtr& exchange, control::Command command) {
    const auto subject = subjectOf(services, exchange);
    if (!subject) return;
    auto applied = [&services, exchange, subject = *subject](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        auto body = limitJson(services, control::presentLimit(services.ready().control.state(), exchange->param("scope"), subject));
        body["workers"] = workersJson(done->workers);
        exchange->ok(body, done->workers.complete() ? 200 : 202);
    };
    applyMatching(services, exchange, std::move(command), std::move(applied));
}

void put(Services& services, const ExchangePtr& exchange) {
    control::SetLimit command;
    command.scope = exchange->param("scope");
    command.subject = exchange->param("subject");
    command.rpm = exchange->patchInteger("rpm");
    command.tpm = exchange->patchInteger("tpm");
    command.tpd = exchange->patchInteger("tpd");
    command.parallelMax = exchange->patchInteger("max_parallel");
    command.budgetUsd = exchange->patchText("budget_usd");
    command.budgetDayUsd = exchange->patchText("budget_day_usd");
    command.budgetMonthUsd = exchange->patchText("budget_month_usd");
    command.reason = exchange->text("reason").value_or("");
    change(services, exchange, std::move(command));
}

void reset(Services& services, const ExchangePtr& exchange) {
    const auto subject = subjectOf(services, exchange);
    if (!subject) return;
    const std::string scope = exchange->param("scope");
    if (scope == "ip" && *subject != "*" && !parseIp(*subject))
        return exchange->fail(wrong("Counters belong to single addresses: name one, or *.", "subject"));
    control::AuditDraft draft;
    draft.action = "limit.reset";
    draft.targetType = "limit";
    draft.targetId = control::limitPlace(scope, *subject);
    draft.targetName = control::limitName(services.ready().control.state(), scope, *subject);
    draft.reason = exchange->text("reason").value_or("");
    // Each key is counted by itself: the global limit's counters are the keys'.
    auto audited = [&services, exchange, scope, subject = *subject](const Result<store::AuditRow>& done) {
        if (!done) return exchange->fail(done.error());
        services.ready().facts.resetLimits(scope == "global" ? "key" : scope, subject);
        exchange->ok(json::object{{"scope", scope}, {"subject", subject}, {"reset", true}});
    };
    services.ready().control.audit(std::move(draft), actorOf(*exchange), "done", exchange->then(std::move(audited)));
}

void explain(Services& services, const ExchangePtr& exchange) {
    const std::string id = exchange->param("id");
    const auto& state = services.ready().control.state();
    if (!state.key(id)) {
        return exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                                    "There is no API key with this id: see GET /api/v1/admin/api-keys.", "id"});
    }
    std::string presetId;
    if (const auto preset = exchange->query("preset")) {
        const auto known = control::limitSubject(state, "preset", *preset);
        if (!known) return exchange->fail(known.error());
        presetId = *known;
    }
    std::optional<IpAddress> address;
    if (const auto ip = exchange->query("ip")) {
        address = parseIp(*ip);
        if (!address) return exchange->fail(wrong("The query value ip must be an address.", "ip"));
    }
    json::array items;
    for (const auto& fact : services.ready().facts.explainLimits(id, presetId, address)) items.push_back(limitStateJson(services, fact));
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

BodySchema limitBody() {
    constexpr std::int64_t kRpmMax = 10'000'000, kTokensMax = 1'000'000'000'000;
    const auto number = [](const char* name, std::int64_t max, const char* note) {
        return Field{.name = name, .kind = FieldKind::integer, .nullable = true, .min = 1, .max = max, .note = note};
    };
    const auto money = [](const char* name, const char* note) { return Field{.name = name, .nullable = true, .min = 1, .max = 30, .note = note}; };
    return {.fields = {number("rpm", kRpmMax, "Requests in any 60 s."), number("tpm", kTokensMax, "Tokens in any 60 s."),
                       number("tpd", kTokensMax, "Tokens in any 24 h."), number("max_parallel", 1'000'000, "Requests running at once."),
                       money("budget_usd", "Decimal dollars in all; of keys and users."),
                       money("budget_day_usd", "A UTC day, from 00:00:00Z."), money("budget_month_usd", "A UTC calendar month."),
                       Field{.name = "reason", .max = 1000, .note = "Stands in the audit log."}},
            .form = true};
}

void addReadingRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/limits",
                .role = Role::viewer,
                .summary = "Everything that is limited: the global limit (each key without its own), then keys, users, presets and addresses with limits of their own.",
                .query = {{"limit", "1 to 500 (100)."}, {"cursor", "next_cursor of the page before."}, {"scope", "global, key, user, preset or ip."}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/limits/{scope}/{subject}",
                .role = Role::viewer,
                .summary = "The limits of one subject and what is counted of it. Subject * is each without limits of its own; a slash is percent-encoded.",
                .run = [&services](const ExchangePtr& x) { one(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/api-keys/{id}/limits",
                .role = Role::viewer,
                .summary = "Every limit a request with this key is held to: whose it is, where it was set, used, left, and when that is over.",
                .query = {{"preset", "Id or name: its limits too."}, {"ip", "The limits of this address too."}},
                .run = [&services](const ExchangePtr& x) { explain(services, x); }});
}

}  // namespace

void addLimitRoutes(RouteTable& routes, Services& services) {
    addReadingRoutes(routes, services);
    routes.add({.method = Method::put,
                .path = "/api/v1/admin/limits/{scope}/{subject}",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes the limits given; null or empty takes one away. Holds for the next request; answers when every worker knows, or 202.",
                .body = limitBody(),
                .run = [&services](const ExchangePtr& x) { put(services, x); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/admin/limits/{scope}/{subject}",
                .role = Role::admin,
                .matching = true,
                .summary = "Takes all limits of one subject away.",
                .query = {reasonQuery()},
                .run = [&services](const ExchangePtr& x) {
                    change(services, x, control::ClearLimit{x->param("scope"), x->param("subject"), reasonOf(*x)});
                }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/limits/{scope}/{subject}/reset",
                .role = Role::operation,
                .summary = "Counts afresh: the windows of one subject, or of all of the scope (*). Money and running requests stay.",
                .body = BodySchema{.fields = {{.name = "reason", .max = 1000}}, .form = true},
                .run = [&services](const ExchangePtr& x) { reset(services, x); }});
}

}  // namespace gw::admin
