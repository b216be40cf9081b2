// What failed, grouped: the page errors.
#include "gateway/admin/message_shape.hpp"
#include "gateway/admin/report_range.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/ledger/route_note.hpp"
#include "gateway/store/error_report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace gw::admin {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr std::int64_t kPointsMax = 180;
constexpr std::size_t kMessagesMax = 50;

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
    query.node = x.query("node");
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

/// Failed requests whose sentence is the same but for numbers, ids and names.
struct Message {
    std::string shape, code, trace;  // the newest's
    std::int64_t count = 0;
    WallTime firstAt{}, lastAt{};
};

/// Of a request that reached no provider the refusal's sentence stands in its note.
std::string sentenceOf(const store::ErrorSample& sample) {
    if (!sample.detail.empty()) return sample.detail;
    const auto note = ledger::readRouteNote(sample.note);
    return note ? note->refusal : std::string();
}

/// On the store reader; the newest sample comes first.
Result<std::vector<Message>> messagesOf(store::Database& database, const store::ErrorQuery& query) {
    const auto samples = store::errorSamples(database, query);
    if (!samples) return fail(samples.error());
    std::map<std::pair<std::string, std::string>, Message> found;
    for (const auto& sample : *samples) {
        const auto shape = messageShape(sentenceOf(sample));
        Message& message = found[{sample.code, shape}];
        if (message.count++ == 0) message = {shape, sample.code, sample.trace, 1, sample.at, sample.at};
        message.firstAt = sample.at;
    }
    std::vector<Message> list;
    for (auto& [key, message] : found) list.push_back(std::move(message));
    std::stable_sort(list.begin(), list.end(), [](const Message& a, const Message& b) { return a.count > b.count; });
    if (list.size() > kMessagesMax) list.resize(kMessagesMax);
    return list;
}

void messages(Services& services, const ExchangePtr& exchange) {
    const auto query = queryFrom(*exchange, services.clock.wall());
    if (!query) return exchange->fail(query.error());
    const auto job = [query = *query](store::Database& database) { return messagesOf(database, query); };
    auto read = [exchange](const Result<std::vector<Message>>& done) {
        if (!done) return exchange->fail(done.error());
        json::array items;
        for (const Message& message : *done) {
            items.push_back(json::object{{"message", textOrNull(message.shape)}, {"error_code", textOrNull(message.code)}, {"count", message.count},
                                         {"first_at", timeText(message.firstAt)}, {"last_at", timeText(message.lastAt)}, {"trace_id", message.trace}});
        }
        exchange->ok(json::object{{"items", std::move(items)}});
    };
    services.ready().store.read(job, exchange->then(std::move(read)));
}

}  // namespace

void addErrorReportRoutes(RouteTable& routes, Services& services) {
    const std::vector<QueryField> filters{{"since", "RFC 3339; 15 minutes before until."}, {"until", "RFC 3339; now. At most 31 days."},
                                          {"error_code"}, {"provider"}, {"model"}, {"key", "Id."}, {"node"}};
    auto grouped = filters;
    grouped.insert(grouped.begin(), {{"group", "code (usual), provider, model, key or node"}, {"step", "Seconds at least."}});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/reports/errors",
                .role = Role::viewer,
                .summary = "Failed requests of a span, most frequent group first, and when they failed: points are [time, 5xx and broken streams, 429, other 4xx]. "
                           "Of more than 200,000 the newest are counted.",
                .query = std::move(grouped),
                .run = [&services](const ExchangePtr& x) { report(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/reports/errors/messages",
                .role = Role::viewer,
                .summary = "What the newest 1,000 failed requests of a span were told or their providers said, most frequent first. Numbers, ids, addresses "
                           "and quoted names are taken out, so that one fault is one line.",
                .query = filters,
                .run = [&services](const ExchangePtr& x) { messages(services, x); }});
}

}  // namespace gw::admin
