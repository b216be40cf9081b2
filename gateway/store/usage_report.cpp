#include "gateway/store/usage_report.hpp"

#include "gateway/ledger/probe_account.hpp"
#include "gateway/store/column.hpp"
#include "gateway/store/reader_clock.hpp"
#include "gateway/store/usage_rollup.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <unordered_map>
#include <utility>

namespace gw::store {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// Of the account in which the gateway's own probes stand; no row of a key or user has its id.
constexpr const char* kProbesLabel = "health probes";

constexpr const char* kSums =
    "sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), "
    "sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd), sum(batch), sum(batch_nanousd)";
constexpr int kSumsMany = 12;

constexpr const char* kColumns =
    "calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd, batch, "
    "batch_nanousd";

UsageSums sumsAt(const Row& row, int first) {
    UsageSums sums;
    std::int64_t* const places[] = {&sums.calls,           &sums.tokensIn,    &sums.tokensOut, &sums.tokensCached, &sums.tokensCacheWrite,
                                    &sums.tokensReasoning, &sums.costNanoUsd, &sums.unpriced,  &sums.estimated,    &sums.estimatedNanoUsd,
                                    &sums.batch,           &sums.batchNanoUsd};
    for (auto* place : places) *place = row.integer(first++);
    return sums;
}

std::int64_t stepFloor(WallTime time) { return toMillis(time) / kUsageStepMs * kUsageStepMs; }
std::int64_t stepCeiling(WallTime time) { return (toMillis(time) + kUsageStepMs - 1) / kUsageStepMs * kUsageStepMs; }

/// A question with its clock.
struct Asked {
    const UsageQuery& query;
    ReaderClock clock;
};

Result<Asked> asked(const UsageQuery& query) {
    if (query.timeZone.empty()) return Asked{query, ReaderClock(query.zoneMs)};
    auto clock = ReaderClock::named(query.timeZone, query.since, query.until);
    if (!clock && !query.offsetGiven) return fail(clock.error());
    if (!clock) return Asked{query, ReaderClock(query.zoneMs)};
    return Asked{query, std::move(*clock)};
}

/// Days since the epoch on the reader's clock.
std::string dayText(std::int64_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
    return text;
}

/// The group's expression over a table with these columns; its value is text, or the number of a day.
std::string placeOf(UsageGrouping group, const char* time, const ReaderClock& clock) {
    switch (group) {
        case UsageGrouping::user: return "coalesce(user_id, '')";
        case UsageGrouping::provider: return "coalesce(provider, '')";
        case UsageGrouping::model: return "coalesce(model, '')";
        case UsageGrouping::day: return clock.dayOf(time);
        case UsageGrouping::key: break;
    }
    return "coalesce(key_id, '')";
}

std::string groupText(const UsageQuery& query, const Row& row, int column) {
    return query.group == UsageGrouping::day ? dayText(row.integer(column)) : row.text(column);
}

Values spanOf(const UsageQuery& query) { return {stepFloor(query.since), stepCeiling(query.until)}; }

const char* dimensionOf(UsageGrouping group) {
    switch (group) {
        case UsageGrouping::user: return "user";
        case UsageGrouping::provider: return "provider";
        case UsageGrouping::model: return "model";
        case UsageGrouping::day: return "all";
        case UsageGrouping::key: break;
    }
    return "key";
}

/// Rows of place and sums whose total is the span's: whole UTC days from usage_part_day, what stands over at both ends from
/// usage_hour, at most two days of it. Days are those of the reader's clock, so they are made of its quarters of an hour.
struct Source {
    std::string sql;
    Values values;
};
Source sourceOf(const Asked& asked) {
    const UsageQuery& query = asked.query;
    if (query.group == UsageGrouping::day)
        return {"SELECT " + placeOf(query.group, "hour", asked.clock) + " AS place, " + kColumns + " FROM usage_part_hour WHERE dim = 'all' AND part = '' "
                "AND hour >= ? AND hour < ?", spanOf(query)};
    const std::int64_t since = stepFloor(query.since), until = stepCeiling(query.until);
    const std::int64_t firstDay = (since + kDayMs - 1) / kDayMs * kDayMs, endDay = until / kDayMs * kDayMs;
    const std::string hours = "SELECT " + placeOf(query.group, "hour", asked.clock) + " AS place, " + kColumns + " FROM usage_hour WHERE hour >= ? AND hour < ?";
    if (firstDay >= endDay) return {hours, {since, until}};
    return {std::string("SELECT part AS place, ") + kColumns + " FROM usage_part_day WHERE dim = '" + dimensionOf(query.group) +
                "' AND day >= ? AND day < ? UNION ALL " + hours + " UNION ALL " + hours,
            {firstDay, endDay, since, firstDay, endDay, until}};
}

/// The dearest first; the number of all groups stands in each row.
Result<void> readGroups(Database& database, const Asked& asked, std::int64_t groupsMax, UsageReport& report) {
    const UsageQuery& query = asked.query;
    const bool byDay = query.group == UsageGrouping::day;
    const Source source = sourceOf(asked);
    const std::string groups = std::string("SELECT place, ") + kSums + ", count(*) OVER () AS many FROM (" + source.sql + ") AS rows_of_span GROUP BY place";
    return database.select(groups + (byDay ? " ORDER BY place DESC" : " ORDER BY sum(cost_nanousd) DESC, sum(calls) DESC, place") + " LIMIT " + std::to_string(groupsMax),
                           source.values, [&](const Row& row) -> Result<void> {
                               report.groups.push_back({.group = groupText(query, row, 0), .label = {}, .prefix = {}, .sums = sumsAt(row, 1),
                                                        .budgetNanoUsd = {}, .spentNanoUsd = {}});
                               report.groupsInAll = row.integer(1 + kSumsMany);
                               return {};
                           });
}

Result<void> nameGroups(Database& database, const UsageQuery& query, UsageReport& report) {
    const bool keys = query.group == UsageGrouping::key;
    if (!keys && query.group != UsageGrouping::user) return {};
    for (auto& group : report.groups) {
        if (group.group == ledger::kProbeAccount) group.label = kProbesLabel;
        if (group.group.empty() || !group.label.empty()) continue;
        auto done = database.select(keys ? "SELECT name, prefix, budget_nanousd FROM api_key WHERE id = ?" : "SELECT email FROM users WHERE id = ?",
                                    {group.group}, [&](const Row& row) -> Result<void> {
                                        group.label = row.text(0);
                                        if (!keys) return {};
                                        group.prefix = row.text(1);
                                        group.budgetNanoUsd = row.maybeInteger(2);
                                        return {};
                                    });
        if (!done) return done;
        if (!group.budgetNanoUsd) continue;
        const auto spent = database.integer("SELECT sum(cost_nanousd) FROM key_day WHERE key_id = ?", {group.group});
        if (!spent) return fail(spent.error());
        group.spentNanoUsd = spent->value_or(0);
    }
    return {};
}

/// What is left of a budget is counted with the corrections, as at the door.
Result<void> correctSpent(Database& database, UsageReport& report) {
    std::unordered_map<std::string, UsageGroup*> byKey;
    for (auto& group : report.groups)
        if (group.spentNanoUsd) byKey.emplace(group.group, &group);
    if (byKey.empty()) return {};
    return database.select("SELECT l.key_id, sum(a.cost_nanousd) FROM usage_adjustment a CROSS JOIN usage_ledger l ON l.request_id = a.request_id "
                           "AND l.attempt = a.attempt WHERE l.key_id IS NOT NULL GROUP BY l.key_id",
                           {}, [&](const Row& row) -> Result<void> {
                               if (const auto found = byKey.find(row.text(0)); found != byKey.end()) *found->second->spentNanoUsd += row.integer(1);
                               return {};
                           });
}

/// Corrections belong to the time of the ledger row they correct. There are few: the table is read whole, the ledger by its key.
Result<void> addAdjustments(Database& database, const Asked& asked, UsageReport& report) {
    const UsageQuery& query = asked.query;
    std::unordered_map<std::string, std::int64_t> byGroup;
    auto done = database.select("SELECT " + placeOf(query.group, "l.created_at", asked.clock) +
                                    ", sum(a.cost_nanousd) FROM usage_adjustment a CROSS JOIN usage_ledger l ON l.request_id = a.request_id "
                                    "AND l.attempt = a.attempt WHERE l.created_at >= ? AND l.created_at < ? GROUP BY 1",
                                spanOf(query), [&](const Row& row) -> Result<void> {
                                    byGroup[groupText(query, row, 0)] += row.integer(1);
                                    report.totals.adjustedNanoUsd += row.integer(1);
                                    return {};
                                });
    if (!done) return done;
    for (auto& group : report.groups) {
        if (const auto found = byGroup.find(group.group); found != byGroup.end()) group.sums.adjustedNanoUsd = found->second;
    }
    return {};
}

struct Step {
    std::int64_t cost = 0, calls = 0;
};
using Series = std::map<std::int64_t, Step>;

/// One part's steps by their begin: days of the reader's clock, or hours, which begin where his do.
Result<Series> seriesOf(Database& database, const Asked& asked, const std::string& dim, const std::string& part) {
    const UsageQuery& query = asked.query;
    const bool days = query.stepMs == kDayMs;
    const std::string step = std::to_string(query.stepMs), zone = std::to_string(asked.clock.offsetMs());
    const std::string place = days ? asked.clock.dayOf("hour") : "(hour + " + zone + ") / " + step + " * " + step + " - " + zone;
    Values values{dim, part};
    for (auto& value : spanOf(query)) values.push_back(std::move(value));
    Series series;
    auto done = database.select("SELECT " + place + " AS step, sum(cost_nanousd), sum(calls) FROM usage_part_hour "
                                "WHERE dim = ? AND part = ? AND hour >= ? AND hour < ? GROUP BY 1",
                                values, [&](const Row& row) -> Result<void> {
                                    const std::int64_t at = row.integer(0);
                                    series[days ? asked.clock.dayBegin(at) : at] = {row.integer(1), row.integer(2)};
                                    return {};
                                });
    if (!done) return fail(done.error());
    return series;
}

/// The dearest groups by name, everything else together. A series by day needs no parts.
Result<void> readPoints(Database& database, const Asked& asked, UsageReport& report) {
    const UsageQuery& query = asked.query;
    auto others = seriesOf(database, asked, "all", "");
    if (!others) return fail(others.error());
    std::vector<Series> named;
    const std::size_t top = query.group == UsageGrouping::day ? 0 : std::min(report.groups.size(), kUsageSeriesMax);
    for (std::size_t i = 0; i < top; ++i) {
        auto series = seriesOf(database, asked, dimensionOf(query.group), report.groups[i].group);
        if (!series) return fail(series.error());
        for (const auto& [at, step] : *series) {
            (*others)[at].cost -= step.cost;
            (*others)[at].calls -= step.calls;
        }
        named.push_back(std::move(*series));
    }
    for (const auto& [at, rest] : *others) {
        if (rest.calls > 0) report.points.push_back({fromMillis(at), {}, rest.cost, rest.calls});
        for (std::size_t i = 0; i < top; ++i) {
            if (const auto found = named[i].find(at); found != named[i].end())
                report.points.push_back({fromMillis(at), report.groups[i].group, found->second.cost, found->second.calls});
        }
    }
    return {};
}

Error tooManyLines() {
    return {ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "This span has more than 100,000 lines: ask for a shorter one.", "since"};
}

/// With the names that key and user bear at this time.
constexpr const char* kNames = " LEFT JOIN api_key k ON k.id = u.key_id LEFT JOIN users p ON p.id = u.user_id ";

UsageLine lineAt(const Row& row, UsageSums sums, int names) {
    UsageLine line{.day = dayText(row.integer(0)), .keyId = row.text(1), .keyName = row.text(names), .userId = row.text(2), .userEmail = row.text(names + 1),
                   .provider = row.text(3), .model = row.text(4), .sums = sums};
    if (line.keyId == ledger::kProbeAccount) line.keyName = line.userEmail = kProbesLabel;
    return line;
}

Result<std::vector<UsageLine>> linesOf(Database& database, const Asked& asked) {
    std::vector<UsageLine> lines;
    constexpr int kPlace = 5;
    auto done = database.select("SELECT u.*, k.name, p.email FROM (SELECT " + asked.clock.dayOf("hour") + " AS day, key_id, user_id, provider, model, " + kSums +
                                    " FROM usage_hour WHERE hour >= ? AND hour < ? GROUP BY 1, key_id, user_id, provider, model LIMIT " +
                                    std::to_string(kUsageLinesMax + 1) + ") AS u" + kNames + "ORDER BY u.day, u.key_id, u.user_id, u.provider, u.model",
                                spanOf(asked.query), [&](const Row& row) -> Result<void> {
                                    lines.push_back(lineAt(row, sumsAt(row, kPlace), kPlace + kSumsMany));
                                    return {};
                                });
    if (!done) return fail(done.error());
    return lines;
}

/// A correction whose calls stand on another day's line (hours that were summed up whole, before the quarters) has a line of its own.
Result<void> correctLines(Database& database, const Asked& asked, std::vector<UsageLine>& lines) {
    std::map<std::vector<std::string>, std::size_t> places;
    const auto placeIn = [](const UsageLine& line) { return std::vector<std::string>{line.day, line.keyId, line.userId, line.provider, line.model}; };
    for (std::size_t i = 0; i < lines.size(); ++i) places[placeIn(lines[i])] = i;
    constexpr int kPlace = 5;
    return database.select("SELECT u.*, k.name, p.email FROM (SELECT " + asked.clock.dayOf("l.created_at") +
                               " AS day, coalesce(l.key_id, '') AS key_id, coalesce(l.user_id, '') AS user_id, coalesce(l.provider, ''), coalesce(l.model, ''), "
                               "sum(a.cost_nanousd) FROM usage_adjustment a CROSS JOIN usage_ledger l ON l.request_id = a.request_id AND l.attempt = a.attempt "
                               "WHERE l.created_at >= ? AND l.created_at < ? GROUP BY 1, 2, 3, 4, 5) AS u" + kNames,
                           spanOf(asked.query), [&](const Row& row) -> Result<void> {
                               UsageLine line = lineAt(row, {.adjustedNanoUsd = row.integer(kPlace)}, kPlace + 1);
                               const auto found = places.find(placeIn(line));
                               if (found != places.end()) lines[found->second].sums.adjustedNanoUsd = line.sums.adjustedNanoUsd;
                               else lines.push_back(std::move(line));
                               return {};
                           });
}

}  // namespace

