// What has changed, for lists and for the marks in charts: what people did, from the audit trail, and what the gateway did by
// itself, from its notices; newest first.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <iterator>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object replyOf(std::vector<store::AuditRow> rows, const std::vector<store::AuditRow>& notices, std::size_t limit) {
    // Two sorted lists; what people did stands in front of what followed from it in the same millisecond.
    std::vector<store::AuditRow> all;
    std::merge(rows.begin(), rows.end(), notices.begin(), notices.end(), std::back_inserter(all),
               [](const auto& a, const auto& b) { return a.createdAt > b.createdAt; });
    if (all.size() > limit) all.resize(limit);
    json::array items;
    for (const auto& row : all) items.push_back(auditJson(row));
    return {{"items", std::move(items)}, {"next_cursor", nullptr}};
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    const auto since = exchange->queryTime("since");
    const auto until = exchange->queryTime("until");
    if (!page) return exchange->fail(page.error());
    if (!since) return exchange->fail(since.error());
    if (!until) return exchange->fail(until.error());
    store::AuditFilter filter;
    filter.outcome = "done";
    filter.since = *since;
    filter.until = *until;
    const auto job = [filter, limit = page->limit](store::Database& database) { return store::listAudit(database, filter, {limit, {}}); };
    auto listed = [&services, exchange, filter, limit = page->limit](const Result<store::Page<store::AuditRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        const auto most = static_cast<std::size_t>(limit);
        exchange->ok(replyOf(rows->items, services.notices.between(filter.since, filter.until, most), most));
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

}  // namespace

void addChangeRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/changes",
                .role = Role::viewer,
                .summary = "What has changed, newest first: rows of the audit trail, and what the gateway did by itself since its start (seq below "
                           "zero; the newest 500): circuits that opened and closed, presets without an upstream.",
                .query = {{"limit", "1 to 500"}, {"since", "RFC 3339"}, {"until", "RFC 3339"}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
}

}  // namespace gw::admin
