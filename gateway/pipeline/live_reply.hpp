// Gives a client a stream that another request is fetching: what has come so far at once, then as it comes, at the pace the
// client takes it. Settled before the last byte like any answer of the cache; a stream that breaks off ends with the
// dialect's error, uncleanly. Owned by ChatExchange; its worker only.
#pragma once

#include "gateway/cache/feed.hpp"
#include "gateway/pipeline/forward.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gw::pipeline {

class LiveReply final : public cache::Listener {
 public:
    LiveReply(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job, std::uint32_t billPercent);
    ~LiveReply() override;

    /// @param feed not trimmed yet: its beginning is there.
    void start(cache::FeedPtr feed);
    void onClientWritable();
    void onClientGone();
    void onSnapshot(const config::Snapshot& snapshot);
    void onDrainEnd();

    void onFeed() override { pump(); }
    std::uint64_t heard() const override { return at_; }

 private:
    void pump();
    void fail(const Error& error);
    void settle(int status, std::optional<ErrorCode> error, std::string last);
    ledger::TokenUsage usage() const;
    void onSettled();

    PipelineContext& context_;
    ClientPort* client_;
    const std::unique_ptr<ForwardJob> job_;
    const std::uint32_t billPercent_;
    cache::Hearing hearing_;
    std::uint64_t at_ = 0;
    Tokens events_ = 0;  ///< given so far
    SteadyTime firstContent_{};
    std::string last_;  ///< leaves behind the settlement
    bool blocked_ = false, over_ = false, clean_ = false;
    const std::shared_ptr<char> alive_ = std::make_shared<char>();
};

}  // namespace gw::pipeline
