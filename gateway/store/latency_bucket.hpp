// The buckets of table latency_step: four to each doubling of the time, from 1 ms to a quarter of an hour, so that a
// quantile read from them is off by less than a fifth, the width of a bucket, and mostly by far less. Pure, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace gw::store {

inline constexpr int kLatencyBuckets = 81;

/// The lengths in seconds in which steps of time are kept.
inline constexpr std::array<std::int64_t, 3> kLatencySteps{60, 600, 7200};
/// The finest that gives a span at most some 150 steps (a month: 372).
std::int64_t latencyStepFor(std::int64_t spanS) noexcept;

/// Bucket 0 is "under 1 ms"; the last one has no upper end.
int latencyBucket(std::int64_t millis) noexcept;
/// The least time that falls into the bucket; 0 for bucket 0.
std::int64_t latencyBucketFloor(int bucket) noexcept;

/// How many requests fell into each bucket.
using LatencyCounts = std::array<std::int64_t, kLatencyBuckets>;

/// The time under which `share` (0…1) of the requests stayed; unset without requests.
std::optional<double> latencyQuantile(const LatencyCounts& counts, double share) noexcept;

}  // namespace gw::store
