#include "gateway/store/spending_table.hpp"

#include "gateway/store/column.hpp"

#include <chrono>
#include <string_view>

namespace gw::store {

namespace {

namespace chrono = std::chrono;

using Sums = std::unordered_map<std::string, SpentSums>;

auto addTo(Sums& sums) {
    return [&sums](const Row& row) -> Result<void> {
        SpentSums& sum = sums[row.text(0)];
        sum.total += NanoUsd{row.integer(1)};
        sum.day += NanoUsd{row.integer(2)};
        sum.month += NanoUsd{row.integer(3)};
        return {};
    };
}

// Days of keys and hours of users are kept in step with the ledger: one row each instead of one a request.
constexpr std::string_view kOfKeys =
    "SELECT key_id, sum(cost_nanousd), sum(CASE WHEN day >= ? THEN cost_nanousd ELSE 0 END), "
    "sum(CASE WHEN day >= ? THEN cost_nanousd ELSE 0 END) FROM key_day GROUP BY key_id";
constexpr std::string_view kOfUsers =
    "SELECT user_id, sum(cost_nanousd), sum(CASE WHEN hour >= ? THEN cost_nanousd ELSE 0 END), "
    "sum(CASE WHEN hour >= ? THEN cost_nanousd ELSE 0 END) FROM usage_hour WHERE user_id <> '' GROUP BY user_id";

std::string adjustmentsOf(const std::string& column) {
    return "SELECT l." + column +
           ", sum(a.cost_nanousd), sum(CASE WHEN l.created_at >= ? THEN a.cost_nanousd ELSE 0 END), "
           "sum(CASE WHEN l.created_at >= ? THEN a.cost_nanousd ELSE 0 END) FROM usage_adjustment a "
           "JOIN usage_ledger l ON l.request_id = a.request_id AND l.attempt = a.attempt WHERE l." +
           column + " IS NOT NULL GROUP BY l." + column;
}

}  // namespace

Result<SpentBySubject> spentSums(Database& database, WallTime now) {
    const auto day = chrono::floor<chrono::days>(now);
    const chrono::year_month_day date{day};
    const chrono::sys_days month{date.year() / date.month() / 1};
    const Values days{std::int64_t{day.time_since_epoch().count()}, std::int64_t{month.time_since_epoch().count()}};
    const Values times{timeValue(WallTime{day.time_since_epoch()}), timeValue(WallTime{month.time_since_epoch()})};
    SpentBySubject spent;
    if (auto done = database.select(std::string(kOfKeys), days, addTo(spent.keys)); !done) return fail(done.error());
    if (auto done = database.select(adjustmentsOf("key_id"), times, addTo(spent.keys)); !done) return fail(done.error());
    if (auto done = database.select(std::string(kOfUsers), times, addTo(spent.users)); !done) return fail(done.error());
    if (auto done = database.select(adjustmentsOf("user_id"), times, addTo(spent.users)); !done) return fail(done.error());
    return spent;
}

Result<std::vector<TokenShare>> tokensSince(Database& database, WallTime since, chrono::milliseconds bucket) {
    std::vector<TokenShare> shares;
    const auto width = static_cast<std::int64_t>(bucket.count());
    auto done = database.select(
        "SELECT created_at / ? AS piece, key_id, user_id, preset_id, ip, sum(tokens_in + tokens_out) FROM gateway_log "
        "WHERE created_at >= ? AND key_id IS NOT NULL AND tokens_in + tokens_out > 0 GROUP BY piece, key_id, user_id, preset_id, ip "
        "ORDER BY piece",
        {width, timeValue(since)}, [&](const Row& row) -> Result<void> {
            shares.push_back({fromMillis(row.integer(0) * width), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5)});
            return {};
        });
    if (!done) return fail(done.error());
    return shares;
}

}  // namespace gw::store
