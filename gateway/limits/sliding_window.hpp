// What was counted in the last minute (or any other window), in buckets of a fixed length. A bucket counts whole until the
// latest of what is in it has left: in no window of that length can more be taken than the limit, and what was taken at one
// moment is free again exactly one length later; at most one bucket's length of the limit stays unused. The whole limit may
// be taken at once. Only buckets with something in them take memory: 96 bytes at first, 6 KiB at most for 241 of them. Asking
// and counting at one moment after the other is all inline and looks at two buckets. Pure values; whoever shares one guards it.
#pragma once

#include "gateway/base/clock.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace gw::limits {

class SlidingWindow {
   public:
    using Millis = std::chrono::milliseconds;

    /// @param length a multiple of `bucket`.
    SlidingWindow(Millis length, Millis bucket) : bucket_(bucket), length_(length) {}

    /// Counted in the buckets of which something is inside the window that ends at `now`.
    std::int64_t sum(SteadyTime now) {
        advance(now);
        return sum_;
    }
    bool fits(SteadyTime now, std::int64_t amount, std::int64_t limit) { return sum(now) + amount <= limit; }
    /// Counts `amount` at `now`; less than nothing takes back.
    void add(SteadyTime now, std::int64_t amount) {
        advance(now);
        Bucket& last = now_ < newestEnds_ ? at(used_ - 1) : insert(used_, now_);
        last.count += amount;
        last.last = now_;
        sum_ += amount;
    }
    /// Changes what was counted at `then`; nothing when that has left the window.
    void amend(SteadyTime now, SteadyTime then, std::int64_t change) {
        if (change == 0) return;
        advance(now);
        if (then > now_) then = now_;
        // Most requests end within the bucket they began in.
        if (used_ > 0 && then < newestEnds_ && then >= newestEnds_ - bucket_) return changeBucket(at(used_ - 1), then, change);
        amendOlder(then, change);
    }
    /// How long until `amount` fits under `limit`; zero when it does, the whole length when it never will.
    Millis untilFits(SteadyTime now, std::int64_t amount, std::int64_t limit);
    /// How long until all that is counted has left.
    Millis untilEmpty(SteadyTime now);

   private:
    struct Bucket {
        std::int64_t number = 0, count = 0;
        SteadyTime last{};  ///< the latest that was counted in it
    };

    /// Drops the buckets that have left. Time that goes back counts as the latest there was.
    void advance(SteadyTime now) {
        if (now > now_) now_ = now;
        if (now_ >= oldestStays_) dropGone();
    }
    std::int64_t numberAt(SteadyTime time) const;
    /// The i-th oldest.
    Bucket& at(std::size_t i) { return ring_[(first_ + i) & mask_]; }
    std::size_t placeOf(std::int64_t number);
    void amendOlder(SteadyTime then, std::int64_t change);
    void changeBucket(Bucket& bucket, SteadyTime then, std::int64_t change) {
        if (change > 0 && then > bucket.last) bucket.last = then;
        // What was taken back before cannot be taken back twice.
        change = std::max(change, -bucket.count);
        bucket.count += change;
        sum_ += change;
    }
    Bucket& insert(std::size_t place, SteadyTime time);
    void grow();
    void dropGone();
    Millis untilGone(const Bucket& bucket) const;

    Millis bucket_, length_;
    std::vector<Bucket> ring_;  ///< a power of two, or empty
    std::size_t mask_ = 0, first_ = 0, used_ = 0;
    SteadyTime now_{};  ///< the latest time it was asked at
    /// No bucket leaves before this.
    SteadyTime oldestStays_ = SteadyTime::max();
    /// Until then the newest bucket takes what comes; the clock's begin where there is none.
    SteadyTime newestEnds_{};
    std::int64_t sum_ = 0;
};

}  // namespace gw::limits
