#include "gateway/config/upstream_load.hpp"

#include <algorithm>
#include <cmath>

namespace gw::config {

namespace {

using std::chrono::microseconds;

/// An hour: more is not told apart.
constexpr std::uint64_t kMicrosMax = 3'600'000'000ULL;

std::uint32_t millisOf(SteadyTime now) {
    return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
}

std::uint64_t packed(std::uint64_t micros, std::uint32_t at) { return (std::min(micros, kMicrosMax) << 32U) | at; }

/// What is left of an expectation; the stamp may wrap (49 days), the difference does not mind.
double decayed(std::uint64_t word, std::uint32_t at) {
    const auto micros = static_cast<double>(word >> 32U);
    const auto gone = static_cast<std::int32_t>(at - static_cast<std::uint32_t>(word));
    if (micros <= 0 || gone <= 0) return micros;
    return micros * std::exp(-static_cast<double>(gone) / static_cast<double>(UpstreamLoad::kTau.count()));
}

}  // namespace

void UpstreamLoad::answered(microseconds took, SteadyTime now) noexcept {
    const std::uint32_t at = millisOf(now);
    const auto sample = static_cast<double>(std::max<std::int64_t>(1, took.count()));
    auto word = peak_.load(std::memory_order_relaxed);
    for (;;) {
        const double old = decayed(word, at);
        // What was forgotten meanwhile is made up for by the answer that came.
        const double kept = word >> 32U == 0 ? 0 : old / static_cast<double>(word >> 32U);
        const double next = sample >= old ? sample : old + sample * (1 - kept);
        const auto fresh = packed(static_cast<std::uint64_t>(std::max(next, sample)), at);
        if (peak_.compare_exchange_weak(word, fresh, std::memory_order_relaxed)) return;
    }
}

void UpstreamLoad::failed(microseconds took, SteadyTime now) noexcept { answered(std::max(took, expected(now) * 2), now); }

microseconds UpstreamLoad::expected(SteadyTime now) const noexcept {
    return microseconds{static_cast<std::int64_t>(decayed(peak_.load(std::memory_order_relaxed), millisOf(now)))};
}

bool ItemUse::countRequest(std::uint32_t perMinute, SteadyTime now) noexcept {
    const auto second = static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    auto& slot = seconds_[second % kSeconds];
    auto word = slot.load(std::memory_order_relaxed);
    // Counted first, looked at afterwards: whoever finds too many takes his own back.
    while (!slot.compare_exchange_weak(word, (word >> 32U) == second ? word + 1 : (std::uint64_t{second} << 32U) | 1U,
                                       std::memory_order_seq_cst)) {
    }
    std::uint64_t sum = 0;
    for (const auto& each : seconds_) {
        const auto seen = each.load(std::memory_order_seq_cst);
        if (second - static_cast<std::uint32_t>(seen >> 32U) < kSeconds) sum += seen & 0xFFFFFFFFU;
    }
    if (sum <= perMinute) return true;
    slot.fetch_sub(1, std::memory_order_relaxed);
    return false;
}

bool ItemUse::take(std::uint32_t parallelMax, std::uint32_t perMinute, SteadyTime now) noexcept {
    const auto before = running_.fetch_add(1, std::memory_order_relaxed);
    if ((parallelMax == 0 || before < parallelMax) && (perMinute == 0 || countRequest(perMinute, now))) return true;
    giveBack();
    return false;
}

}  // namespace gw::config
