#include "gateway/store/key_hours.hpp"

#include <algorithm>

namespace gw::store {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kHoursADay = 24;
constexpr std::int64_t kDayMs = kHourMs * kHoursADay;

/// One hour more, older than or the same as those before it.
void addHour(std::vector<TimeSpan>& spans, std::int64_t begin, const TimeSpan& within) {
    const TimeSpan hour{std::max(begin, within.since), std::min(begin + kHourMs, within.until)};
    if (hour.since >= hour.until) return;
    if (!spans.empty() && hour.until >= spans.back().since) spans.back().since = std::min(spans.back().since, hour.since);
    else spans.push_back(hour);
}

}  // namespace

Result<std::vector<TimeSpan>> keyHours(Database& database, const std::string& key, const TimeSpan& within) {
    std::vector<TimeSpan> spans;
    std::int64_t day = 0, hours = 0;
    const auto addDay = [&] {
        for (std::int64_t hour = kHoursADay - 1; hour >= 0; --hour)
            if ((hours >> hour & 1) != 0) addHour(spans, day * kDayMs + hour * kHourMs, within);
    };
    // Several keys may share a prefix.
    auto done = database.select(
        "SELECT day, hours FROM key_day WHERE key_id IN (SELECT id FROM api_key WHERE prefix = ? UNION SELECT ?) "
        "AND day >= ? AND day <= ? ORDER BY day DESC",
        {key, key, within.since / kDayMs, within.until / kDayMs}, [&](const Row& row) -> Result<void> {
            if (row.integer(0) != day) {
                addDay();
                day = row.integer(0);
                hours = 0;
            }
            hours |= row.integer(1);
            return {};
        });
    if (!done) return fail(done.error());
    addDay();
    return spans;
}

}  // namespace gw::store
