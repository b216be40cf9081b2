#include "gateway/store/usage_report.hpp"

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

constexpr const char* kSums =
    "sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), "
    "sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)";

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

Result<void> readGroups(Database& database, const UsageQuery& query, UsageReport& report) {
    const bool byDay = query.group == UsageGrouping::day;
    const std::string inner = "SELECT " + placeOf(query.group, "hour", query.zoneMs) + " AS place, " + kSums +
                              ", sum(cost_nanousd) AS cost, sum(calls) AS many FROM usage_hour WHERE hour >= ? AND hour < ? GROUP BY place";
    const auto count = database.integer("SELECT count(*) FROM (" + inner + ") AS g", spanOf(query));
    if (!count) return fail(count.error());
    report.groupsInAll = count->value_or(0);
    return database.select(inner + (byDay ? " ORDER BY place DESC" : " ORDER BY cost DESC, many DESC, place") + " LIMIT " + std::to_string(kUsageGroupsMax),
                           spanOf(query), [&](const Row& row) -> Result<void> {
                               report.groups.push_back({.group = groupText(query, row, 0), .label = {}, .prefix = {}, .sums = sumsAt(row, 1),
                                                        .budgetNanoUsd = {}, .spentNanoUsd = {}});
                               return {};
                           });
}

Result<void> nameGroups(Database& database, const UsageQuery& query, UsageReport& report) {
    const bool keys = query.group == UsageGrouping::key;
    if (!keys && query.group != UsageGrouping::user) return {};
    for (auto& group : report.groups) {
        if (group.group.empty()) continue;
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

/// The dearest groups by name, everything else together. A series by day needs no parts.
Result<void> readPoints(Database& database, const UsageQuery& query, UsageReport& report) {
    std::string place = "''";
    Values values{-query.zoneMs, query.zoneMs, query.stepMs, query.stepMs};
    if (query.group != UsageGrouping::day) {
        const auto top = std::min(report.groups.size(), kUsageSeriesMax);
        const std::string column = placeOf(query.group, "hour", 0);
        place = "CASE";
        Values names;
        for (std::size_t i = 0; i < top; ++i) {
            place += " WHEN " + column + " = ? THEN " + std::to_string(i);
            names.emplace_back(report.groups[i].group);
        }
        place = top == 0 ? "-1" : place + " ELSE -1 END";
        values.insert(values.end(), names.begin(), names.end());
    } else {
        place = "-1";
    }
    for (auto& value : spanOf(query)) values.push_back(std::move(value));
    // Steps begin at the reader's midnight.
    return database.select("SELECT ? + (hour + ?) / ? * ? AS step, " + place + " AS part, sum(cost_nanousd), sum(calls) FROM usage_hour "
                           "WHERE hour >= ? AND hour < ? GROUP BY step, part ORDER BY step, part",
                           values, [&](const Row& row) -> Result<void> {
                               const auto part = row.integer(1);
                               report.points.push_back({timeAt(row, 0), part < 0 ? std::string() : report.groups[static_cast<std::size_t>(part)].group,
                                                        row.integer(2), row.integer(3)});
                               return {};
                           });
}

}  // namespace

Result<UsageReport> usageReport(Database& database, const UsageQuery& query) {
    UsageReport report;
    auto done = database.select(std::string("SELECT ") + kSums + " FROM usage_hour WHERE hour >= ? AND hour < ?", spanOf(query),
                                [&](const Row& row) -> Result<void> {
                                    report.totals = sumsAt(row, 0);
                                    return {};
                                });
    if (!done) return fail(done.error());
    if (done = readGroups(database, query, report); !done) return fail(done.error());
    if (done = nameGroups(database, query, report); !done) return fail(done.error());
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
