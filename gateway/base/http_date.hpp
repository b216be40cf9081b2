// Reads the dates of HTTP fields: IMF-fixdate and the two obsolete forms a recipient has to accept (RFC 9110 §5.6.7).
// Pure, any thread.
#pragma once

#include "gateway/base/clock.hpp"

#include <optional>
#include <string_view>

namespace gw {

/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or "Sun Nov  6 08:49:37 1994". The name of the day has to
/// be one; whether it is that date's is not asked.
/// @param now decides the century of a year of two digits: none is more than 50 years ahead.
/// @return nothing for what is none of the three, or no day of the calendar.
std::optional<WallTime> parseHttpDate(std::string_view text, WallTime now);

}  // namespace gw
