#include "gateway/pipeline/forward.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/pipeline/asked_rest.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/explain.hpp"
#include "gateway/pipeline/headers.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

/// Another attempt is not worth its call when less time is left.
constexpr std::chrono::milliseconds kAttemptLeast{50};

void cap(UpstreamTimeouts& timeouts, std::chrono::milliseconds left) {
    for (auto* time : {&timeouts.connect, &timeouts.firstByte, &timeouts.idle, &timeouts.total}) *time = std::min(*time, left);
}

}  // namespace

Forward::Forward(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job)
    : state_(state),
      context_(state.context()),
      client_(&client),
      job_(std::move(job)),
      settlement_(context_, job_->facts, *job_->snapshot),
      pick_(context_.circuits) {}

Forward::~Forward() {
    if (streamCounted_) context_.metrics.streamEnded();
}

void Forward::start() {
    job_->capture.onHeard([this](bool heard) { onHeard(heard); });
    const SteadyTime now = context_.clock.steady();
    if (!pickCandidate(now)) return failResting();
    state_.countCall(now);
    nextAttempt();
}

/// The next candidate that may be called.
bool Forward::pickCandidate(SteadyTime now) {
    picked_ = pick_.next(job_->route, now);
    return picked_.has_value();
}

void Forward::failResting() {
    const auto rest = context_.circuits.resting(job_->route, context_.clock.steady(), [this](std::size_t i) { return pick_.isCapped(i); });
    restFor_ = rest.wait;
    refusal_ = rest.error.detail;
    failRequest(rest.error);
}

void Forward::nextAttempt() {
    GW_ASSERT(picked_.has_value());
    phase_ = Phase::reserving;
    attempt_ = std::make_unique<Attempt>(*this, ++attempts_, *picked_->candidate, std::move(picked_->cap));
    attempt_->circuit = picked_->circuit;
    attempt_->takenAt = picked_->takenAt;
    picked_.reset();
    const Estimate most{job_->request.inputEstimate, outputReserved()};
    context_.ledger.reserve(settlement_.reserve(attempts_, attempt_->candidate(), most),
                            [this, alive = std::weak_ptr(alive_)](const Result<void>& reserved) {
                                if (!alive.expired()) onReserved(reserved);
                            });
}

void Forward::onReserved(const Result<void>& reserved) {
    if (phase_ != Phase::reserving) return;
    if (reserved) return callUpstream();
    settlement_.release(attempts_);
    const Error error{ErrorCode::storageFull, ErrorSource::internal, Retry::never, reserved.error().detail, {}};
    context_.circuits.report(*attempt_, error, context_.clock.steady());
    failRequest(error);
}

void Forward::callUpstream() {
    const config::Provider& provider = *attempt_->candidate().provider;
    attempt_->splices = job_->request.splicesFor(attempt_->candidate().model);
    UpstreamRequest request;
    request.body = dialect::splicedPieces(job_->body.text(), attempt_->splices);
    auto head =
        upstreamRequestHead(provider, job_->dialect->upstreamPath(), client_->head(), dialect::sizeOf(request.body), job_->facts.traceId);
    if (!head) return attemptFailed(head.error(), nullptr);
    request.endpoint = &provider.endpoint;
    request.head = std::move(*head);
    request.timeouts = timeoutsFor(provider, context_.settings);
    const SteadyTime now = context_.clock.steady();
    cap(request.timeouts, std::max(timeLeft(now), kAttemptLeast));
    phase_ = Phase::waiting;
    settlement_.called(now);
    attempt_->start(context_.upstream, std::move(request), now);
}

/// What is left of REQUEST_TIMEOUT_MS, or of the request's own time: one budget for all attempts.
std::chrono::milliseconds Forward::timeLeft(SteadyTime now) const {
    const auto spent = now - job_->facts.began;
    const auto most = job_->timeMost.count() > 0 ? job_->timeMost : context_.settings.requestTimeout;
    return most - std::chrono::duration_cast<std::chrono::milliseconds>(spent);
}

/// Before the first byte of content only: each candidate once, ATTEMPTS_MAX in all, within the request's time and the retry
/// budget.
bool Forward::takeRetry() {
    const SteadyTime now = context_.clock.steady();
    const bool another = pick_.hasMore(job_->route) && attempts_ < context_.settings.attemptsMax && timeLeft(now) > kAttemptLeast;
    if (!another || !client_ || contentSent_ || !pickCandidate(now)) return false;
    if (state_.takeRetry(now)) return true;
    retryRefused_ = true;
    pick_.giveUp(*picked_, now);
    picked_.reset();
    return false;
}

void Forward::dropAttempt(const Error& error, const AttemptTimes* times) {
    noteAttempt(error, times);
    if (std::exchange(answerCut_, false)) {
        billAttempt();
    } else {
        settlement_.release(attempts_);
    }
    state_.cancelSoon(std::move(attempt_));
    stream_.reset();
    collected_.clear();
    job_->capture.restart();
    replyError_.reset();
}

