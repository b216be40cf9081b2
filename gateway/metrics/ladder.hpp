// A Prometheus histogram: counts below fixed bounds, and their sum. One thread adds, another reads.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace gw::metrics {

inline constexpr std::size_t kRungsMax = 18;

/// Upper bounds in microseconds: 5 ms … 10 min for requests and upstreams, 25 µs … 1 s for the gateway's own share.
std::span<const std::uint64_t> requestBounds() noexcept;
std::span<const std::uint64_t> overheadBounds() noexcept;
std::span<const std::uint64_t> queueBounds() noexcept;

/// A single-writer counter: load and store instead of a locked add.
template <class Number>
void bump(std::atomic<Number>& counter, Number by) noexcept {
    counter.store(static_cast<Number>(counter.load(std::memory_order_relaxed) + by), std::memory_order_relaxed);
}

class Ladder {
   public:
    void add(std::span<const std::uint64_t> bounds, std::uint64_t micros) noexcept;

    struct Reading {
        std::array<std::uint64_t, kRungsMax + 1> counts{};  ///< not cumulative; the last one is above all bounds
        std::uint64_t sumMicros = 0;
        Reading& operator+=(const Reading& other) noexcept;
    };
    Reading read() const noexcept;

   private:
    std::array<std::atomic<std::uint64_t>, kRungsMax + 1> counts_{};
    std::atomic<std::uint64_t> sumMicros_{0};
};

}  // namespace gw::metrics
