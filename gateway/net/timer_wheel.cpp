#include "gateway/net/timer_wheel.hpp"

#include <algorithm>
#include <bit>

namespace gw::net {
namespace {

constexpr std::size_t indexOf(std::int64_t tick) { return static_cast<std::size_t>(tick & (TimerWheel::kSlots - 1)); }

}  // namespace

Timer::~Timer() {
    if (linked_) TimerWheel::unlink(*this);
}

TimerWheel::TimerWheel(SteadyTime now) : start_(now) {}

std::int64_t TimerWheel::tickOf(SteadyTime time) const noexcept {
    // Rounded up: a deadline is never reported early.
    const auto since = std::chrono::ceil<std::chrono::milliseconds>(time - start_).count();
    return (since + kStep.count() - 1) / kStep.count();
}

void TimerWheel::set(Timer& timer, SteadyTime due) {
    timer.due_ = due;
    if (due == SteadyTime::max()) return;
    // A slot that comes up earlier than the deadline is as good: runSlot links the timer again.
    if (timer.linked_ && timer.tick_ <= std::max(tickOf(due), current_ + 1)) return;
    link(timer);
}

void TimerWheel::link(Timer& timer) {
    if (timer.linked_) unlink(timer);
    timer.tick_ = std::clamp(tickOf(timer.due_), current_ + 1, current_ + kSlots - 1);
    TimerLink& slot = slots_[indexOf(timer.tick_)];
    timer.prev = slot.prev;
    timer.next = &slot;
    slot.prev->next = &timer;
    slot.prev = &timer;
    timer.linked_ = true;
    used_[indexOf(timer.tick_) / 64] |= std::uint64_t{1} << (indexOf(timer.tick_) % 64);
}

void TimerWheel::unlink(Timer& timer) noexcept {
    timer.prev->next = timer.next;
    timer.next->prev = timer.prev;
    timer.linked_ = false;
}

SteadyTime TimerWheel::nextWake() const noexcept {
    // The bit of a slot may outlive its timers: waking for it once costs nothing.
    const std::size_t first = indexOf(current_ + 1);
    for (std::size_t step = 0; step <= kSlots / 64; ++step) {
        const std::size_t word = (first / 64 + step) % (kSlots / 64);
        std::uint64_t bits = used_[word];
        if (step == 0) bits &= ~std::uint64_t{0} << (first % 64);
        if (step == kSlots / 64) bits &= ~(~std::uint64_t{0} << (first % 64));
        if (bits == 0) continue;
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        const std::int64_t ahead = static_cast<std::int64_t>((index - first) & (kSlots - 1));
        return start_ + (current_ + 1 + ahead) * kStep;
    }
    return SteadyTime::max();
}

void TimerWheel::advance(SteadyTime now) {
    const std::int64_t target = std::chrono::floor<std::chrono::milliseconds>(now - start_).count() / kStep.count();
    // After a long silence one round meets every slot.
    if (target - current_ > kSlots) current_ = target - kSlots;
    while (current_ < target) {
        const SteadyTime next = nextWake();
        if (next == SteadyTime::max() || next > now) {
            current_ = target;
            return;
        }
        current_ = (next - start_) / kStep;
        runSlot(current_, now);
    }
}

void TimerWheel::runSlot(std::int64_t tick, SteadyTime now) {
    TimerLink& slot = slots_[indexOf(tick)];
    used_[indexOf(tick) / 64] &= ~(std::uint64_t{1} << (indexOf(tick) % 64));
    // The timers move to a list of their own, so that those set meanwhile are not met in this run.
    TimerLink list;
    if (slot.next == &slot) return;
    list.next = slot.next;
    list.prev = slot.prev;
    list.next->prev = &list;
    list.prev->next = &list;
    slot.next = slot.prev = &slot;
    while (list.next != &list) {
        Timer& timer = *static_cast<Timer*>(list.next);
        unlink(timer);
        if (timer.due_ == SteadyTime::max()) continue;
        if (timer.due_ > now) {
            link(timer);
            continue;
        }
        timer.due_ = SteadyTime::max();
        timer.onTimer();
    }
}

}  // namespace gw::net
