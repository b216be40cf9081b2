// What another limit would have done to the requests of the last day.
#include "gateway/admin/limit_json.hpp"
#include "gateway/admin/report_range.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/commands/limit_commands.hpp"
#include "gateway/store/limit_replay.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

json::value momentOrNull(std::int64_t ms) { return ms > 0 ? json::value(timeText(fromMillis(ms))) : json::value(nullptr); }

json::object peakJson(const store::ReplayPeak& peak) { return {{"amount", peak.amount}, {"at", momentOrNull(peak.atMs)}}; }

json::object stepJson(const store::ReplayStep& step) {
    return {{"at", timeText(fromMillis(step.beginsMs))}, {"requests", step.requests}, {"refused", step.refused}};
}

json::object replyOf(const store::ReplayQuery& query, const store::LimitReplay& replay) {
    json::object out{{"scope", query.scope}, {"subject", query.subject}};
    out["since"] = timeText(query.since);
    out["until"] = timeText(query.until);
    out["counted_since"] = replay.countedSince ? json::value(timeText(*replay.countedSince)) : json::value(nullptr);
    out["rpm"] = orNull(query.rpm);
    out["tpm"] = orNull(query.tpm);
    out["requests"] = replay.requests;
    out["refused"] = replay.refused;
    out["refused_then"] = replay.refusedThen;
    out["without_tokens"] = replay.withoutTokens;
    out["subjects"] = replay.subjects;
    out["peak_requests"] = peakJson(replay.requestsPeak);
    out["peak_tokens"] = peakJson(replay.tokensPeak);
    out["worst"] = replay.worst ? json::value(stepJson(*replay.worst)) : json::value(nullptr);
    out["step"] = replay.stepS;
    json::array steps;
    for (const auto& step : replay.steps) steps.push_back(stepJson(step));
    out["steps"] = std::move(steps);
    return out;
}

Result<store::ReplayQuery> queryOf(Services& services, const Exchange& exchange) {
    const auto& state = services.ready().control.state();
    store::ReplayQuery query;
    query.scope = exchange.param("scope");
    auto subject = control::limitSubject(state, query.scope, exchange.param("subject"));
    if (!subject) return fail(subject.error());
    query.subject = *subject;
    query.name = control::limitName(state, query.scope, *subject);
    const auto rpm = exchange.queryInteger("rpm", 1, 10'000'000);
    if (!rpm) return fail(rpm.error());
    const auto tpm = exchange.queryInteger("tpm", 1, 1'000'000'000'000);
    if (!tpm) return fail(tpm.error());
    const auto range = reportRange(exchange, services.clock.wall(), 24h, 24h);
    if (!range) return fail(range.error());
    query.rpm = *rpm;
    query.tpm = *tpm;
    query.since = range->since;
    query.until = range->until;
    return query;
}

void whatIf(Services& services, const ExchangePtr& exchange) {
    const auto query = queryOf(services, *exchange);
    if (!query) return exchange->fail(query.error());
    const auto job = [query = *query](store::Database& database) { return store::limitReplay(database, query); };
    auto read = [exchange, query = *query](const Result<store::LimitReplay>& done) {
        if (!done) return exchange->fail(done.error());
        exchange->ok(replyOf(query, *done));
    };
    services.ready().store.read(job, exchange->then(std::move(read)));
}

}  // namespace

void addLimitWhatIfRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/limits/{scope}/{subject}/what-if",
                .role = Role::viewer,
                .summary = "Plays the requests of a span again under other limits of this subject alone (*: each of the scope by itself; global: each "
                           "key): how many would have been refused, in which minute the most, and the most that came in any 60 s. An exact sliding "
                           "minute over the moments of arrival; tokens as they were used, none of those refused then. Of the span the newest 250,000 "
                           "rows of the log are looked at; counted_since says when there are more.",
                .query = {{"rpm", "Requests a minute to try; without it they are not limited."}, {"tpm", "Tokens a minute to try."},
                          {"since", "RFC 3339; 24 hours before until."}, {"until", "RFC 3339; now. At most 24 hours."}},
                .run = [&services](const ExchangePtr& x) { whatIf(services, x); }});
}

}  // namespace gw::admin
