#include "gateway/limits/sliding_window.hpp"

#include <algorithm>

namespace gw::limits {

SlidingWindow::SlidingWindow(Millis length, Millis bucket)
    : length_(length), bucket_(bucket), counts_(static_cast<std::size_t>(length / bucket) + 1) {}

std::int64_t SlidingWindow::numberAt(SteadyTime time) const {
    return std::chrono::floor<Millis>(time.time_since_epoch()) / bucket_;
}

/// Empties the buckets that come into use again. Time that goes back counts in the newest bucket.
void SlidingWindow::advance(SteadyTime now) {
    const std::int64_t number = numberAt(now);
    if (number <= newest_) return;
    const auto size = static_cast<std::int64_t>(counts_.size());
    if (number - newest_ >= size) {
        std::fill(counts_.begin(), counts_.end(), 0);
        sum_ = 0;
    } else {
        for (std::int64_t fresh = newest_ + 1; fresh <= number; ++fresh) {
            sum_ -= bucket(fresh);
            bucket(fresh) = 0;
        }
    }
    newest_ = number;
}

std::int64_t SlidingWindow::sum(SteadyTime now) {
    advance(now);
    return sum_;
}

void SlidingWindow::add(SteadyTime now, std::int64_t amount) {
    advance(now);
    bucket(newest_) += amount;
    sum_ += amount;
}

void SlidingWindow::amend(SteadyTime now, SteadyTime then, std::int64_t change) {
    advance(now);
    const std::int64_t number = std::min(numberAt(then), newest_);
    if (newest_ - number >= static_cast<std::int64_t>(counts_.size())) return;
    // What was taken back before cannot be taken back twice.
    change = std::max(change, -bucket(number));
    bucket(number) += change;
    sum_ += change;
}

SlidingWindow::Millis SlidingWindow::untilGone(SteadyTime now, std::int64_t number) const {
    const auto gone = bucket_ * (number + static_cast<std::int64_t>(counts_.size()));
    return std::max(Millis{1}, gone - std::chrono::floor<Millis>(now.time_since_epoch()));
}

SlidingWindow::Millis SlidingWindow::untilFits(SteadyTime now, std::int64_t amount, std::int64_t limit) {
    advance(now);
    if (sum_ + amount <= limit) return Millis{0};
    if (amount > limit) return length_;
    std::int64_t left = sum_;
    for (std::int64_t number = newest_ - static_cast<std::int64_t>(counts_.size()) + 1; number <= newest_; ++number) {
        if (number < 0) continue;
        left -= bucket(number);
        if (left + amount <= limit) return untilGone(now, number);
    }
    return length_;
}

SlidingWindow::Millis SlidingWindow::untilEmpty(SteadyTime now) {
    advance(now);
    if (sum_ == 0) return Millis{0};
    for (std::int64_t number = newest_; number > newest_ - static_cast<std::int64_t>(counts_.size()) && number >= 0; --number)
        if (bucket(number) != 0) return untilGone(now, number);
    return Millis{0};
}

}  // namespace gw::limits
