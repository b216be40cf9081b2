// What one second or one minute held, the ring that keeps them, and sums over a window. Plain values; control's thread.
#pragma once

#include "gateway/metrics/histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gw::metrics {

struct Sample {
    std::int64_t at = -1;       ///< epoch seconds of its start; -1: empty
    std::uint32_t seconds = 0;  ///< of it that were observed
    std::uint64_t requests = 0, success = 0, errors4xx = 0, errors429 = 0, errors5xx = 0;
    std::uint64_t tokensIn = 0, tokensOut = 0, costNanoUsd = 0, unpriced = 0;
    std::int64_t inflight = 0, streams = 0, spoolPending = 0;  ///< at its end
    SparseCounts latency, ttft, overhead;

    /// Sums the counts; the gauges are those of `later`.
    void add(const Sample& later);
};

/// The newest samples by time: `width` seconds each, `size` of them. A sample of another time takes its slot over, so that a
/// clock that jumps leaves holes or sums, never a wrong place.
class SampleRing {
   public:
    SampleRing(std::size_t size, std::int64_t width) : slots_(size), width_(width) {}

    void add(const Sample& sample);
    /// nullptr when nothing was seen at that time.
    const Sample* find(std::int64_t at) const;
    std::int64_t width() const { return width_; }
    std::int64_t span() const { return width_ * static_cast<std::int64_t>(slots_.size()); }

   private:
    std::vector<Sample> slots_;
    std::int64_t width_;
};

struct WindowSum {
    Sample total;
    Histogram latency, ttft, overhead;
    /// Adds every sample of `ring` in [from, to).
    void collect(const SampleRing& ring, std::int64_t from, std::int64_t to);
};

}  // namespace gw::metrics
