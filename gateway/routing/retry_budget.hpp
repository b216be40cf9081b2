// Keeps retries from multiplying an outage: in any ten seconds the extra upstream calls stay within a share of the
// first ones (reliability.md F16: a fifth), with a small allowance for quiet hours. One object a worker, no I/O.
#pragma once

#include "gateway/base/clock.hpp"

#include <array>
#include <cstdint>

namespace gw::routing {

struct RetryPolicy {
    std::uint32_t allowance = 0;  ///< retries that are free in any ten seconds, however few calls there were
    std::uint32_t percent = 20;   ///< of the calls
};

/// One worker's share of an allowance that is meant for the whole process, rounded up so that none is without: all of them
/// together may use it and at most one more a worker.
std::uint32_t retryAllowance(std::uint32_t all, std::uint32_t workers) noexcept;

class RetryBudget {
 public:
    void countCall(SteadyTime now);
    /// Takes one retry out of the budget; false when it is spent.
    bool tryRetry(SteadyTime now, const RetryPolicy& policy);

 private:
    /// One second more than the window: the oldest is counted whole.
    static constexpr std::int64_t kSeconds = 11;
    struct Second {
        std::int64_t at = -1;
        std::uint32_t calls = 0, retries = 0;
    };
    Second& second(SteadyTime now);

    std::array<Second, static_cast<std::size_t>(kSeconds)> ring_{};
};

}  // namespace gw::routing