Result<UsageReport> usageReport(Database& database, const UsageQuery& query) {
    const auto question = asked(query);
    if (!question) return fail(question.error());
    UsageReport report;
    auto done = database.select(std::string("SELECT ") + kSums + " FROM usage_part_hour WHERE dim = 'all' AND part = '' AND hour >= ? AND hour < ?",
                                spanOf(query), [&](const Row& row) -> Result<void> {
                                    report.totals = sumsAt(row, 0);
                                    return {};
                                });
    if (!done) return fail(done.error());
    if (done = readGroups(database, *question, kUsageGroupsMax, report); !done) return fail(done.error());
    if (done = nameGroups(database, query, report); !done) return fail(done.error());
    if (done = correctSpent(database, report); !done) return fail(done.error());
    if (done = addAdjustments(database, *question, report); !done) return fail(done.error());
    if (done = readPoints(database, *question, report); !done) return fail(done.error());
    return report;
}

Result<std::vector<UsageGroup>> usageGroups(Database& database, const UsageQuery& query) {
    const auto question = asked(query);
    if (!question) return fail(question.error());
    UsageReport report;
    auto done = readGroups(database, *question, static_cast<std::int64_t>(kUsageLinesMax) + 1, report);
    if (!done) return fail(done.error());
    if (report.groups.size() > kUsageLinesMax) return fail(tooManyLines());
    if (done = nameGroups(database, query, report); !done) return fail(done.error());
    if (done = addAdjustments(database, *question, report); !done) return fail(done.error());
    return std::move(report.groups);
}

Result<std::vector<UsageLine>> usageLines(Database& database, const UsageQuery& query) {
    const auto question = asked(query);
    if (!question) return fail(question.error());
    auto lines = linesOf(database, *question);
    if (!lines) return fail(lines.error());
    if (lines->size() > kUsageLinesMax) return fail(tooManyLines());
    if (auto done = correctLines(database, *question, *lines); !done) return fail(done.error());
    return lines;
}

}  // namespace gw::store
