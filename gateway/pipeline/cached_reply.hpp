// Gives a client an answer that the cache has kept: settled first, like any other, then a plain reply in one piece or a stream
// event by event. Owned by ChatExchange; its worker only.
#pragma once

#include "gateway/base/recycled.hpp"
#include "gateway/cache/entry.hpp"
#include "gateway/pipeline/forward.hpp"

#include <cstddef>
#include <memory>

namespace gw::pipeline {

/// As many whole events as are handed to a connection at a time; a piece of one that is larger.
std::string_view firstEvents(std::string_view rest);

/// The preset's name, as the figures of what the cache has saved tell presets apart.
std::string_view presetLabel(const ForwardJob& job);

class CachedReply final : public Recycled<CachedReply> {
 public:
    /// @param alive nobody else's but its owner's: gone when both are.
    CachedReply(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job, cache::EntryPtr entry, std::shared_ptr<char> alive);
    ~CachedReply();

    /// @param billPercent of what the answer would cost at this moment.
    void start(std::uint32_t billPercent);
    void onClientWritable() { pump(); }
    void onClientGone() { client_ = nullptr; }

 private:
    ledger::RequestRecord& settle(Settlement& settlement, std::uint32_t billPercent);
    void onSettled();
    void respondWhole();
    void pump();

    WorkerState& state_;
    PipelineContext& context_;
    ClientPort* client_;
    const std::unique_ptr<ForwardJob> job_;
    const cache::EntryPtr entry_;
    std::size_t at_ = 0;
    bool streaming_ = false;
    const std::shared_ptr<char> alive_;
};

}  // namespace gw::pipeline
