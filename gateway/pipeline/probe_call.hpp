// A health probe that asks a model for a real, tiny answer. From its upstream's turn on it goes the way of every request:
// circuit, reservation, call, settlement, log; only that nobody sent it, so it stands in the account `probe` and takes nothing
// from anybody's limits. Worker only; ProbeCalls, owned by the worker's PipelineFactory, owns the calls.
#pragma once

#include "gateway/pipeline/forward.hpp"
#include "gateway/pipeline/probe_body.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace gw::pipeline {

struct ProbeOrder {
    std::string provider, model;
    AnswerLimit limit = AnswerLimit::maxTokens;
};

struct ProbeOutcome {
    /// Why no call was made: noUpstream (its circuit rests), draining, overloaded, storageFull, unpricedModel, notFound.
    std::optional<Error> unsent;
    /// As it went into the ledger; blank when no call was made.
    ledger::RequestRecord record;
    bool wantsOtherLimit = false;  ///< refused for how the answer's length was said
};

class ProbeCall final : public ClientPort, public SettleWatcher {
 public:
    using Then = std::function<void(ProbeOutcome)>;
    /// @param over told once, last, after `then`: this may be destroyed, but not from inside.
    ProbeCall(std::shared_ptr<WorkerState> state, ProbeOrder order, Then then, std::function<void()> over);

    void begin();
    /// Ends it at once; what the provider may charge for is booked as estimated.
    void giveUp();

 private:
    Result<void> check() const;
    const config::Provider* provider() const;
    std::unique_ptr<ForwardJob> job() const;
    void end();

    void onSettling(ledger::RequestRecord& record) override;
    const RequestHead& head() const override { return head_; }
    const IpAddress& peer() const override { return peer_; }
    void readBody(Bytes) override {}
    void streamBody(Bytes) override {}
    void pauseBody() override {}
    void resumeBody() override {}
    void respond(ResponseHead head, std::string body) override;
    void respondReady(std::string_view, std::string_view) override { end(); }
    void startReply(ResponseHead, std::optional<std::uint64_t>) override {}
    bool write(std::string_view) override { return true; }
    void finish() override { end(); }
    void abort() override { end(); }

    const std::shared_ptr<WorkerState> state_;
    const ProbeOrder order_;
    const config::SnapshotPtr snapshot_;
    Then then_;
    std::function<void()> over_;
    RequestHead head_;
    IpAddress peer_;
    ProbeOutcome outcome_;
    std::unique_ptr<Forward> forward_;
};

/// Those under way on one worker.
class ProbeCalls {
 public:
    explicit ProbeCalls(std::shared_ptr<WorkerState> state) : state_(std::move(state)) {}

    /// `then` once, on this worker, at the latest when the provider's own time for a first byte is over; never from inside.
    void start(ProbeOrder order, ProbeCall::Then then);
    /// The worker drains: nobody waits for a probe.
    void endAll();

 private:
    const std::shared_ptr<WorkerState> state_;
    std::map<std::uint64_t, std::unique_ptr<ProbeCall>> calls_;
    std::uint64_t lastId_ = 0;
    const std::shared_ptr<char> alive_ = std::make_shared<char>();
};

}  // namespace gw::pipeline