void Forward::attemptFailed(Error error, const AttemptTimes* times) {
    if (!client_) {
        noteAttempt(std::move(error), times);
        billAttempt();
        return settle(0, std::nullopt, {});
    }
    dropAttempt(error, times);
    if (takeRetry()) return nextAttempt();
    failRequest(error);
}

void Forward::onHead(const UpstreamHead& head) {
    if (phase_ != Phase::waiting) return;
    attempt_->retryAfter = restAskedBy(head, job_->route, attempt_->candidate(), context_.circuits, context_.clock);
    const auto error = errorOfStatus(head.status);
    if (!error) return openReply(head);
    if (error->retry == Retry::nextCandidate && takeRetry()) {
        dropAttempt(*error, nullptr);
        return nextAttempt();
    }
    if (headSent_ || !isHandedOn(*error, head.status)) {
        dropAttempt(*error, nullptr);
        return failRequest(*error);
    }
    replyError_ = *error;
    openReply(head);
}

void Forward::onData(std::string_view bytes) {
    if (phase_ == Phase::collecting) return collect(bytes);
    if (phase_ != Phase::relaying) return;
    if (!stream_) return relayRaw(bytes);
    pieces_.clear();
    stream_->feed(bytes, pieces_);
    relayStream();
}

void Forward::onEnd(const AttemptTimes& times) {
    if (phase_ == Phase::collecting) return replyError_ ? handOnError(&times) : collectedReply(times);
    if (phase_ != Phase::relaying) return;
    if (!stream_) return rawEnded(times);
    pieces_.clear();
    stream_->end(pieces_);
    streamEnded(&times);
}

void Forward::onFailed(const Error& error, const AttemptTimes& times) {
    if (phase_ != Phase::waiting && phase_ != Phase::collecting && phase_ != Phase::relaying) return;
    if (stream_ && stream_->facts().done) return streamEnded(&times);
    if (phase_ == Phase::collecting && replyError_) {
        // The status has said it all: a refused request is not tried elsewhere because its explanation was cut.
        collected_.clear();
        return handOnError(&times);
    }
    answerCut_ = phase_ == Phase::collecting && !collected_.empty();
    const bool mayStartOver = !contentSent_ && (stream_ || !headSent_);
    if (mayStartOver) return attemptFailed(error, &times);
    failStream(error, &times);
}

void Forward::onClientWritable() {
    aheadBytes_ = 0;
    if (attempt_) attempt_->resume();
}

bool Forward::onClientGone() {
    client_ = nullptr;
    if (phase_ == Phase::settling || phase_ == Phase::over) return false;
    const bool drains = isHeard() || (context_.settings.clientGone == config::ClientGone::drain && phase_ != Phase::reserving);
    if (!drains) {
        cancel({ErrorCode::clientGone, ErrorSource::downstream, Retry::never, {}, {}});
        return false;
    }
    onClientWritable();
    return true;
}

/// Somebody who begins to hear the stream does not wait for a client that does not read; when the last one has left and the
/// client had before, nobody needs it.
void Forward::onHeard(bool heard) {
    if (heard) {
        if (attempt_) attempt_->resume();
    } else if (!client_ && (departure_ != ErrorCode::clientGone || context_.settings.clientGone != config::ClientGone::drain)) {
        state_.abandonSoon(this);
    }
}

void Forward::giveUp() {
    if (phase_ == Phase::settling || phase_ == Phase::over) return;
    cancel({ErrorCode::clientGone, ErrorSource::downstream, Retry::never, {}, {}});
}

std::optional<std::string> Forward::onSnapshot(const config::Snapshot& snapshot) {
    // A plain reply that is under way is let through; a stream may go on for minutes, begun or not.
    if (phase_ == Phase::settling || phase_ == Phase::over || !job_->request.stream || !client_) return std::nullopt;
    const auto welcome = checkStillWelcome(snapshot, job_->facts.secretHash, job_->facts.address);
    if (welcome) return std::nullopt;
    if (isHeard()) {
        departure_ = welcome.error().code;
        client_ = nullptr;
        onClientWritable();
        return job_->dialect->errorEvent(welcome.error());
    }
    headSent_ ? failStream(welcome.error(), nullptr) : cancel(welcome.error());
    return std::nullopt;
}

void Forward::onDrainEnd() {
    if (phase_ == Phase::settling || phase_ == Phase::over) return;
    const Error error{ErrorCode::draining, ErrorSource::internal, Retry::never, {}, {}};
    if (headSent_) return failStream(error, nullptr);
    cancel(error);
}

/// Ends in the middle of everything: what the upstream may charge for is booked as estimated.
void Forward::cancel(const Error& error) {
    if (phase_ == Phase::reserving) {
        settlement_.release(attempts_);
        context_.circuits.report(*attempt_, error, context_.clock.steady());
    } else {
        noteAttempt(error, nullptr);
        billAttempt();
    }
    state_.cancelSoon(std::move(attempt_));
    failRequest(error);
}

}  // namespace gw::pipeline
