#include "gateway/admin/report_range.hpp"

#include <array>

namespace gw::admin {

namespace {

/// Minutes and more: what the tables can tell. Round on any clock.
constexpr std::array<std::int64_t, 12> kSteps{60, 120, 300, 600, 900, 1800, 3600, 7200, 10'800, 21'600, 43'200, 86'400};

}  // namespace

Result<ReportRange> reportRange(const Exchange& exchange, WallTime now, std::chrono::milliseconds usual, std::chrono::milliseconds most) {
    const auto since = exchange.queryTime("since");
    const auto until = exchange.queryTime("until");
    if (!since) return fail(since.error());
    if (!until) return fail(until.error());
    ReportRange range;
    range.until = until->value_or(now);
    range.since = since->value_or(range.until - usual);
    if (range.since >= range.until) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "The query value since must be before until.", "since");
    }
    if (range.until - range.since > most) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The span from since to until may be at most " + std::to_string(std::chrono::duration_cast<std::chrono::days>(most).count()) + " days.", "since");
    }
    return range;
}

Result<std::int64_t> reportStep(const Exchange& exchange, const ReportRange& range, std::int64_t pointsMax) {
    const auto asked = exchange.queryInteger("step", 1, 86'400);
    if (!asked) return fail(asked.error());
    const std::int64_t span = std::chrono::duration_cast<std::chrono::seconds>(range.until - range.since).count();
    for (const auto step : kSteps) {
        if (step >= asked->value_or(0) && span <= step * pointsMax) return step * 1000;
    }
    return kSteps.back() * 1000;
}

}  // namespace gw::admin
