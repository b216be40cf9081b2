// How hard the process is pressed, as one rung that everybody may read: what is shed at which rung stands in gateway/README.md.
// Judged ten times a second by engine/pressure_watch; read by workers with one relaxed load. Owned by the engine, outlives the
// workers; any thread.
#pragma once

#include "gateway/base/byte_budget.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace gw {

/// calm: everything goes. busy (from 80 % of any bound): the cache stops growing, large bodies are refused. tight (90 %): no
/// connection is kept alive, uploads and relays are refused. full (95 %): only what is under way goes on.
enum class Rung : std::uint8_t { calm, busy, tight, full };

/// What presses most.
enum class Load : std::uint8_t { none, memory, buffers, inflight, spool };

class Pressure {
 public:
    /// A body above this is large.
    static constexpr std::uint64_t kLargeBody = 64 * 1024;

    Rung rung() const noexcept { return rung_.load(std::memory_order_relaxed); }
    /// Whether a request with this much body is turned away before it is read.
    bool sheds(std::uint64_t bodyBytes, bool relayed) const noexcept {
        const Rung now = rung();
        if (now == Rung::calm) return false;
        return now == Rung::full || bodyBytes > kLargeBody || (relayed && now >= Rung::tight);
    }

    /// The watcher's word. Shares are parts of their bounds, in per mille.
    struct Reading {
        std::uint32_t memory = 0, inflight = 0, spool = 0;
    };
    void judge(const Reading& reading) noexcept;
    Load load() const noexcept { return load_.load(std::memory_order_relaxed); }
    /// Of what presses most, in per mille of its bound.
    std::uint32_t share() const noexcept { return share_.load(std::memory_order_relaxed); }

    /// Bodies of requests and replies that are held in memory.
    ByteBudget buffers;

 private:
    std::atomic<Rung> rung_{Rung::calm};
    std::atomic<Load> load_{Load::none};
    std::atomic<std::uint32_t> share_{0};
};

}  // namespace gw
