#include "gateway/routing/retry_budget.hpp"

#include <algorithm>
#include <chrono>

namespace gw::routing {

namespace {

std::int64_t secondOf(SteadyTime now) {
    return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
}

}  // namespace

std::uint32_t retryAllowance(std::uint32_t all, std::uint32_t workers) noexcept {
    const std::uint32_t count = std::max(1U, workers);
    return all / count + (all % count == 0 ? 0 : 1);
}

RetryBudget::Second& RetryBudget::second(SteadyTime now) {
    const std::int64_t at = secondOf(now);
    Second& slot = ring_[static_cast<std::size_t>(at % kSeconds)];
    if (slot.at != at) slot = Second{at, 0, 0};
    return slot;
}

void RetryBudget::countCall(SteadyTime now) { ++second(now).calls; }

bool RetryBudget::tryRetry(SteadyTime now, const RetryPolicy& policy) {
    Second& present = second(now);
    std::uint64_t calls = 0;
    std::uint64_t retries = 0;
    for (const Second& slot : ring_) {
        const bool inWindow = slot.at >= 0 && slot.at > present.at - kSeconds;
        retries += inWindow ? slot.retries : 0;
        // The oldest second is only half in the window: its calls must not pay for retries.
        calls += inWindow && slot.at > present.at - kSeconds + 1 ? slot.calls : 0;
    }
    if (retries + 1 > std::max<std::uint64_t>(policy.allowance, calls * policy.percent / 100)) return false;
    ++present.retries;
    return true;
}

}  // namespace gw::routing
