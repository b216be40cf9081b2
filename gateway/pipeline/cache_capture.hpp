// Collects the reply of a request that leads in the response cache, and brings it there once it is whole. Kept is only what
// may be given again: a complete 200 without a call of tools, and, where hits are billed, with the provider's own usage.
// Owned by ForwardJob; its worker only.
#pragma once

#include "gateway/cache/worker_cache.hpp"
#include "gateway/dialect/dialect.hpp"
#include "gateway/pipeline/cache_plan.hpp"
#include "gateway/routing/router.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gw::pipeline {

class CacheCapture {
 public:
    CacheCapture() = default;
    CacheCapture(CacheCapture&&) = delete;
    CacheCapture& operator=(CacheCapture&&) = delete;
    ~CacheCapture();

    void begin(cache::Claim claim, const CachePlan& plan, std::uint64_t largest);
    /// A reply begins.
    void open(std::string_view contentType) {
        if (claim_.held()) contentType_ = contentType;
    }
    /// A stream's bytes, as the client gets them.
    void add(std::string_view piece);
    /// The stream says something that stands, so that others may hear it. Once.
    void air(const routing::Candidate& from);
    /// Told when others begin to hear the stream, and when the last has left.
    void onHeard(std::function<void(bool)> told) { told_ = std::move(told); }
    bool isHeard() const noexcept { return feed_ && feed_->isHeard(); }
    std::uint64_t largest() const noexcept { return largest_; }
    /// Another attempt begins: what the last one said is gone.
    void restart();
    void keepStream(const dialect::StreamFacts& facts, const routing::Candidate& from, SteadyTime now);
    void keepPlain(std::string_view body, const dialect::Payload& payload, std::string_view contentType,
                   const routing::Candidate& from, SteadyTime now);
    /// The reply is for this client alone: whoever waits goes for himself.
    void unfit() { claim_.release(); }
    /// The end, whatever came before: who waits for an answer that has not come tries himself, who hears the stream is told.
    void close(const std::optional<ErrorCode>& error, const dialect::StreamFacts* facts);

 private:
    void addOnAir(std::string_view piece);
    void letGo();
    bool fits(bool toolCall, const dialect::UsageReading& usage, bool usageFinal, std::size_t bytes) const;
    void keep(cache::EntryTexts texts, bool stream, const dialect::UsageReading& usage, const routing::Candidate& from, SteadyTime now);

    cache::Claim claim_;
    std::chrono::seconds ttl_{0};
    bool billed_ = false;
    std::uint64_t largest_ = 0;
    std::string contentType_, collected_;  ///< a stream's bytes until it is on the air, then they stand in the feed
    cache::FeedPtr feed_;
    std::function<void(bool)> told_;
};

}  // namespace gw::pipeline
