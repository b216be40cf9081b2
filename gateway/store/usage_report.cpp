#include "gateway/store/usage_report.hpp"

#include "gateway/ledger/probe_account.hpp"
#include "gateway/store/column.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <unordered_map>
#include <utility>

namespace gw::store {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 86'400'000;

/// Of the account in which the gateway's own probes stand; no row of a key or user has its id.
constexpr const char* kProbesLabel = "health probes";

constexpr const char* kSums =
    "sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), "
    "sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)";

constexpr const char* kColumns =
    "calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd";

UsageSums sumsAt(const Row& row, int first) {
    UsageSums sums;
    std::int64_t* const places[] = {&sums.calls,           &sums.tokensIn,    &sums.tokensOut, &sums.tokensCached, &sums.tokensCacheWrite,
                                    &sums.tokensReasoning, &sums.costNanoUsd, &sums.unpriced,  &sums.estimated,    &sums.estimatedNanoUsd};
    for (auto* place : places) *place = row.integer(first++);
    return sums;
}

std::int64_t hourFloor(WallTime time) { return toMillis(time) / kHourMs * kHourMs; }

/// Days since the epoch on the reader's clock.
std::string dayText(std::int64_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
    return text;
}

/// The group's expression over a table with these columns; its value is text, or the number of a day.
std::string placeOf(UsageGrouping group, const char* time, std::int64_t zoneMs) {
    switch (group) {
        case UsageGrouping::user: return "coalesce(user_id, '')";
        case UsageGrouping::provider: return "coalesce(provider, '')";
        case UsageGrouping::model: return "coalesce(model, '')";
        case UsageGrouping::day: return std::string("(") + time + " + " + std::to_string(zoneMs) + ") / " + std::to_string(kDayMs);
        case UsageGrouping::key: break;
    }
    return "coalesce(key_id, '')";
}

std::string groupText(const UsageQuery& query, const Row& row, int column) {
    return query.group == UsageGrouping::day ? dayText(row.integer(column)) : row.text(column);
}

Values spanOf(const UsageQuery& query) { return {hourFloor(query.since), timeValue(query.until)}; }

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
/// usage_hour, at most two days of it. Days are those of the reader's clock, so they are made of hours.
struct Source {
    std::string sql;
    Values values;
};
Source sourceOf(const UsageQuery& query) {
    if (query.group == UsageGrouping::day)
        return {"SELECT " + placeOf(query.group, "hour", query.zoneMs) + " AS place, " + kColumns + " FROM usage_part_hour WHERE dim = 'all' AND part = '' "
                "AND hour >= ? AND hour < ?", spanOf(query)};
    const std::int64_t since = hourFloor(query.since), until = (toMillis(query.until) + kHourMs - 1) / kHourMs * kHourMs;
    const std::int64_t firstDay = (since + kDayMs - 1) / kDayMs * kDayMs, endDay = until / kDayMs * kDayMs;
    const std::string hours = "SELECT " + placeOf(query.group, "hour", 0) + " AS place, " + kColumns + " FROM usage_hour WHERE hour >= ? AND hour < ?";
    if (firstDay >= endDay) return {hours, {since, until}};
    return {std::string("SELECT part AS place, ") + kColumns + " FROM usage_part_day WHERE dim = '" + dimensionOf(query.group) +
                "' AND day >= ? AND day < ? UNION ALL " + hours + " UNION ALL " + hours,
            {firstDay, endDay, since, firstDay, endDay, until}};
}

/// The dearest first; the number of all groups stands in each row.
Result<void> readGroups(Database& database, const UsageQuery& query, UsageReport& report) {
    const bool byDay = query.group == UsageGrouping::day;
    const Source source = sourceOf(query);
    const std::string groups = std::string("SELECT place, ") + kSums + ", count(*) OVER () AS many FROM (" + source.sql + ") AS rows_of_span GROUP BY place";
    return database.select(groups + (byDay ? " ORDER BY place DESC" : " ORDER BY sum(cost_nanousd) DESC, sum(calls) DESC, place") + " LIMIT " + std::to_string(kUsageGroupsMax),
                           source.values, [&](const Row& row) -> Result<void> {
                               report.groups.push_back({.group = groupText(query, row, 0), .label = {}, .prefix = {}, .sums = sumsAt(row, 1),
                                                        .budgetNanoUsd = {}, .spentNanoUsd = {}});
                               report.groupsInAll = row.integer(11);
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
Result<void> addAdjustments(Database& database, const UsageQuery& query, UsageReport& report) {
    std::unordered_map<std::string, std::int64_t> byGroup;
    auto done = database.select("SELECT " + placeOf(query.group, "l.created_at", query.zoneMs) +
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

/// One part's steps, which begin at the reader's midnight.
Result<Series> seriesOf(Database& database, const UsageQuery& query, const std::string& dim, const std::string& part) {
    Series series;
    Values values{-query.zoneMs, query.zoneMs, query.stepMs, query.stepMs, dim, part};
    for (auto& value : spanOf(query)) values.push_back(std::move(value));
    auto done = database.select("SELECT ? + (hour + ?) / ? * ? AS step, sum(cost_nanousd), sum(calls) FROM usage_part_hour "
                                "WHERE dim = ? AND part = ? AND hour >= ? AND hour < ? GROUP BY step",
                                values, [&](const Row& row) -> Result<void> {
                                    series[row.integer(0)] = {row.integer(1), row.integer(2)};
                                    return {};
                                });
    if (!done) return fail(done.error());
    return series;
}

/// The dearest groups by name, everything else together. A series by day needs no parts.
Result<void> readPoints(Database& database, const UsageQuery& query, UsageReport& report) {
    auto others = seriesOf(database, query, "all", "");
    if (!others) return fail(others.error());
    std::vector<Series> named;
    const std::size_t top = query.group == UsageGrouping::day ? 0 : std::min(report.groups.size(), kUsageSeriesMax);
    for (std::size_t i = 0; i < top; ++i) {
        auto series = seriesOf(database, query, dimensionOf(query.group), report.groups[i].group);
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

}  // namespace

Result<UsageReport> usageReport(Database& database, const UsageQuery& query) {
    UsageReport report;
    auto done = database.select(std::string("SELECT ") + kSums + " FROM usage_part_hour WHERE dim = 'all' AND part = '' AND hour >= ? AND hour < ?",
                                spanOf(query), [&](const Row& row) -> Result<void> {
                                    report.totals = sumsAt(row, 0);
                                    return {};
                                });
    if (!done) return fail(done.error());
    if (done = readGroups(database, query, report); !done) return fail(done.error());
    if (done = nameGroups(database, query, report); !done) return fail(done.error());
    if (done = correctSpent(database, report); !done) return fail(done.error());
    if (done = addAdjustments(database, query, report); !done) return fail(done.error());
    if (done = readPoints(database, query, report); !done) return fail(done.error());
    return report;
}

Result<std::vector<UsageLine>> usageLines(Database& database, const UsageQuery& query) {
    std::vector<UsageLine> lines;
    std::map<std::vector<std::string>, std::size_t> places;
    const std::string day = placeOf(UsageGrouping::day, "hour", query.zoneMs);
    auto done = database.select("SELECT u.*, k.name, p.email FROM (SELECT " + day + " AS day, key_id, user_id, provider, model, " + kSums +
                                    " FROM usage_hour WHERE hour >= ? AND hour < ? GROUP BY 1, key_id, user_id, provider, model LIMIT " +
                                    std::to_string(kUsageLinesMax + 1) +
                                    ") AS u LEFT JOIN api_key k ON k.id = u.key_id LEFT JOIN users p ON p.id = u.user_id "
                                    "ORDER BY u.day, u.key_id, u.user_id, u.provider, u.model",
                                spanOf(query), [&](const Row& row) -> Result<void> {
                                    UsageLine line{.day = dayText(row.integer(0)), .keyId = row.text(1), .keyName = row.text(15), .userId = row.text(2),
                                                   .userEmail = row.text(16), .provider = row.text(3), .model = row.text(4), .sums = sumsAt(row, 5)};
                                    if (line.keyId == ledger::kProbeAccount) line.keyName = line.userEmail = kProbesLabel;
                                    places[{line.day, line.keyId, line.userId, line.provider, line.model}] = lines.size();
                                    lines.push_back(std::move(line));
                                    return {};
                                });
    if (!done) return fail(done.error());
    if (lines.size() > kUsageLinesMax) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "This span has more than 100,000 lines: ask for a shorter one.", "since");
    }
    done = database.select("SELECT " + placeOf(UsageGrouping::day, "l.created_at", query.zoneMs) +
                               ", coalesce(l.key_id, ''), coalesce(l.user_id, ''), coalesce(l.provider, ''), coalesce(l.model, ''), sum(a.cost_nanousd) "
                               "FROM usage_adjustment a CROSS JOIN usage_ledger l ON l.request_id = a.request_id AND l.attempt = a.attempt "
                               "WHERE l.created_at >= ? AND l.created_at < ? GROUP BY 1, 2, 3, 4, 5",
                           spanOf(query), [&](const Row& row) -> Result<void> {
                               const auto found = places.find({dayText(row.integer(0)), row.text(1), row.text(2), row.text(3), row.text(4)});
                               if (found != places.end()) lines[found->second].sums.adjustedNanoUsd = row.integer(5);
                               return {};
                           });
    if (!done) return fail(done.error());
    return lines;
}

}  // namespace gw::store
