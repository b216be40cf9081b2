#include "gateway/store/latency_bucket.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gw::store {

namespace {

constexpr double kPerDoubling = 4;

/// Whole milliseconds, so that no rounding of a logarithm moves a request into its neighbour.
const std::array<std::int64_t, kLatencyBuckets>& floors() {
    static const auto table = [] {
        std::array<std::int64_t, kLatencyBuckets> made{};
        for (int bucket = 1; bucket < kLatencyBuckets; ++bucket) {
            made[static_cast<std::size_t>(bucket)] = static_cast<std::int64_t>(std::ceil(std::exp2((bucket - 1) / kPerDoubling) - 1e-9));
        }
        return made;
    }();
    return table;
}

}  // namespace

std::int64_t latencyStepFor(std::int64_t spanS, std::int64_t ageS) noexcept {
    constexpr std::int64_t kStepsWanted = 150;
    for (const auto& step : kLatencySteps) {
        if (spanS <= step.lengthS * kStepsWanted && ageS <= step.keptS) return step.lengthS;
    }
    return kLatencySteps.back().lengthS;
}

int latencyBucket(std::int64_t millis) noexcept {
    const auto& table = floors();
    const auto after = std::upper_bound(table.begin(), table.end(), std::max<std::int64_t>(millis, 0));
    return static_cast<int>(after - table.begin()) - 1;
}

std::int64_t latencyBucketFloor(int bucket) noexcept {
    return floors()[static_cast<std::size_t>(std::clamp(bucket, 0, kLatencyBuckets - 1))];
}

std::optional<double> latencyQuantile(const LatencyCounts& counts, double share) noexcept {
    const auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    if (all == 0) return std::nullopt;
    const double wanted = share * static_cast<double>(all);
    double below = 0;
    for (int bucket = 0; bucket < kLatencyBuckets; ++bucket) {
        const auto here = static_cast<double>(counts[static_cast<std::size_t>(bucket)]);
        if (here == 0 || below + here < wanted) {
            below += here;
            continue;
        }
        const auto low = static_cast<double>(latencyBucketFloor(bucket));
        const double high = bucket + 1 < kLatencyBuckets ? static_cast<double>(latencyBucketFloor(bucket + 1)) : low;
        return low + (high - low) * std::clamp((wanted - below) / here, 0.0, 1.0);
    }
    return static_cast<double>(latencyBucketFloor(kLatencyBuckets - 1));
}

}  // namespace gw::store
