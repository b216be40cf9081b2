// What all workers know together of one upstream's model and of one preset item: calls under way, how long answers take,
// whether it is at rest, and the item's caps. Relaxed atomics only: a choice may lean on a figure that is a moment old, a cap
// may not be exceeded. Made by control, carried from snapshot to snapshot; any thread.
#pragma once

#include "gateway/base/clock.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace gw::config {

class UpstreamLoad {
 public:
    /// Half of what was expected is forgotten after about seven seconds without an answer.
    static constexpr std::chrono::milliseconds kTau{10'000};

    void began() noexcept { running_.fetch_add(1, std::memory_order_relaxed); }
    void ended() noexcept { running_.fetch_sub(1, std::memory_order_relaxed); }
    std::uint32_t running() const noexcept { return running_.load(std::memory_order_relaxed); }

    /// Peak-EWMA: an answer slower than expected counts at once, faster ones bring it down over kTau.
    /// (Finagle's com.twitter.finagle.loadbalancer.PeakEwma.)
    void answered(std::chrono::microseconds took, SteadyTime now) noexcept;
    /// A call that failed: twice what is expected, at least what it took, so that failing fast is not being fast.
    void failed(std::chrono::microseconds took, SteadyTime now) noexcept;
    /// Until the first byte; zero when nothing is known, or nothing any more.
    std::chrono::microseconds expected(SteadyTime now) const noexcept;

    /// What the circuit says: choices pass it by until then. Zero: it takes calls.
    void restUntil(SteadyTime until) noexcept { restUntil_.store(until.time_since_epoch().count(), std::memory_order_relaxed); }
    bool rests(SteadyTime now) const noexcept { return now.time_since_epoch().count() < restUntil_.load(std::memory_order_relaxed); }

 private:
    std::atomic<std::uint32_t> running_{0};
    /// Microseconds above, milliseconds of the steady clock below: one word, so that both change together.
    std::atomic<std::uint64_t> peak_{0};
    std::atomic<SteadyTime::rep> restUntil_{0};
};
using UpstreamLoadPtr = std::shared_ptr<UpstreamLoad>;

/// How much of an item's caps is taken. A cap is never exceeded: two that ask for the last place may both be refused.
class ItemUse {
 public:
    /// @param parallelMax, perMinute 0: no cap. A taken place is given back by `giveBack`; a taken request of a minute is not.
    bool take(std::uint32_t parallelMax, std::uint32_t perMinute, SteadyTime now) noexcept;
    void giveBack() noexcept { running_.fetch_sub(1, std::memory_order_relaxed); }
    std::uint32_t running() const noexcept { return running_.load(std::memory_order_relaxed); }

 private:
    /// A minute and the second that has begun, which is counted whole.
    static constexpr std::uint32_t kSeconds = 61;
    bool countRequest(std::uint32_t perMinute, SteadyTime now) noexcept;

    std::atomic<std::uint32_t> running_{0};
    /// The second above, its requests below.
    std::array<std::atomic<std::uint64_t>, kSeconds> seconds_{};
};
using ItemUsePtr = std::shared_ptr<ItemUse>;

}  // namespace gw::config
