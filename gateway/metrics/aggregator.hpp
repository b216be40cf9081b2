// Turns the workers' shards into what the dashboard shows: once a second the difference to the second before goes into a
// ring of 1 h by seconds and one of 24 h by minutes. Lives on control's thread, owned by engine/; the shards are read while
// their workers write.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/metrics/provider_history.hpp"
#include "gateway/metrics/sample.hpp"
#include "gateway/metrics/shard.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::metrics {

/// Milliseconds; unset when nothing was measured.
struct Quantiles {
    std::optional<double> p50, p95, p99;
};

/// GET metrics/summary. Rates are over the seconds that were really observed, so that a young process does not look idle.
struct Summary {
    std::int64_t windowSeconds = 0;
    WallTime sampledAt{};
    std::uint64_t requests = 0, success = 0, errors4xx = 0, errors429 = 0, errors5xx = 0;
    std::optional<double> rps;        ///< unset while nothing was observed
    std::optional<double> errorRate;  ///< 5xx / all; unset without requests
    Quantiles latency, overhead, ttft;
    std::int64_t inflight = 0, streams = 0, spoolPending = 0;
    std::uint64_t tokensIn = 0, tokensOut = 0, costNanoUsd = 0, unpricedRequests = 0;
    struct Previous {
        std::optional<double> rps, errorRate, latencyP95;
    };
    std::optional<Previous> previous;  ///< the window before; unset when it was not observed
};

/// GET metrics/series: points start at `start`, one each `step` seconds; unset where nothing is known.
struct Series {
    std::string name;
    std::vector<std::optional<double>> points;
};
struct SeriesAnswer {
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::vector<Series> series;
};

/// The newest second (event `metrics`) or a finished minute (table metric_minute). Counts, not rates.
struct Figures {
    std::int64_t at = 0;  ///< epoch seconds
    std::uint64_t requests = 0, success = 0, errors4xx = 0, errors429 = 0, errors5xx = 0;
    std::uint64_t tokensIn = 0, tokensOut = 0, costNanoUsd = 0, unpriced = 0;
    std::int64_t inflight = 0, streams = 0, spoolPending = 0;
    Quantiles latency, ttft, overhead;
};

class Aggregator {
   public:
    /// `shards` outlive the aggregator.
    Aggregator(const Clock& clock, std::vector<const Shard*> shards);

    /// Each second.
    void tick(std::int64_t spoolPending);

    /// @param window seconds, 1…86,400 (longer than 1 h: from the minutes).
    Summary summary(std::int64_t window) const;
    /// @param step seconds; from the minutes a multiple of 60 is taken. At most 5,000 points.
    /// @return invalidValue naming the unknown series or the wrong parameter.
    Result<SeriesAnswer> series(const std::vector<std::string>& names, std::int64_t window, std::int64_t step) const;
    static std::vector<std::string_view> seriesNames();

    Figures latest() const;
    /// Minutes that ended since the last call, at most 60 (older ones fall away).
    std::vector<Figures> takeFinishedMinutes();
    /// Each provider that was called in the last `window` seconds (at most 300).
    std::vector<ProviderStatus> providers(std::int64_t window) const;

    const std::vector<const Shard*>& shards() const { return shards_; }

   private:
    struct Last {
        std::uint64_t requests = 0, success = 0, errors4xx = 0, errors429 = 0, errors5xx = 0;
        std::uint64_t tokensIn = 0, tokensOut = 0, costNanoUsd = 0, unpriced = 0;
        std::array<std::uint32_t, kBuckets> latency{}, ttft{}, overhead{};
    };

    Sample read(std::int64_t now);
    void finishMinutes(std::int64_t now);
    const SampleRing& ringFor(std::int64_t window) const;
    std::int64_t nowSeconds() const;

    const Clock& clock_;
    std::vector<const Shard*> shards_;
    std::vector<Last> last_;
    SampleRing seconds_{3600, 1};
    SampleRing minutes_{1440, 60};
    Sample newest_;
    std::optional<SteadyTime> lastTick_;
    std::int64_t minute_ = -1;
    std::vector<Figures> finished_;
    ProviderHistory providers_;
};

}  // namespace gw::metrics
