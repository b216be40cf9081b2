#include "gateway/metrics/provider_history.hpp"

#include <algorithm>

namespace gw::metrics {

namespace {

std::optional<WallTime> timeOf(std::int64_t millis) {
    if (millis <= 0) return std::nullopt;
    return fromMillis(millis);
}

}  // namespace

void ProviderHistory::tick(const std::vector<const Shard*>& shards, std::int64_t now) {
    std::map<std::string, Counts> sums;
    for (const auto* shard : shards) {
        shard->providers().forEach([&](const ProviderSlot& slot) {
            auto& sum = sums[slot.provider];
            sum.attempts += slot.attempts.load(std::memory_order_relaxed);
            sum.failures += slot.failures.load(std::memory_order_relaxed);
            sum.limited += slot.limited.load(std::memory_order_relaxed);
            sum.millis += slot.millis.load(std::memory_order_relaxed);
            auto& history = providers_[slot.provider];
            history.lastSuccessMs = std::max(history.lastSuccessMs, slot.lastSuccessMs.load(std::memory_order_relaxed));
            const auto failed = slot.lastFailureMs.load(std::memory_order_relaxed);
            if (failed <= history.lastFailureMs) return;
            history.lastFailureMs = failed;
            history.lastError = static_cast<ErrorCode>(slot.lastError.load(std::memory_order_relaxed));
        });
    }
    for (const auto& [provider, sum] : sums) {
        auto& history = providers_[provider];
        auto& second = history.seconds[static_cast<std::size_t>(now % kSpan)];
        if (second.at != now) second = Second{now, {}};
        second.counts.attempts += sum.attempts - history.last.attempts;
        second.counts.failures += sum.failures - history.last.failures;
        second.counts.limited += sum.limited - history.last.limited;
        second.counts.millis += sum.millis - history.last.millis;
        history.last = sum;
    }
}

std::vector<ProviderStatus> ProviderHistory::status(std::int64_t now, std::int64_t window) const {
    const auto from = now - std::clamp<std::int64_t>(window, 1, kSpan);
    std::vector<ProviderStatus> all;
    for (const auto& [provider, history] : providers_) {
        ProviderStatus status;
        status.provider = provider;
        std::uint64_t millis = 0;
        for (const auto& second : history.seconds) {
            if (second.at <= from || second.at > now) continue;
            status.attempts += second.counts.attempts;
            status.failures += second.counts.failures;
            status.limited += second.counts.limited;
            millis += second.counts.millis;
        }
        if (status.attempts == 0) continue;
        status.meanMillis = static_cast<double>(millis) / static_cast<double>(status.attempts);
        status.lastSuccess = timeOf(history.lastSuccessMs);
        status.lastFailure = timeOf(history.lastFailureMs);
        if (status.lastFailure) status.lastError = history.lastError;
        all.push_back(std::move(status));
    }
    return all;
}

}  // namespace gw::metrics
