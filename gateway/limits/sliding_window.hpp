// What was counted in the last minute (or any other window), in buckets of a fixed length of which the oldest counts whole:
// in no window of that length can more be taken than the limit, and at most one bucket's length of it stays unused. The
// whole limit may be taken at once. Pure values; whoever shares one guards it.
#pragma once

#include "gateway/base/clock.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace gw::limits {

class SlidingWindow {
   public:
    using Millis = std::chrono::milliseconds;

    /// @param length a multiple of `bucket`.
    SlidingWindow(Millis length, Millis bucket);

    /// Counted in the buckets that any window ending at `now` may touch.
    std::int64_t sum(SteadyTime now);
    /// Counts `amount` at `now`; less than nothing takes back.
    void add(SteadyTime now, std::int64_t amount);
    /// Changes what was counted at `then`; nothing when that has left the window.
    void amend(SteadyTime now, SteadyTime then, std::int64_t change);
    /// How long until `amount` fits under `limit`; zero when it does, the whole length when it never will.
    Millis untilFits(SteadyTime now, std::int64_t amount, std::int64_t limit);
    /// How long until all that is counted has left.
    Millis untilEmpty(SteadyTime now);

   private:
    std::int64_t numberAt(SteadyTime time) const;
    std::int64_t& bucket(std::int64_t number) { return counts_[static_cast<std::size_t>(number) % counts_.size()]; }
    void advance(SteadyTime now);
    Millis untilGone(SteadyTime now, std::int64_t number) const;

    Millis length_, bucket_;
    std::vector<std::int64_t> counts_;
    std::int64_t newest_ = 0;
    std::int64_t sum_ = 0;
};

}  // namespace gw::limits
