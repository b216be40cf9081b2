// The request log: what was asked, by whom, where it went and what it cost.
#include "gateway/admin/explain_json.hpp"
#include "gateway/admin/request_export.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/store/usage_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object attemptJson(const store::AttemptRow& row) {
    json::object out;
    out["attempt"] = row.attempt;
    out["provider"] = row.provider;
    out["upstream_model"] = row.upstreamModel;
    out["status"] = row.status;
    out["error_code"] = textOrNull(row.errorCode);
    out["detail"] = textOrNull(row.detail);
    out["dns_ms"] = orNull(row.dnsMs);
    out["connect_ms"] = orNull(row.connectMs);
    out["tls_ms"] = orNull(row.tlsMs);
    out["first_byte_ms"] = orNull(row.firstByteMs);
    out["total_ms"] = row.totalMs;
    out["circuit_state"] = row.circuitState;
    return out;
}

json::object ledgerJson(const store::LedgerRow& row) {
    json::object out;
    out["request_id"] = row.requestId;
    out["attempt"] = row.attempt;
    out["usage_source"] = row.usageSource;
    out["key_id"] = textOrNull(row.keyId);
    out["user_id"] = textOrNull(row.userId);
    out["provider"] = row.provider;
    out["model"] = row.model;
    out["tokens_in"] = row.tokensIn;
    out["tokens_out"] = row.tokensOut;
    out["tokens_cached"] = row.tokensCached;
    out["tokens_cache_write"] = row.tokensCacheWrite;
    out["tokens_reasoning"] = row.tokensReasoning;
    out["cost_nanousd"] = orNull(row.costNanoUsd);
    out["price_version"] = textOrNull(row.priceVersion);
    out["created_at"] = timeText(row.createdAt);
    return out;
}

/// "429" or "4xx".
bool isStatus(const std::string& text) {
    if (text.size() != 3 || text[0] < '1' || text[0] > '5') return false;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return text.ends_with("xx") || (isDigit(text[1]) && isDigit(text[2]));
}

Result<store::RequestFilter> filterFrom(const Exchange& x) {
    store::RequestFilter filter;
    filter.traceId = x.query("trace_id").value_or("");
    filter.key = x.query("key").value_or("");
    filter.provider = x.query("provider").value_or("");
    filter.model = x.query("model").value_or("");
    filter.errorCode = x.query("error_code").value_or("");
    filter.status = x.query("status").value_or("");
    if (!filter.status.empty() && !isStatus(filter.status)) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The query value status must be a status such as 429, or a class such as 4xx.", "status");
    }
    const auto latency = x.queryInteger("min_latency_ms", 0, 86'400'000);
    const auto latencyEnd = x.queryInteger("max_latency_ms", 0, 86'400'000);
    const auto since = x.queryTime("since");
    const auto until = x.queryTime("until");
    if (!latency) return fail(latency.error());
    if (!latencyEnd) return fail(latencyEnd.error());
    if (!since) return fail(since.error());
    if (!until) return fail(until.error());
    filter.minLatencyMs = *latency;
    filter.maxLatencyMs = *latencyEnd;
    filter.since = *since;
    filter.until = *until;
    return filter;
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    if (!page) return exchange->fail(page.error());
    const auto filter = filterFrom(*exchange);
    if (!filter) return exchange->fail(filter.error());
    const auto job = [filter = *filter, page = store::PageRequest{page->limit, page->cursor}](store::Database& database) {
        return store::listRequests(database, filter, page);
    };
    auto listed = [exchange](const Result<store::Page<store::RequestRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        json::array items;
        for (const auto& row : rows->items) items.push_back(requestJson(row));
        exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", orNull(rows->nextCursor)}});
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

void exportAll(Services& services, const ExchangePtr& exchange, const std::shared_ptr<int>& running) {
    const auto filter = filterFrom(*exchange);
    if (!filter) return exchange->fail(filter.error());
    const auto format = exchange->query("format").value_or("");
    if (format != "csv" && format != "jsonl") {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "The query value format must be csv or jsonl.", "format"});
    }
    if (*running >= RequestExport::kAtOnceMax) {
        return exchange->fail(Error{ErrorCode::tooBusy, ErrorSource::internal, Retry::never,
                                    "Other exports of the log are under way: try again when one has ended.", {}});
    }
    const auto kind = format == "csv" ? ExportFormat::csv : ExportFormat::jsonl;
    std::make_shared<RequestExport>(services, exchange, *filter, kind, running)->readPage();
}

void one(Services& services, const ExchangePtr& exchange) {
    const auto job = [id = exchange->param("trace_id")](store::Database& database) { return store::findRequest(database, id); };
    auto found = [exchange](const Result<std::optional<store::RequestDetail>>& detail) {
        if (!detail) return exchange->fail(detail.error());
        if (!*detail) {
            return exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                                        "There is no request with this trace id; one that just ended is here within a second.",
                                        "trace_id"});
        }
        auto body = requestJson((*detail)->request);
        json::array attempts;
        json::array ledger;
        json::array adjustments;
        for (const auto& row : (*detail)->adjustments) adjustments.push_back(adjustmentJson(row));
        for (const auto& row : (*detail)->attempts) attempts.push_back(attemptJson(row));
        for (const auto& row : (*detail)->ledger) ledger.push_back(ledgerJson(row));
        body["attempt_list"] = std::move(attempts);
        body["ledger"] = std::move(ledger);
        body["adjustments"] = std::move(adjustments);
        body["explain"] = explainJson(**detail);
        exchange->ok(body);
    };
    services.ready().store.read(job, exchange->then(std::move(found)));
}

}  // namespace

void addRequestRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/requests",
                .role = Role::viewer,
                .summary = "Requests, newest first.",
                .query = {{"limit", "1 to 500"}, {"cursor"}, {"trace_id", "Also the client's own id."}, {"key", "Id or prefix."},
                          {"provider"}, {"model"}, {"status", "429, or 4xx"}, {"error_code"}, {"min_latency_ms"}, {"max_latency_ms", "Below this."},
                          {"since", "RFC 3339"}, {"until", "RFC 3339"}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    const auto exports = std::make_shared<int>(0);
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/requests/export",
                .role = Role::viewer,
                .summary = "Every request that matches, newest first, streamed; a stream without its end is not complete. Asked with x-export-end-mark: "
                           "request-id, the last bytes are that id.",
                .query = {{"format", "csv or jsonl"}, {"trace_id", "Also the client's own id."}, {"key", "Id or prefix."},
                          {"provider"}, {"model"}, {"status", "429, or 4xx"}, {"error_code"}, {"min_latency_ms"}, {"max_latency_ms", "Below this."},
                          {"since", "RFC 3339"}, {"until", "RFC 3339"}},
                .run = [&services, exports](const ExchangePtr& x) { exportAll(services, x, exports); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/requests/{trace_id}",
                .role = Role::viewer,
                .summary = "One request with its attempts, ledger rows and their corrections, and why it went where it went.",
                .run = [&services](const ExchangePtr& x) { one(services, x); }});
}

}  // namespace gw::admin
