// The audit log: who changed what, with the hash that chains each row to the one before it.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    const auto since = exchange->queryTime("since");
    const auto until = exchange->queryTime("until");
    if (!page) return exchange->fail(page.error());
    if (!since) return exchange->fail(since.error());
    if (!until) return exchange->fail(until.error());
    store::AuditFilter filter;
    filter.action = exchange->query("action").value_or("");
    filter.actor = exchange->query("actor").value_or("");
    filter.targetId = exchange->query("target_id").value_or("");
    filter.since = *since;
    filter.until = *until;
    const auto job = [filter, page = store::PageRequest{page->limit, page->cursor}](store::Database& database) {
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

}  // namespace

void addAuditRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/audit",
                .role = Role::viewer,
                .summary = "Audit rows, newest first.",
                .query = {{"limit", "1 to 500"}, {"cursor"}, {"action", "Whole (key.revoke) or its head (key)."},
                          {"actor", "Part of the address."}, {"target_id"}, {"since", "RFC 3339"}, {"until", "RFC 3339"}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
}

}  // namespace gw::admin
