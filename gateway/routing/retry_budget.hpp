// Keeps retries from multiplying an outage: in any ten seconds the extra upstream calls stay within a fifth of the
// first ones (reliability.md F16), with a small allowance for quiet hours. One object a worker, no I/O.
#pragma once

#include "gateway/base/clock.hpp"

#include <array>
#include <cstdint>

namespace gw::routing {

class RetryBudget {
 public:
    /// @param allowance retries that are free in any ten seconds, however few calls there were.
    explicit RetryBudget(std::uint32_t allowance) : allowance_(allowance) {}

    void countCall(SteadyTime now);
    /// Takes one retry out of the budget; false when it is spent.
    bool tryRetry(SteadyTime now);

 private:
    /// One second more than the window: the oldest is counted whole.
    static constexpr std::int64_t kSeconds = 11;
    struct Second {
        std::int64_t at = -1;
        std::uint32_t calls = 0, retries = 0;
    };
    Second& second(SteadyTime now);

    std::array<Second, static_cast<std::size_t>(kSeconds)> ring_{};
    const std::uint32_t allowance_;
};

}  // namespace gw::routing
