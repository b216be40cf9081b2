// The buckets of table latency_step: four to each doubling of the time, from 1 ms to a quarter of an hour, so that a
// quantile read from them is off by less than a fifth, the width of a bucket, and mostly by far less. Pure, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace gw::store {

inline constexpr int kLatencyBuckets = 81;

/// A length in which steps of time are kept, and for how long; both in seconds.
struct LatencyStep {
    std::int64_t lengthS, keptS;
};
inline constexpr std::array<LatencyStep, 3> kLatencySteps{{{60, 2 * 86'400}, {600, 14 * 86'400}, {7200, 400 * 86'400}}};
/// The finest that gives a span at most some 150 steps (a month: 372) and still knows its begin, `ageS` ago.
std::int64_t latencyStepFor(std::int64_t spanS, std::int64_t ageS) noexcept;

/// Bucket 0 is "under 1 ms"; the last one has no upper end.
int latencyBucket(std::int64_t millis) noexcept;
/// The least time that falls into the bucket; 0 for bucket 0.
std::int64_t latencyBucketFloor(int bucket) noexcept;

/// How many requests fell into each bucket.
using LatencyCounts = std::array<std::int64_t, kLatencyBuckets>;

/// The time under which `share` (0…1) of the requests stayed; unset without requests.
std::optional<double> latencyQuantile(const LatencyCounts& counts, double share) noexcept;

}  // namespace gw::store
