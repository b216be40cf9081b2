// What was used and what it cost in a span, read from tables usage_part_day, usage_part_hour and usage_hour and the adjustments of the ledger: a
// long span costs its days and parts, not its rows. Money is integer
// nano-dollars throughout. Called on store readers.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gw::store {

enum class UsageGrouping : std::uint8_t { key, user, provider, model, day };

struct UsageQuery {
    WallTime since{}, until{};      ///< whole quarters of an hour are read: since is taken down to its own, until up
    std::int64_t zoneMs = 0;        ///< of the reader's clock, ahead of UTC: where days begin
    bool offsetGiven = false;       ///< zoneMs holds where timeZone is not known here
    std::string timeZone{};         ///< the reader's by its IANA name, in place of zoneMs: its days of 23 and 25 hours too
    std::int64_t stepMs = 3'600'000;  ///< of the series: hours or days
    UsageGrouping group = UsageGrouping::key;
};

struct UsageSums {
    std::int64_t calls = 0, tokensIn = 0, tokensOut = 0, tokensCached = 0, tokensCacheWrite = 0, tokensReasoning = 0;
    std::int64_t costNanoUsd = 0, unpriced = 0, estimated = 0, estimatedNanoUsd = 0;
    std::int64_t batch = 0, batchNanoUsd = 0;  ///< billed at the price for batch and flex; part of calls and costNanoUsd
    std::int64_t adjustedNanoUsd = 0;  ///< corrections, ±; not part of costNanoUsd
};

struct UsageGroup {
    std::string group;   ///< an id, a name, or a day as YYYY-MM-DD
    std::string label;   ///< key: its name; user: the address
    std::string prefix;  ///< of a key
    UsageSums sums;
    std::optional<std::int64_t> budgetNanoUsd, spentNanoUsd;  ///< of a key with a budget: over all its time
};

struct UsagePoint {
    WallTime at{};
    std::string group;  ///< one of the dearest, or empty: all others
    std::int64_t costNanoUsd = 0, calls = 0;
};

struct UsageReport {
    UsageSums totals;
    std::vector<UsageGroup> groups;  ///< dearest first; days newest first; at most kUsageGroupsMax
    std::int64_t groupsInAll = 0;
    std::vector<UsagePoint> points;
};

inline constexpr std::int64_t kUsageGroupsMax = 1000;
inline constexpr std::size_t kUsageSeriesMax = 3;

Result<UsageReport> usageReport(Database& database, const UsageQuery& query);

/// The same groups, every one of them, for a file.
/// @return invalidValue naming since when there are more than kUsageLinesMax.
Result<std::vector<UsageGroup>> usageGroups(Database& database, const UsageQuery& query);

/// The whole span in its finest lines, for a file: day, key, user, provider and model. Days apart cost the rows of usage_hour.
struct UsageLine {
    std::string day, keyId, keyName, userId, userEmail, provider, model;
    UsageSums sums;
};
inline constexpr std::size_t kUsageLinesMax = 100'000;
/// @return invalidValue naming since when there are more than kUsageLinesMax.
Result<std::vector<UsageLine>> usageLines(Database& database, const UsageQuery& query);

}  // namespace gw::store
