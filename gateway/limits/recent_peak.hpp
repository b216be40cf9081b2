// The most that stood in a window at once during the last five minutes, kept a minute of the clock at a time: five to six
// minutes are remembered in 48 bytes. Pure values; whoever shares one guards it.
#pragma once

#include "gateway/base/clock.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace gw::limits {

class RecentPeak {
   public:
    void note(SteadyTime now, std::int64_t sum) noexcept {
        const std::uint32_t minute = minuteOf(now);
        Slot& slot = slots_[minute % kSlots];
        const auto most = static_cast<std::uint32_t>(std::clamp<std::int64_t>(sum, 0, UINT32_MAX));
        slot = slot.minute == minute ? Slot{minute, std::max(slot.most, most)} : Slot{minute, most};
    }
    std::int64_t most(SteadyTime now) const noexcept {
        const std::uint32_t minute = minuteOf(now);
        std::uint32_t most = 0;
        for (const Slot& slot : slots_)
            if (slot.minute <= minute && minute - slot.minute < kSlots) most = std::max(most, slot.most);
        return most;
    }

   private:
    static constexpr std::size_t kSlots = 6;
    struct Slot {
        std::uint32_t minute = 0, most = 0;
    };
    static std::uint32_t minuteOf(SteadyTime time) noexcept {
        return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::minutes>(time.time_since_epoch()).count());
    }

    std::array<Slot, kSlots> slots_{};
};

}  // namespace gw::limits
