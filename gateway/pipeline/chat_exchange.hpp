// POST /v1/chat/completions, step by step: address → key → body → model → limits → route → cache → forward. Owned by the
// session through RoutedExchange; its worker only.
#pragma once

#include "gateway/base/recycled.hpp"
#include "gateway/cache/worker_cache.hpp"
#include "gateway/dialect/dialect.hpp"
#include "gateway/pipeline/cache_plan.hpp"
#include "gateway/pipeline/forward.hpp"
#include "gateway/pipeline/hit_memo.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gw::pipeline {

class CachedReply;
class LiveReply;

class ChatExchange final : public ExchangeHandler, public cache::Asker, public Recycled<ChatExchange> {
 public:
    ChatExchange(std::shared_ptr<WorkerState> state, ClientPort& client, const dialect::Dialect& dialect);
    ~ChatExchange() override;

    void onRequest() override;
    void onBody(PaddedBody body) override;
    void onBodyFailed(const Error& error) override;
    void onClientWritable() override;
    void onClientGone() override;
    void onSnapshot(const config::SnapshotPtr& snapshot) override;
    void onDrainEnd() override;

 private:
    Result<void> checkClient();
    void carryOn(SteadyTime now);
    Result<void> understand();
    bool admitted(const routing::Route& route, SteadyTime now);
    Result<void> findRoute(SteadyTime now);
    // chat_cache.cpp
    bool answeredBefore(SteadyTime now);
    HitMark hitMark() const;
    void rememberHit();
    void replay(cache::EntryPtr entry);
    void askCache();
    void onCacheAnswer(cache::Answer answer) override;
    void takeAnswer(cache::Answer answer);
    void forward();
    void listen(cache::FeedPtr feed);
    void leaveToHearers(const std::string& last);
    bool isServed() const noexcept { return forward_ || replay_ || live_; }
    void end(const Error& error, std::vector<std::pair<std::string, std::string>> fields = {});

    const std::shared_ptr<WorkerState> state_;
    ClientPort& client_;
    std::unique_ptr<ForwardJob> job_ = std::make_unique<ForwardJob>();
    std::unique_ptr<Forward> forward_;
    std::unique_ptr<CachedReply> replay_;
    std::unique_ptr<LiveReply> live_;
    CachePlan plan_;
    cache::Claim claim_;  ///< while the cache is waited for
    SteadyTime bodyAsked_{};
    bool ended_ = false;
    /// What is answered later, a nonce or the cache's wait, asks whether this still lives; most requests wait for nothing.
    const std::shared_ptr<char>& alive() {
        if (!alive_) alive_ = std::make_shared<char>();
        return alive_;
    }
    std::shared_ptr<char> alive_;
};

}  // namespace gw::pipeline
