// The span of a report: since and until of the query, checked. Used by the report resources; control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/base/clock.hpp"

namespace gw::admin {

struct ReportRange {
    WallTime since{}, until{};
};

/// ?since=&until= (RFC 3339); without them the `usual` time before now.
/// @return invalidValue when the span is empty, or longer than `most`.
Result<ReportRange> reportRange(const Exchange& exchange, WallTime now, std::chrono::milliseconds usual, std::chrono::milliseconds most);

/// The step of a series in milliseconds: the least round one that is not under ?step= (seconds) and gives at most `pointsMax`
/// points. Each is a divisor or a multiple of an hour.
Result<std::int64_t> reportStep(const Exchange& exchange, const ReportRange& range, std::int64_t pointsMax);

}  // namespace gw::admin
