// Deadlines in steps of 10 ms without a system call or an allocation each. Moving a deadline later only writes a
// number: the wheel finds out when the old slot comes up. Owned by a Loop, its thread only; pure (time is a parameter).
#pragma once

#include "gateway/base/clock.hpp"

#include <array>
#include <chrono>
#include <cstdint>

namespace gw::net {

class TimerWheel;

struct TimerLink {
    TimerLink* prev = this;
    TimerLink* next = this;
};

/// Something with one deadline. Unlinks itself when destroyed.
class Timer : private TimerLink {
 public:
    Timer() = default;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    virtual ~Timer();
    /// The deadline has passed; it is cleared before the call.
    virtual void onTimer() = 0;

 private:
    friend class TimerWheel;
    SteadyTime due_ = SteadyTime::max();
    std::int64_t tick_ = 0;
    bool linked_ = false;
};

class TimerWheel {
 public:
    static constexpr std::chrono::milliseconds kStep{10};
    static constexpr std::int64_t kSlots = 1024;  ///< 10.24 s; what lies beyond goes round again

    explicit TimerWheel(SteadyTime now);

    void set(Timer& timer, SteadyTime due);
    static void clear(Timer& timer) noexcept { timer.due_ = SteadyTime::max(); }
    static bool isSet(const Timer& timer) noexcept { return timer.due_ != SteadyTime::max(); }

    /// When advance has something to do next; SteadyTime::max() when the wheel is empty.
    SteadyTime nextWake() const noexcept;
    /// Calls onTimer of everything due at `now`. Timers may be set, cleared and destroyed from inside.
    void advance(SteadyTime now);

 private:
    friend class Timer;
    std::int64_t tickOf(SteadyTime time) const noexcept;
    void link(Timer& timer);
    static void unlink(Timer& timer) noexcept;
    void runSlot(std::int64_t tick, SteadyTime now);

    SteadyTime start_;
    std::int64_t current_ = 0;  ///< every slot up to this tick has been run
    std::array<TimerLink, kSlots> slots_;
    std::array<std::uint64_t, kSlots / 64> used_{};
};

}  // namespace gw::net
