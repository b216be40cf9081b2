// What failed, grouped: the page errors.
#include "gateway/admin/report_range.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/store/error_report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <array>

namespace gw::admin {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr std::int64_t kPointsMax = 180;

constexpr std::array<std::pair<std::string_view, store::ErrorGrouping>, 5> kGroupings{{{"code", store::ErrorGrouping::code},
                                                                                        {"provider", store::ErrorGrouping::provider},
                                                                                        {"model", store::ErrorGrouping::model},
                                                                                        {"key", store::ErrorGrouping::key},
                                                                                        {"node", store::ErrorGrouping::node}}};

json::object groupJson(const store::ErrorGroup& group) {
    json::object out;
    out["group"] = group.group;
    out["label"] = textOrNull(group.label);
    out["count"] = group.count;
    out["last_5m"] = group.recent;
    out["before_5m"] = group.before;
    out["first_at"] = timeText(group.firstAt);
    out["last_at"] = timeText(group.lastAt);
    out["keys"] = group.keys;
    out["status_min"] = group.statusMin;
    out["status_max"] = group.statusMax;
    out["trace_id"] = group.trace;
    return out;
}

json::object replyOf(const store::ErrorQuery& query, const store::ErrorReport& report) {
    json::object out;
    out["since"] = timeText(query.since);
    out["until"] = timeText(query.until);
    out["step"] = query.stepMs / 1000;
    out["requests"] = report.requests;
    out["errors"] = report.errors;
    out["errors_5xx"] = report.serverErrors;
    out["errors_429"] = report.limited;
    out["errors_4xx"] = report.clientErrors;
    out["keys"] = report.keys;
    out["counted_since"] = timeOrNull(report.countedSince);
    json::array points;
    for (const auto& point : report.points) {
        points.push_back(json::array{toMillis(point.at) / 1000, point.serverErrors, point.limited, point.clientErrors});
    }
    out["points"] = std::move(points);
    json::array items;
    for (const auto& group : report.groups) items.push_back(groupJson(group));
    out["items"] = std::move(items);
    return out;
}

Result<store::ErrorQuery> queryFrom(const Exchange& x, WallTime now) {
    const auto range = reportRange(x, now, 15min, std::chrono::days(31));
    if (!range) return fail(range.error());
    const auto step = reportStep(x, *range, kPointsMax);
    if (!step) return fail(step.error());
    store::ErrorQuery query;
    query.since = range->since;
    query.until = range->until;
    query.stepMs = *step;
    const auto wanted = x.query("group").value_or("code");
    const auto* found = std::find_if(kGroupings.begin(), kGroupings.end(), [&](const auto& one) { return one.first == wanted; });
    if (found == kGroupings.end()) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The query value group must be code, provider, model, key or node.", "group");
    }
    query.group = found->second;
    query.code = x.query("error_code");
    query.provider = x.query("provider");
    query.model = x.query("model");
    query.key = x.query("key");
    query.now = now;
    return query;
}

void report(Services& services, const ExchangePtr& exchange) {
    const auto query = queryFrom(*exchange, services.clock.wall());
    if (!query) return exchange->fail(query.error());
    const auto job = [query = *query](store::Database& database) { return store::errorReport(database, query); };
    auto read = [exchange, query = *query](const Result<store::ErrorReport>& done) {
        if (!done) return exchange->fail(done.error());
        exchange->ok(replyOf(query, *done));
    };
    services.ready().store.read(job, exchange->then(std::move(read)));
}

}  // namespace

void addErrorReportRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/reports/errors",
                .role = Role::viewer,
                .summary = "Failed requests of a span, most frequent group first, and when they failed: points are [time, 5xx and broken streams, 429, other 4xx]. "
                           "Of more than 200,000 the newest are counted.",
                .query = {{"group", "code (usual), provider, model, key or node"}, {"since", "RFC 3339; 15 minutes before until."},
                          {"until", "RFC 3339; now. At most 31 days."}, {"step", "Seconds at least."}, {"error_code"}, {"provider"}, {"model"}, {"key", "Id."}},
                .run = [&services](const ExchangePtr& x) { report(services, x); }});
}

}  // namespace gw::admin
