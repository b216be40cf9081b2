#include "gateway/metrics/ladder.hpp"

#include <algorithm>

namespace gw::metrics {

namespace {

constexpr std::array<std::uint64_t, 16> kRequest{5'000,     10'000,    25'000,     50'000,     100'000,     250'000,
                                                 500'000,   1'000'000, 2'500'000,  5'000'000,  10'000'000,  30'000'000,
                                                 60'000'000, 120'000'000, 300'000'000, 600'000'000};
constexpr std::array<std::uint64_t, 14> kOverhead{25,     50,     100,    250,     500,     1'000,   2'500,
                                                  5'000,  10'000, 25'000, 50'000,  100'000, 250'000, 1'000'000};
constexpr std::array<std::uint64_t, 15> kQueue{50,     100,     250,     500,       1'000,     2'500,      5'000,     10'000,
                                               25'000, 100'000, 500'000, 1'000'000, 5'000'000, 10'000'000, 30'000'000};
static_assert(kRequest.size() <= kRungsMax && kOverhead.size() <= kRungsMax && kQueue.size() <= kRungsMax);

}  // namespace

std::span<const std::uint64_t> requestBounds() noexcept { return kRequest; }
std::span<const std::uint64_t> overheadBounds() noexcept { return kOverhead; }
std::span<const std::uint64_t> queueBounds() noexcept { return kQueue; }

void Ladder::add(std::span<const std::uint64_t> bounds, std::uint64_t micros) noexcept {
    const auto rung = std::ranges::lower_bound(bounds, micros);
    // What is above all bounds goes to the place behind the last bound.
    bump(counts_[static_cast<std::size_t>(rung - bounds.begin())], std::uint64_t{1});
    bump(sumMicros_, micros);
}

Ladder::Reading Ladder::read() const noexcept {
    Reading reading;
    for (std::size_t i = 0; i < counts_.size(); ++i) reading.counts[i] = counts_[i].load(std::memory_order_relaxed);
    reading.sumMicros = sumMicros_.load(std::memory_order_relaxed);
    return reading;
}

Ladder::Reading& Ladder::Reading::operator+=(const Reading& other) noexcept {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
    sumMicros += other.sumMicros;
    return *this;
}

}  // namespace gw::metrics
