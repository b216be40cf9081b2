// Durations in log-spaced buckets: 16 to an octave over microseconds up to 71 minutes, so that a quantile read from them is at
// most 3.2 % off. SharedHistogram is written by one thread and read by another; Histogram is a plain sum of such counts.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace gw::metrics {

/// Below 16 µs each value has a bucket of its own, then 28 octaves of 16.
inline constexpr std::size_t kBuckets = 16 + 28 * 16;

std::size_t bucketOf(std::uint64_t micros) noexcept;
/// The middle of a bucket in microseconds: at most 1/32 off any value in it.
double bucketMiddle(std::size_t bucket) noexcept;

/// Only the buckets that hold something, by bucket: a quiet second costs a few bytes.
using SparseCounts = std::vector<std::pair<std::uint16_t, std::uint32_t>>;

class Histogram {
   public:
    void add(std::uint64_t micros, std::uint64_t count = 1) { addBucket(bucketOf(micros), count); }
    void add(const SparseCounts& counts);
    std::uint64_t count() const { return count_; }
    /// @param q 0…1. nullopt when empty. Nearest rank.
    std::optional<double> quantileMicros(double q) const;
    std::optional<double> quantileMillis(double q) const;

   private:
    void addBucket(std::size_t bucket, std::uint64_t count);

    std::array<std::uint64_t, kBuckets> counts_{};
    std::uint64_t count_ = 0;
};

class SharedHistogram {
   public:
    /// One thread only.
    void add(std::uint64_t micros) noexcept {
        auto& count = counts_[bucketOf(micros)];
        count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
    /// What came since `last` was taken; brings `last` up to date. Counts may wrap.
    void addNew(std::array<std::uint32_t, kBuckets>& last, SparseCounts& fresh) const;

   private:
    std::array<std::atomic<std::uint32_t>, kBuckets> counts_{};
};

/// Adds `more` into `sum`, both sorted by bucket.
void merge(SparseCounts& sum, const SparseCounts& more);

}  // namespace gw::metrics
