#include "gateway/limits/sliding_window.hpp"

#include <algorithm>
#include <utility>

namespace gw::limits {

namespace {
constexpr std::size_t kBucketsAtFirst = 4;
}  // namespace

std::int64_t SlidingWindow::numberAt(SteadyTime time) const {
    return std::chrono::floor<Millis>(time.time_since_epoch()) / bucket_;
}

/// Drops the buckets that have left. Time that goes back counts as the latest there was.
void SlidingWindow::advance(SteadyTime now) {
    now_ = std::max(now_, now);
    while (used_ > 0 && at(0).last + length_ <= now_) {
        sum_ -= at(0).count;
        first_ = (first_ + 1) & (ring_.size() - 1);
        --used_;
    }
}

std::int64_t SlidingWindow::sum(SteadyTime now) {
    advance(now);
    return sum_;
}

/// Of the first bucket that is not older than `number`.
std::size_t SlidingWindow::placeOf(std::int64_t number) {
    std::size_t low = 0, high = used_;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (at(middle).number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void SlidingWindow::grow() {
    std::vector<Bucket> larger(ring_.empty() ? kBucketsAtFirst : ring_.size() * 2);
    for (std::size_t i = 0; i < used_; ++i) larger[i] = at(i);
    ring_ = std::move(larger);
    first_ = 0;
}

SlidingWindow::Bucket& SlidingWindow::insert(std::size_t place, SteadyTime time) {
    if (used_ == ring_.size()) grow();
    for (std::size_t i = used_++; i > place; --i) at(i) = at(i - 1);
    return at(place) = {numberAt(time), 0, time};
}

void SlidingWindow::add(SteadyTime now, std::int64_t amount) {
    advance(now);
    const bool known = used_ > 0 && at(used_ - 1).number == numberAt(now_);
    Bucket& last = known ? at(used_ - 1) : insert(used_, now_);
    last.count += amount;
    last.last = now_;
    sum_ += amount;
}

void SlidingWindow::amend(SteadyTime now, SteadyTime then, std::int64_t change) {
    advance(now);
    then = std::min(then, now_);
    if (change == 0 || then + length_ <= now_) return;
    const std::size_t place = placeOf(numberAt(then));
    const bool known = place < used_ && at(place).number == numberAt(then);
    if (!known && change < 0) return;
    Bucket& bucket = known ? at(place) : insert(place, then);
    // What was taken back before cannot be taken back twice.
    change = std::max(change, -bucket.count);
    bucket.count += change;
    sum_ += change;
}

SlidingWindow::Millis SlidingWindow::untilGone(const Bucket& bucket) const {
    return std::max(Millis{1}, std::chrono::ceil<Millis>(bucket.last + length_ - now_));
}

SlidingWindow::Millis SlidingWindow::untilFits(SteadyTime now, std::int64_t amount, std::int64_t limit) {
    advance(now);
    if (sum_ + amount <= limit) return Millis{0};
    if (amount > limit) return length_;
    std::int64_t left = sum_;
    for (std::size_t i = 0; i < used_; ++i) {
        left -= at(i).count;
        if (left + amount <= limit) return untilGone(at(i));
    }
    return length_;
}

SlidingWindow::Millis SlidingWindow::untilEmpty(SteadyTime now) {
    advance(now);
    for (std::size_t i = used_; i > 0; --i)
        if (at(i - 1).count != 0) return untilGone(at(i - 1));
    return Millis{0};
}

}  // namespace gw::limits
