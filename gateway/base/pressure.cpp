#include "gateway/base/pressure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gw {

namespace {

constexpr std::array<std::uint32_t, 3> kSteps{800, 900, 950};
/// A rung is left downwards only this far below its step, so that it does not flap.
constexpr std::uint32_t kBack = 50;
constexpr std::uint32_t kBuffersMost = 890;

Rung rungFor(std::uint32_t share, Rung before) {
    std::size_t rung = 0;
    while (rung < kSteps.size()) {
        const std::uint32_t back = static_cast<std::size_t>(before) > rung ? kBack : 0;
        if (share < kSteps[rung] - back) break;
        ++rung;
    }
    return static_cast<Rung>(rung);
}

}  // namespace

void Pressure::judge(const Reading& reading) noexcept {
    const std::uint64_t limit = std::max<std::uint64_t>(1, buffers.limit());
    // Their budget says no by itself, to large bodies only: what is small must not suffer for who fills it.
    const auto held = static_cast<std::uint32_t>(std::min<std::uint64_t>(buffers.used() / std::max<std::uint64_t>(1, limit / 1000), kBuffersMost));
    std::pair<std::uint32_t, Load> worst{reading.memory, Load::memory};
    for (const auto& next : {std::pair{held, Load::buffers}, std::pair{reading.inflight, Load::inflight}, std::pair{reading.spool, Load::spool}})
        if (next.first > worst.first) worst = next;
    const Rung next = rungFor(worst.first, rung());
    share_.store(worst.first, std::memory_order_relaxed);
    load_.store(next == Rung::calm ? Load::none : worst.second, std::memory_order_relaxed);
    rung_.store(next, std::memory_order_relaxed);
}

}  // namespace gw
