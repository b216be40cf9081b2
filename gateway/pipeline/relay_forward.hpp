// One relayed call on its way: reserve, call the upstream once (never again: a body that streams is gone), pass the
// body on as it comes, pass the reply back, settle before its last byte. A state machine on its worker: reserving →
// waiting (for a reply's head) → collecting (JSON, an error) or relaying → settling → over. Owned by RelayExchange.
#pragma once

#include "gateway/dialect/dialect.hpp"
#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/attempt.hpp"
#include "gateway/pipeline/request_facts.hpp"
#include "gateway/pipeline/settlement.hpp"
#include "gateway/pipeline/worker_state.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::pipeline {

/// What a relayed call brings along. Stays at its address: the route's views point into it.
struct RelayJob {
    RequestFacts facts;
    config::SnapshotPtr snapshot;
    PaddedBody body;           ///< of a JSON call
    dialect::Request request;  ///< what it says; without a model nothing is renamed
    std::string asked;         ///< the name it is routed by
    routing::Route route;      ///< one candidate
    limits::Admitted admitted;
    bool streamsBody = false;
};

class RelayForward final : public AttemptOwner {
 public:
    RelayForward(WorkerState& state, ClientPort& client, std::unique_ptr<RelayJob> job);
    ~RelayForward() override;

    void start();
    void onBodyPiece(std::string_view bytes);
    void onBodyEnd();
    void onBodyFailed(const Error& error);
    void onClientWritable();
    void onClientGone();
    void onSnapshot(const config::Snapshot& snapshot);
    void onDrainEnd();

 private:
    enum class Phase : std::uint8_t { reserving, waiting, collecting, relaying, settling, over };
    /// How the reply ends once the settlement is in the spool; `body` leaves before the end.
    struct Ending {
        enum class Kind : std::uint8_t { respond, finish, abort } kind = Kind::respond;
        ResponseHead head;
        std::string body;
    };

    // relay_forward.cpp: the call
    bool pickUpstream();
    void onReserved(const Result<void>& reserved);
    void callUpstream();
    Result<UpstreamRequest> upstreamRequest();
    void onHead(const UpstreamHead& head) override;
    void onData(std::string_view bytes) override;
    void onEnd(const AttemptTimes& times) override;
    void onFailed(const Error& error, const AttemptTimes& times) override;
    void onWritable() override;
    bool isOver() const noexcept { return phase_ == Phase::settling || phase_ == Phase::over; }
    bool isUploading() const noexcept { return job_->streamsBody && !uploaded_; }

    // relay_reply.cpp: what the client gets, and what it comes to
    void openReply(const UpstreamHead& head);
    void takeReplyHead(const UpstreamHead& head);
    void collect(std::string_view bytes);
    void collectedReply(const AttemptTimes* times);
    void tellRest(ResponseHead& head);
    void relayRaw(std::string_view bytes);
    /// False when the exchange has ended under the call.
    bool relayStream();
    void relayedReply(const AttemptTimes& times);
    /// False when the exchange has ended under the call.
    bool send(std::string_view bytes);
    void startReply();
    void fail(const Error& error, const AttemptTimes* times);
    void closeAttempt(const std::optional<Error>& error, const AttemptTimes* times);
    bool mayBeCharged(const std::optional<Error>& error) const;
    bool isCounted(const std::optional<Error>& error) const;
    void settle(int status, std::optional<ErrorCode> error, Ending ending);
    void onSettled();

    WorkerState& state_;
    PipelineContext& context_;
    ClientPort* client_;
    const std::unique_ptr<RelayJob> job_;
    const Method method_;
    Settlement settlement_;
    /// Continuations of the ledger ask whether this still lives.
    const std::shared_ptr<char> alive_ = std::make_shared<char>();

    std::unique_ptr<Attempt> attempt_;
    CandidatePick pick_;
    std::string refusal_;  ///< what a call is told that no upstream got
    std::chrono::seconds restFor_{0};  ///< of a request that no circuit lets through
    Phase phase_ = Phase::reserving;
    bool uploaded_ = false;  ///< the whole body was handed on
    int replyStatus_ = 0;
    ResponseHead replyHead_;
    std::optional<std::uint64_t> replyLength_;
    std::optional<Error> replyError_;  ///< an error status that is handed on
    std::string collected_;            ///< a reply that is read as a whole; the last bytes of one with a length
    std::uint64_t passed_ = 0;
    std::unique_ptr<dialect::StreamScan> stream_;
    std::vector<std::string_view> pieces_;
    dialect::UsageReading usage_;
    bool headSent_ = false;
    bool streamCounted_ = false;
    std::optional<SteadyTime> firstContent_;
    Ending ending_;
};

}  // namespace gw::pipeline
