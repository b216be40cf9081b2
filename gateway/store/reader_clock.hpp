// Where the days of a report begin: the reader's offset from UTC, which may change inside a span. Made on a store reader, since a named
// zone is read from the system's time zone files. A value.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gw::store {

class ReaderClock {
   public:
    /// Always as far ahead of UTC.
    explicit ReaderClock(std::int64_t offsetMs) : parts_{{0, offsetMs}} {}
    /// @param zone an IANA name such as Europe/Berlin; @return invalidValue naming time_zone when the system does not know it.
    static Result<ReaderClock> named(const std::string& zone, WallTime since, WallTime until);

    /// The day of `time`, an SQL expression of milliseconds: SQL for the number of its date since 1970-01-01.
    std::string dayOf(const std::string& time) const;
    /// When the day of that number begins, in milliseconds since 1970 UTC.
    std::int64_t dayBegin(std::int64_t day) const;
    /// At the span's begin.
    std::int64_t offsetMs() const { return parts_.front().offsetMs; }

   private:
    struct Part {
        std::int64_t fromMs, offsetMs;
    };
    std::vector<Part> parts_;  ///< in the order of time; the first holds for all that is before the second
};

}  // namespace gw::store
