// The heart of a request: tries the candidates one after the other, relays the reply, settles before the last byte
// leaves. A state machine on its worker: reserving → waiting (for a reply's head) → collecting (a plain reply) or
// relaying → settling → over. Owned by ChatExchange; by WorkerState while it drains for a client that has left.
#pragma once

#include "gateway/base/recycled.hpp"
#include "gateway/dialect/dialect.hpp"
#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/attempt.hpp"
#include "gateway/pipeline/cache_capture.hpp"
#include "gateway/pipeline/candidate_pick.hpp"
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

/// Whoever wants to see the record before it is settled, to put its own name on it.
class SettleWatcher {
 public:
    virtual ~SettleWatcher() = default;
    virtual void onSettling(ledger::RequestRecord& record) = 0;
};

/// What a request brings along. Stays at its address: the route's views point into `request` and `snapshot`.
struct ForwardJob final : Recycled<ForwardJob> {
    RequestFacts facts;
    config::SnapshotPtr snapshot;
    const dialect::Dialect* dialect = nullptr;
    PaddedBody body;
    dialect::Request request;
    routing::Route route;
    limits::Admitted admitted;
    std::string_view cacheWord;  ///< of cache_plan.hpp; empty: there is no cache
    CacheCapture capture;
    SettleWatcher* watcher = nullptr;            ///< outlives the request; null: nobody
    std::chrono::milliseconds timeMost{0};       ///< for all attempts; zero: REQUEST_TIMEOUT_MS
};

class Forward final : public AttemptOwner, public Recycled<Forward> {
 public:
    Forward(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job);
    ~Forward() override;

    void start();
    void onClientWritable();
    /// The client has left: settles as estimated and cancels. @return true when the upstream is to be read to its end
    /// first (CLIENT_GONE=drain, or others hear it): WorkerState::adopt then keeps this, giveUp ends it.
    bool onClientGone();
    void giveUp();
    /// Others hear the stream that it fetches.
    bool isHeard() const noexcept { return job_->capture.isHeard(); }
    /// A stream's client whose key or address is out is ended. @return nothing; or, while others hear the stream, what the
    /// client is to be told last: the call is then to go on for them as after onClientGone, and the client is the caller's to end.
    std::optional<std::string> onSnapshot(const config::Snapshot& snapshot);
    void onDrainEnd();

 private:
    enum class Phase : std::uint8_t { reserving, waiting, collecting, relaying, settling, over };
    /// How the reply ends once the settlement is in the spool.
    struct Ending {
        enum class Kind : std::uint8_t { respond, finish, abort } kind = Kind::respond;
        ResponseHead head;
        std::string body;
    };

    // forward.cpp: attempts
    bool pickCandidate(SteadyTime now);
    void nextAttempt();
    void failResting();
    void onReserved(const Result<void>& reserved);
    void callUpstream();
    bool takeRetry();
    void attemptFailed(Error error, const AttemptTimes* times);
    void dropAttempt(const Error& error, const AttemptTimes* times);
    std::chrono::milliseconds timeLeft(SteadyTime now) const;
    void onHead(const UpstreamHead& head) override;
    void onData(std::string_view bytes) override;
    void onEnd(const AttemptTimes& times) override;
    void onFailed(const Error& error, const AttemptTimes& times) override;
    void cancel(const Error& error);

    // forward_reply.cpp: what the client gets
    void openReply(const UpstreamHead& head);
    void collect(std::string_view bytes);
    /// Whether there is room to collect a reply of this size; one that is not collected is relayed as it comes.
    bool holdsReply(std::uint64_t bytes);
    void collectedReply(const AttemptTimes& times);
    void handOnError(const AttemptTimes* times);
    void tellRest(ResponseHead& head);
    void relayRaw(std::string_view bytes);
    void rawEnded(const AttemptTimes& times);
    void relayStream();
    void streamEnded(const AttemptTimes* times);
    /// False when the exchange has ended under the call.
    bool sendPieces();
    void captureSaid(bool content);
    bool mayPause() const;
    void onHeard(bool heard);
    void startReply();
    void failRequest(const Error& error);
    void failStream(Error error, const AttemptTimes* times);

    // forward_settle.cpp: what it comes to
    /// @return when, so that what follows at once need not ask again.
    SteadyTime noteAttempt(std::optional<Error> error, const AttemptTimes* times);
    void billAttempt();
    Tokens outputReserved() const;
    void settle(int status, std::optional<ErrorCode> error, Ending ending);
    void onSettled();
    Tokens outputSoFar() const;

    WorkerState& state_;
    PipelineContext& context_;
    ClientPort* client_;
    ErrorCode departure_ = ErrorCode::clientGone;  ///< why there is no client any more
    const std::unique_ptr<ForwardJob> job_;
    Settlement settlement_;
    /// Continuations of the ledger ask whether this still lives.
    const std::shared_ptr<char> alive_ = std::make_shared<char>();

    std::unique_ptr<Attempt> attempt_;
    CandidatePick pick_;
    std::optional<Picked> picked_;  ///< for the next attempt
    std::string refusal_;           ///< what a request is told that no upstream was called for
    std::chrono::seconds restFor_{0};             ///< of a request that no circuit lets through
    std::uint16_t attempts_ = 0;

    Phase phase_ = Phase::reserving;
    int replyStatus_ = 0;
    ResponseHead replyHead_;
    std::optional<std::uint64_t> replyLength_;
    bool replyEncoded_ = false;
    std::optional<Error> replyError_;  ///< an error status that is handed on
    ByteLease replyLease_;
    std::string collected_;            ///< a plain reply; the held-back last piece of a raw one
    std::unique_ptr<dialect::StreamScan> stream_;
    std::vector<std::string_view> pieces_;
    dialect::UsageReading reading_;
    bool readingFinal_ = false;
    dialect::OutputTally collectedTally_;
    std::uint64_t rawBytes_ = 0;
    std::uint64_t aheadBytes_ = 0;  ///< sent to others as well since the client last had room
    bool headSent_ = false;
    bool streamCounted_ = false;
    bool contentSent_ = false;
    bool answerCut_ = false;  ///< a 2xx answer broke off inside its body: the provider has done its work
    bool endPosted_ = false;
    bool retryRefused_ = false;  ///< another upstream was there, the retry budget was used up
    std::optional<SteadyTime> firstContent_;
    Ending ending_;
};

}  // namespace gw::pipeline
