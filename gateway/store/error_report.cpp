#include "gateway/store/error_report.hpp"

#include "gateway/store/column.hpp"
#include "gateway/store/latency_bucket.hpp"

namespace gw::store {

namespace {

constexpr std::int64_t kRecentMs = 300'000;

/// A broken stream has status 200 and a code; the provider broke it.
constexpr const char* kLimited = "status = 429";
constexpr const char* kClient = "(status >= 400 AND status < 500 AND status <> 429)";
constexpr const char* kServer = "(status >= 500 OR status < 400)";

std::string countOf(const char* condition) { return std::string("sum(CASE WHEN ") + condition + " THEN 1 ELSE 0 END)"; }

const char* groupColumn(ErrorGrouping group) {
    switch (group) {
        case ErrorGrouping::provider: return "coalesce(provider, '')";
        case ErrorGrouping::model: return "coalesce(upstream_model, model, '')";
        case ErrorGrouping::key: return "coalesce(key_id, '')";
        case ErrorGrouping::node: return "coalesce(node, '')";
        case ErrorGrouping::code: break;
    }
    return "coalesce(error_code, '')";
}

/// The newest failed requests of the span, at most kErrorsCountedMax: the same condition as the index, word for word.
struct Source {
    std::string text;
    Values values;
};

Source sourceOf(const ErrorQuery& query, std::int64_t countMax = kErrorsCountedMax) {
    Where where;
    where.add("(status >= 400 OR error_code IS NOT NULL)", {});
    where.add("created_at >= ?", {timeValue(query.since)});
    where.add("created_at < ?", {timeValue(query.until)});
    if (query.code) where.add("coalesce(error_code, '') = ?", {*query.code});
    if (query.provider) where.add("coalesce(provider, '') = ?", {*query.provider});
    if (query.model) where.add("coalesce(upstream_model, model, '') = ?", {*query.model});
    if (query.key) where.add("coalesce(key_id, '') = ?", {*query.key});
    if (query.node) where.add("coalesce(node, '') = ?", {*query.node});
    return {" FROM (SELECT created_at, error_code, status, provider, upstream_model, model, key_id, node, trace_id, route_note "
            "FROM gateway_log" +
                where.text() + " ORDER BY created_at DESC LIMIT " + std::to_string(countMax) + ") AS failed",
            where.values()};
}

Result<void> readTotals(Database& database, const Source& source, ErrorReport& report) {
    return database.select("SELECT count(*), " + countOf(kServer) + ", " + countOf(kLimited) + ", " + countOf(kClient) +
                               ", count(DISTINCT key_id), min(created_at)" + source.text,
                           source.values, [&](const Row& row) -> Result<void> {
                               report.errors = row.integer(0);
                               report.serverErrors = row.integer(1);
                               report.limited = row.integer(2);
                               report.clientErrors = row.integer(3);
                               report.keys = row.integer(4);
                               if (report.errors == kErrorsCountedMax) report.countedSince = timeAt(row, 5);
                               return {};
                           });
}

Result<void> readGroups(Database& database, const Source& source, const ErrorQuery& query, ErrorReport& report) {
    const std::int64_t recent = toMillis(query.until) - kRecentMs;
    // Trace ids begin with the time: the greatest is the newest.
    const std::string sql = std::string("SELECT g.*, k.name FROM (SELECT ") + groupColumn(query.group) +
                            " AS place, count(*) AS many, sum(CASE WHEN created_at >= ? THEN 1 ELSE 0 END), "
                            "sum(CASE WHEN created_at >= ? AND created_at < ? THEN 1 ELSE 0 END), min(created_at), max(created_at), "
                            "count(DISTINCT key_id), min(status), max(status), max(trace_id)" +
                            source.text + " GROUP BY place ORDER BY many DESC, place LIMIT " + std::to_string(kErrorGroupsMax) +
                            ") AS g LEFT JOIN api_key k ON k.id = g.place ORDER BY g.many DESC, g.place";
    Values values{recent, recent - kRecentMs, recent};
    values.insert(values.end(), source.values.begin(), source.values.end());
    return database.select(sql, values, [&](const Row& row) -> Result<void> {
        report.groups.push_back({.group = row.text(0), .label = row.text(10), .count = row.integer(1), .recent = row.integer(2),
                                 .before = row.integer(3), .firstAt = timeAt(row, 4), .lastAt = timeAt(row, 5), .keys = row.integer(6),
                                 .statusMin = row.integer(7), .statusMax = row.integer(8), .trace = row.text(9)});
        return {};
    });
}

Result<void> readPoints(Database& database, const Source& source, const ErrorQuery& query, ErrorReport& report) {
    Values values{query.stepMs};
    values.insert(values.end(), source.values.begin(), source.values.end());
    return database.select("SELECT created_at - created_at % ? AS step, " + countOf(kServer) + ", " + countOf(kLimited) + ", " + countOf(kClient) +
                               source.text + " GROUP BY step ORDER BY step",
                           values, [&](const Row& row) -> Result<void> {
                               report.points.push_back({timeAt(row, 0), row.integer(1), row.integer(2), row.integer(3)});
                               return {};
                           });
}

/// From the steps, which know every request; whole steps.
Result<void> readRequests(Database& database, const ErrorQuery& query, ErrorReport& report) {
    if (query.code || query.provider || query.model || query.key || query.node) return {};
    const std::int64_t span = (query.until - query.since) / std::chrono::seconds{1};
    const std::int64_t step = latencyStepFor(span, (query.now - query.since) / std::chrono::seconds{1});
    if (step > span) return {};
    const auto count = database.integer("SELECT sum(requests) FROM latency_step WHERE step_s = ? AND begins_at >= ? AND begins_at < ?",
                                        {step, toMillis(query.since) / (step * 1000) * step * 1000, timeValue(query.until)});
    if (!count) return fail(count.error());
    report.requests = count->value_or(0);
    return {};
}

}  // namespace

Result<ErrorReport> errorReport(Database& database, const ErrorQuery& query) {
    ErrorReport report;
    const Source source = sourceOf(query);
    if (auto done = readTotals(database, source, report); !done) return fail(done.error());
    if (auto done = readRequests(database, query, report); !done) return fail(done.error());
    if (report.errors == 0) return report;
    if (auto done = readGroups(database, source, query, report); !done) return fail(done.error());
    if (auto done = readPoints(database, source, query, report); !done) return fail(done.error());
    return report;
}

Result<std::vector<ErrorSample>> errorSamples(Database& database, const ErrorQuery& query) {
    std::vector<ErrorSample> samples;
    const Source source = sourceOf(query, kErrorSamplesMax);
    auto done = database.select("SELECT trace_id, coalesce(error_code, ''), created_at, coalesce(route_note, ''), "
                                "coalesce((SELECT a.detail FROM request_attempt a WHERE a.trace_id = failed.trace_id AND a.detail IS NOT NULL "
                                "ORDER BY a.attempt DESC LIMIT 1), '')" +
                                    source.text,
                                source.values, [&](const Row& row) -> Result<void> {
                                    samples.push_back({.trace = row.text(0), .code = row.text(1), .detail = row.text(4), .note = row.text(3), .at = timeAt(row, 2)});
                                    return {};
                                });
    if (!done) return fail(done.error());
    return samples;
}

}  // namespace gw::store
