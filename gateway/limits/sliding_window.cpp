#include "gateway/limits/sliding_window.hpp"

#include <algorithm>
#include <utility>

namespace gw::limits {

namespace {
constexpr std::size_t kBucketsAtFirst = 4;
}  // namespace

std::int64_t SlidingWindow::numberAt(SteadyTime time) const {
    const auto millis = std::chrono::floor<Millis>(time.time_since_epoch());
    // Rounded down also before the clock's begin, where a day that is restored may lie.
    return millis / bucket_ - (millis % bucket_ < Millis{0} ? 1 : 0);
}

void SlidingWindow::dropGone() {
    while (used_ > 0 && at(0).last + length_ <= now_) {
        sum_ -= at(0).count;
        first_ = (first_ + 1) & mask_;
        --used_;
    }
    if (used_ == 0) newestEnds_ = SteadyTime{};
    // Its end only moves further while more is counted in it.
    oldestStays_ = used_ > 0 ? at(0).last + length_ : SteadyTime::max();
}

/// Of the first bucket that is not older than `number`.
std::size_t SlidingWindow::placeOf(std::int64_t number) {
    if (used_ == 0) return 0;
    // Numbers differ by one at least: it is here, or further on where some between have nothing in them.
    const std::int64_t back = std::max<std::int64_t>(0, at(used_ - 1).number - number);
    std::size_t low = used_ - std::min(used_, static_cast<std::size_t>(back) + 1), high = used_;
    if (at(low).number == number) return low;
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
    mask_ = ring_.size() - 1;
    first_ = 0;
}

SlidingWindow::Bucket& SlidingWindow::insert(std::size_t place, SteadyTime time) {
    if (used_ == ring_.size()) grow();
    for (std::size_t i = used_++; i > place; --i) at(i) = at(i - 1);
    Bucket& made = at(place) = {numberAt(time), 0, time};
    if (place == used_ - 1) newestEnds_ = SteadyTime{bucket_ * (made.number + 1)};
    oldestStays_ = std::min(oldestStays_, time + length_);
    return made;
}

void SlidingWindow::amendOlder(SteadyTime then, std::int64_t change) {
    if (then + length_ <= now_) return;
    const std::int64_t number = numberAt(then);
    const std::size_t place = placeOf(number);
    const bool known = place < used_ && at(place).number == number;
    if (!known && change < 0) return;
    changeBucket(known ? at(place) : insert(place, then), then, change);
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
