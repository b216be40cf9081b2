// The metrics of one worker: written by that worker alone with relaxed atomics, read by the aggregator and by /metrics on
// control's thread. Owned by engine/; outlives its worker. Label values are bounded: models by what the snapshot knows,
// label sets by a cap, so that a client cannot make them grow.
#pragma once

#include "gateway/config/snapshot.hpp"
#include "gateway/metrics/append_table.hpp"
#include "gateway/metrics/histogram.hpp"
#include "gateway/metrics/ladder.hpp"
#include "gateway/metrics/request_metrics.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::metrics {

inline constexpr std::size_t kLabelSetsMax = 1024;
inline constexpr std::size_t kProvidersMax = 64;

struct RequestSlot {
    std::string labels;  ///< finished text: route="…",model="…",…
    std::atomic<std::uint64_t> count{0};
};

struct ModelSlot {
    std::string labels;                              ///< provider="…",model="…"
    std::array<std::atomic<std::uint64_t>, 4> tokens{};  ///< input, output, cached, reasoning
    std::atomic<bool> called{false};                 ///< an upstream latency was seen
    Ladder upstream;
};

/// What a provider's own traffic says of it.
struct ProviderSlot {
    std::string provider;
    std::atomic<std::uint64_t> attempts{0}, failures{0}, limited{0}, millis{0};
    std::atomic<std::int64_t> lastSuccessMs{0}, lastFailureMs{0};  ///< since the epoch; 0: never
    std::atomic<std::uint8_t> lastError{0};                        ///< ErrorCode of the newest failure
};

/// What answers of the response cache have saved, by preset.
struct SavedSlot {
    std::string preset;
    std::atomic<std::uint64_t> nanoUsd{0}, unpriced{0};
};

/// Counters of the series; the console's own requests are not in them.
struct SeriesCounters {
    std::atomic<std::uint64_t> requests{0}, success{0}, errors4xx{0}, errors429{0}, errors5xx{0};
    std::atomic<std::uint64_t> tokensIn{0}, tokensOut{0}, costNanoUsd{0}, unpriced{0};
    SharedHistogram latency, ttft, overhead;
};

class Shard final : public RequestMetrics {
   public:
    /// Worker thread: model names of this snapshot may be labels from now on.
    void setSnapshot(config::SnapshotPtr snapshot) {
        snapshot_ = std::move(snapshot);
        last_.slot = nullptr;
        for (auto& recent : recent_) recent.slot = nullptr;
    }

    void requestStarted() override { bump(inflight_, std::int64_t{1}); }
    void streamStarted() override { bump(streams_, std::int64_t{1}); }
    void streamEnded() override { bump(streams_, std::int64_t{-1}); }
    void requestFinished(const ledger::RequestRecord& record) override;
    void requestAbandoned() override { bump(inflight_, std::int64_t{-1}); }
    void rateLimited() override { bump(rateLimited_, std::uint64_t{1}); }
    void cacheAnswered(std::string_view preset, std::optional<NanoUsd> saved) override;
    void retry(bool granted) override { bump(granted ? retries_ : retriesRefused_, std::uint64_t{1}); }

    // Reading side, any thread.
    std::int64_t inflight() const { return inflight_.load(std::memory_order_relaxed); }
    std::int64_t streams() const { return streams_.load(std::memory_order_relaxed); }
    std::uint64_t rateLimitedTotal() const { return rateLimited_.load(std::memory_order_relaxed); }
    std::uint64_t retriesTotal() const { return retries_.load(std::memory_order_relaxed); }
    std::uint64_t retriesRefusedTotal() const { return retriesRefused_.load(std::memory_order_relaxed); }
    std::uint64_t costNanoUsd() const { return cost_.load(std::memory_order_relaxed); }
    const SeriesCounters& series() const { return series_; }
    const AppendTable<RequestSlot, kLabelSetsMax>& requests() const { return requests_; }
    const AppendTable<ModelSlot, kLabelSetsMax>& models() const { return models_; }
    const AppendTable<ProviderSlot, kProvidersMax>& providers() const { return providers_; }
    const AppendTable<RequestSlot, 16>& caches() const { return caches_; }
    const AppendTable<SavedSlot, kProvidersMax>& saved() const { return saved_; }
    const Ladder& latency() const { return latency_; }
    const Ladder& overhead() const { return overhead_; }
    const Ladder& queue() const { return queue_; }
    const Ladder& ttft() const { return ttft_; }

   private:
    void countSeries(const ledger::RequestRecord& record, int status);
    void countRequest(const ledger::RequestRecord& record);
    RequestSlot& requestSlot(const ledger::RequestRecord& record);
    void countAttempts(const ledger::RequestRecord& record);
    void countBilled(const ledger::RequestRecord& record);
    void countCache(const ledger::RequestRecord& record);
    std::string_view routeLabel(std::string_view route);
    std::string_view modelLabel(const ledger::RequestRecord& record) const;
    bool modelKnown(std::string_view model) const;
    std::string_view upstreamModelLabel(std::string_view model) const;
    ModelSlot& modelSlot(const std::string& provider, const std::string& model);

    config::SnapshotPtr snapshot_;
    std::string key_;  ///< label text of the present request, reused
    /// What modelSlot found last: an attempt and its bill ask for the same, and mostly the next request does too.
    struct {
        std::string provider, model;
        ModelSlot* slot = nullptr;
    } last_;
    /// What of a request says which slot counts it, as long as the snapshot stays.
    struct RecentRequest {
        std::string route, model, provider;
        int status = 0;
        std::optional<ErrorCode> error;
        bool hasKey = false;
        RequestSlot* slot = nullptr;
    };
    static bool isLike(const RecentRequest& recent, const ledger::RequestRecord& record);
    std::array<RecentRequest, 8> recent_;  ///< more kinds at once push each other out
    std::atomic<std::int64_t> inflight_{0}, streams_{0};
    std::atomic<std::uint64_t> rateLimited_{0}, retries_{0}, retriesRefused_{0}, cost_{0};
    SeriesCounters series_;
    Ladder latency_, overhead_, queue_, ttft_;
    AppendTable<RequestSlot, kLabelSetsMax> requests_;
    AppendTable<ModelSlot, kLabelSetsMax> models_;
    AppendTable<ProviderSlot, kProvidersMax> providers_;
    AppendTable<RequestSlot, 16> caches_;
    AppendTable<SavedSlot, kProvidersMax> saved_;
    AppendTable<RequestSlot, 64> routes_;
};

/// The status that tells success from failure: a stream that broke behind its 200 counts as its error's status.
int effectiveStatus(const ledger::RequestRecord& record) noexcept;
/// A failure that says something about the provider: unreachable, reset, 5xx … and no client error, no rate limit.
bool isProviderFailure(const ledger::AttemptRecord& attempt) noexcept;

}  // namespace gw::metrics
