// The bill: sums by day, key, user, provider and model, and corrections of single ledger rows.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/store/usage_day_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <chrono>

namespace gw::admin {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::floor;

void put(json::object& out, const store::UsageSums& sums) {
    out["requests"] = sums.requests;
    out["errors"] = sums.errors;
    out["billed"] = sums.billed;
    out["tokens_in"] = sums.tokensIn;
    out["tokens_out"] = sums.tokensOut;
    out["tokens_cached"] = sums.tokensCached;
    out["tokens_cache_write"] = sums.tokensCacheWrite;
    out["tokens_reasoning"] = sums.tokensReasoning;
    out["cost_nanousd"] = sums.costNanoUsd;
    out["estimated"] = sums.estimated;
    out["estimated_nanousd"] = sums.estimatedNanoUsd;
    out["unpriced"] = sums.unpriced;
    out["adjusted_nanousd"] = sums.adjustedNanoUsd;
}

json::object groupJson(const store::UsageGroup& group, const store::UsageQuery& query) {
    json::object out;
    if (group.day) out["day"] = rfc3339(WallTime{days{*group.day}}).substr(0, 10);
    if (query.byKey) {
        out["key_id"] = textOrNull(group.keyId);
        out["key_name"] = textOrNull(group.keyName);
        out["key_prefix"] = textOrNull(group.keyPrefix);
    }
    if (query.byUser) {
        out["user_id"] = textOrNull(group.userId);
        out["user_email"] = textOrNull(group.userEmail);
    }
    if (query.byProvider) out["provider"] = textOrNull(group.provider);
    if (query.byModel) out["model"] = textOrNull(group.model);
    put(out, group.sums);
    return out;
}

Result<void> takeGroups(store::UsageQuery& query, std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word == "day") query.byDay = true;
        else if (word == "key") query.byKey = true;
        else if (word == "user") query.byUser = true;
        else if (word == "provider") query.byProvider = true;
        else if (word == "model") query.byModel = true;
        else return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "group_by holds day, key, user, provider or model, parted by commas.", "group_by");
    }
    return {};
}

Result<store::UsageQuery> queryFrom(const Exchange& x) {
    store::UsageQuery query;
    if (auto groups = takeGroups(query, x.query("group_by").value_or("day")); !groups) return fail(groups.error());
    const auto since = x.queryTime("since");
    const auto until = x.queryTime("until");
    const auto limit = x.queryInteger("limit", 1, 5000);
    if (!since) return fail(since.error());
    if (!until) return fail(until.error());
    if (!limit) return fail(limit.error());
    if (*since) query.firstDay = floor<days>(**since).time_since_epoch().count();
    // The day in which the last moment before `until` lies.
    if (*until) query.lastDay = floor<days>(**until - std::chrono::milliseconds{1}).time_since_epoch().count();
    query.keyId = x.query("key").value_or("");
    query.userId = x.query("user").value_or("");
    query.provider = x.query("provider").value_or("");
    query.model = x.query("model").value_or("");
    query.limit = static_cast<std::size_t>(limit->value_or(1000));
    return query;
}

void sum(Services& services, const ExchangePtr& exchange) {
    const auto query = queryFrom(*exchange);
    if (!query) return exchange->fail(query.error());
    const auto job = [query = *query](store::Database& database) { return store::sumUsage(database, query); };
    auto summed = [exchange, query = *query](const Result<store::UsageReport>& report) {
        if (!report) return exchange->fail(report.error());
        json::array items;
        for (const auto& group : report->groups) items.push_back(groupJson(group, query));
        json::object total;
        put(total, report->total);
        exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}, {"total", std::move(total)}, {"truncated", report->more}});
    };
    services.ready().store.read(job, exchange->then(std::move(summed)));
}

void adjust(Services& services, const ExchangePtr& exchange) {
    control::AdjustUsage command;
    command.requestId = exchange->param("trace_id");
    command.attempt = exchange->integer("attempt").value_or(1);
    command.costNanoUsd = *exchange->integer("cost_nanousd");
    command.reason = *exchange->text("reason");
    auto applied = [&services, exchange, requestId = command.requestId](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        auto found = [exchange, id = done->id](const Result<std::vector<store::AdjustmentRow>>& rows) {
            if (!rows) return exchange->fail(rows.error());
            for (const auto& row : *rows) {
                if (row.id == id) return exchange->ok(adjustmentJson(row), 201);
            }
            exchange->fail(Error{ErrorCode::notFound, ErrorSource::internal, Retry::never, {}, {}});
        };
        const auto job = [requestId](store::Database& database) { return store::adjustmentsOf(database, requestId); };
        services.ready().store.read(job, exchange->then(std::move(found)));
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

}  // namespace

void addUsageRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/usage",
                .role = Role::viewer,
                .summary = "The bill summed up over whole UTC days, by day first, then the dearest. Corrections stand beside the cost, on the day they were made.",
                .query = {{"group_by", "day, key, user, provider, model; several parted by commas. Default: day."}, {"since", "RFC 3339"}, {"until", "RFC 3339"},
                          {"key", "Id."}, {"user", "Id."}, {"provider"}, {"model", "As it is sent upstream."}, {"limit", "1 to 5000, default 1000"}},
                .run = [&services](const ExchangePtr& x) { sum(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/requests/{trace_id}/adjustments",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Corrects what a ledger row has cost, by a row of its own; the ledger row stays. No more is given back than it has cost.",
                .body = BodySchema{.fields = {{.name = "attempt", .kind = FieldKind::integer, .min = 1, .max = 65'535, .note = "Default: 1."},
                                              {.name = "cost_nanousd", .kind = FieldKind::integer, .required = true, .min = -1'000'000'000'000'000, .max = 1'000'000'000'000'000,
                                               .note = "Plus or minus."},
                                              {.name = "reason", .required = true, .min = 1, .max = 1000}}},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { adjust(services, x); }});
}

}  // namespace gw::admin
