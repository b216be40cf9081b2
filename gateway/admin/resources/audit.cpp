// The audit log: who changed what, with the hash that chains each row to the one before it.
#include "gateway/admin/audit_export.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>

namespace gw::admin {
namespace {

namespace json = boost::json;

Result<store::AuditFilter> filterOf(const Exchange& exchange) {
    const auto since = exchange.queryTime("since");
    const auto until = exchange.queryTime("until");
    if (!since) return fail(since.error());
    if (!until) return fail(until.error());
    store::AuditFilter filter;
    filter.action = exchange.query("action").value_or("");
    filter.actor = exchange.query("actor").value_or("");
    filter.targetId = exchange.query("target_id").value_or("");
    filter.target = exchange.query("target").value_or("");
    filter.targetType = exchange.query("target_type").value_or("");
    filter.outcome = exchange.query("outcome").value_or("");
    constexpr std::array<std::string_view, 4> kOutcomes{"", "done", "failed", "intent"};
    if (std::find(kOutcomes.begin(), kOutcomes.end(), filter.outcome) == kOutcomes.end()) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The query value outcome must be done, failed or intent.", "outcome");
    }
    filter.since = *since;
    filter.until = *until;
    return filter;
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    if (!page) return exchange->fail(page.error());
    const auto filter = filterOf(*exchange);
    if (!filter) return exchange->fail(filter.error());
    const auto job = [filter = *filter, page = store::PageRequest{page->limit, page->cursor}](store::Database& database) {
        return store::listAudit(database, filter, page);
    };
    auto listed = [exchange](const Result<store::Page<store::AuditRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        json::array items;
        for (const auto& row : rows->items) items.push_back(auditJson(row));
        exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", orNull(rows->nextCursor)}});
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

void verify(Services& services, const ExchangePtr& exchange) {
    auto checked = [&services, exchange](const Result<store::AuditCheck>& check) {
        if (!check) return exchange->fail(check.error());
        json::object out;
        out["intact"] = check->intact;
        out["rows"] = check->rows;
        out["head_hash"] = textOrNull(check->headHash);
        out["first_bad_seq"] = check->intact ? json::value(nullptr) : json::value(check->firstBadSeq);
        out["problem"] = textOrNull(check->problem);
        out["checked_at"] = timeText(services.clock.wall());
        exchange->ok(out);
    };
    services.ready().store.read([](store::Database& database) { return store::verifyAudit(database); },
                                exchange->then(std::move(checked)));
}

/// What leaves the house is told in the trail itself, before it leaves. An export that waits for that row counts already.
void exportTrail(Services& services, const ExchangePtr& exchange, const std::shared_ptr<int>& running) {
    const auto filter = filterOf(*exchange);
    if (!filter) return exchange->fail(filter.error());
    const auto format = exchange->query("format").value_or("csv");
    if (format != "csv" && format != "jsonl") {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "The query value format must be csv or jsonl.", "format"});
    }
    if (*running >= kAuditExportsMost) {
        return exchange->fail(Error{ErrorCode::tooBusy, ErrorSource::internal, Retry::never,
                                    "Four exports of the audit trail are under way: wait until one of them has ended.", {}});
    }
    control::AuditDraft draft;
    draft.action = "audit.export";
    draft.targetType = "audit";
    draft.targetName = format;
    const auto kind = format == "csv" ? ExportFormat::csv : ExportFormat::jsonl;
    auto audited = [&services, exchange, filter = *filter, kind, slot = takeExportSlot(running)](const Result<store::AuditRow>& row) {
        if (!row) return exchange->fail(row.error());
        exportAudit(services, exchange, filter, kind, slot);
    };
    services.ready().control.audit(std::move(draft), actorOf(*exchange), "intent", exchange->then(std::move(audited)));
}

std::vector<QueryField> filters() {
    return {{"action", "Whole (key.revoke) or its head (key)."}, {"actor", "Part of the address."},
            {"target", "Part of the name, or the whole id."}, {"target_id"}, {"target_type", "key, user, provider, preset, ip …"},
            {"outcome", "done, failed or intent"}, {"since", "RFC 3339"}, {"until", "RFC 3339"}};
}

std::vector<QueryField> with(std::vector<QueryField> first, std::vector<QueryField> rest) {
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

}  // namespace

void addAuditRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/audit",
                .role = Role::viewer,
                .summary = "Audit rows, newest first.",
                .query = with({{"limit", "1 to 500"}, {"cursor"}}, filters()),
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/audit/verify",
                .role = Role::viewer,
                .summary = "Reads the whole chain and says whether a row was changed, put in or taken out.",
                .run = [&services](const ExchangePtr& x) { verify(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/audit/export",
                .role = Role::viewer,
                .summary = "The trail as a file, oldest first; header x-audit-chain-head names the chain's end. At most four at once: then 429.",
                .query = with({{"format", "csv or jsonl"}}, filters()),
                .run = [&services, running = std::make_shared<int>(0)](const ExchangePtr& x) { exportTrail(services, x, running); }});
}

}  // namespace gw::admin
