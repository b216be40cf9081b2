// What a finished or running request tells the metrics of its worker. One RequestMetrics a worker (implemented by
// metrics/shard): single writer, no locks; the aggregator reads it from another thread.
#pragma once

#include "gateway/ledger/usage_record.hpp"

#include <optional>
#include <string_view>

namespace gw::metrics {

class RequestMetrics {
   public:
    virtual ~RequestMetrics() = default;
    virtual void requestStarted() = 0;
    virtual void streamStarted() = 0;
    virtual void streamEnded() = 0;
    /// Counts everything of contract.md's metric list for one finished request and lowers gateway_inflight.
    virtual void requestFinished(const ledger::RequestRecord& record) = 0;
    /// A request that ended before a record existed (bad HTTP, private paths).
    virtual void requestAbandoned() = 0;
    virtual void rateLimited() = 0;
    /// The response cache answered for a request of this preset: what that saved; nullopt: nobody knows a price for it.
    virtual void cacheAnswered(std::string_view preset, std::optional<NanoUsd> saved) = 0;
    /// A request wanted to try another upstream: the retry budget let it, or was used up.
    virtual void retry(bool granted) = 0;
};

}  // namespace gw::metrics
