#include "gateway/pipeline/relay_forward.hpp"

#include "gateway/dialect/openai_relay.hpp"
#include "gateway/pipeline/asked_rest.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/headers.hpp"
#include "gateway/pipeline/explain.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

constexpr std::uint16_t kOnlyAttempt = 1;

}  // namespace

RelayForward::RelayForward(WorkerState& state, ClientPort& client, std::unique_ptr<RelayJob> job)
    : state_(state),
      context_(state.context()),
      client_(&client),
      job_(std::move(job)),
      method_(client.head().method),
      settlement_(context_, job_->facts, *job_->snapshot),
      pick_(context_.circuits) {}

RelayForward::~RelayForward() {
    if (streamCounted_) context_.metrics.streamEnded();
}

/// A relay is not tried again: what makes something goes to the first candidate whose circuit lets it through. What reads or
/// deletes asks for something that one upstream holds, so it goes there, whatever became of calls of the preset's model.
bool RelayForward::pickUpstream() {
    if (method_ != Method::post) {
        attempt_ = std::make_unique<Attempt>(*this, kOnlyAttempt, job_->route.candidates.front());
        return true;
    }
    auto picked = pick_.next(job_->route, context_.clock.steady());
    if (!picked) return false;
    attempt_ = std::make_unique<Attempt>(*this, kOnlyAttempt, *picked->candidate, std::move(picked->cap));
    attempt_->circuit = picked->circuit;
    attempt_->takenAt = picked->takenAt;
    return true;
}

void RelayForward::start() {
    if (!pickUpstream()) {
        const auto rest = context_.circuits.resting(job_->route, context_.clock.steady(), [this](std::size_t i) { return pick_.isCapped(i); });
        restFor_ = rest.wait;
        refusal_ = rest.error.detail;
        return fail(rest.error, nullptr);
    }
    ledger::ReservationView reservation = settlement_.reserve(kOnlyAttempt, attempt_->candidate(), {});
    if (method_ == Method::post) {
        // What it will cost nobody knows: a crash must not leave a row that says 0.
        reservation.cost.reset();
        reservation.priceVersion = {};
    }
    context_.ledger.reserve(reservation, [this, alive = std::weak_ptr(alive_)](const Result<void>& reserved) {
        if (!alive.expired()) onReserved(reserved);
    });
}

void RelayForward::onReserved(const Result<void>& reserved) {
    if (phase_ != Phase::reserving) return;
    if (reserved) return callUpstream();
    fail(Error{ErrorCode::storageFull, ErrorSource::internal, Retry::never, reserved.error().detail, {}}, nullptr);
}

void RelayForward::callUpstream() {
    auto request = upstreamRequest();
    if (!request) return fail(request.error(), nullptr);
    phase_ = Phase::waiting;
    const SteadyTime now = context_.clock.steady();
    settlement_.called(now);
    attempt_->start(context_.upstream, std::move(*request), now);
    if (job_->streamsBody) client_->streamBody(context_.settings.bodyMax);
}

Result<UpstreamRequest> RelayForward::upstreamRequest() {
    const RequestHead& asked = client_->head();
    const config::Provider& provider = *attempt_->candidate().provider;
    UpstreamRequest request;
    RelayTarget target{method_, asked.target, asked.value("content-type"), asked.contentLength, false, job_->facts.traceId};
    if (job_->streamsBody) {
        target.chunked = asked.chunked;
        request.upload = asked.chunked ? UploadFraming::chunked : UploadFraming::length;
    } else if (job_->body.storage) {
        attempt_->splices = job_->request.cuts;
        if (!job_->request.model.empty()) attempt_->splices = job_->request.splicesFor(attempt_->candidate().model);
        request.body = dialect::splicedPieces(job_->body.text(), attempt_->splices);
        target.length = dialect::sizeOf(request.body);
    } else if (method_ == Method::post) {
        target.length = 0;
    } else {
        target.length.reset();
    }
    auto head = relayRequestHead(provider, target, asked);
    if (!head) return tl::unexpected(std::move(head.error()));
    request.endpoint = &provider.endpoint;
    request.head = std::move(*head);
    request.isHead = method_ == Method::head;
    request.once = true;
    request.timeouts = timeoutsFor(provider, context_.settings);
    return request;
}

void RelayForward::onBodyPiece(std::string_view bytes) {
    if (isOver() || !attempt_) return;
    if (!attempt_->sendBody(bytes)) client_->pauseBody();
}

void RelayForward::onBodyEnd() {
    if (isOver()) return;
    uploaded_ = true;
    if (attempt_) attempt_->endBody();
}

void RelayForward::onBodyFailed(const Error& error) {
    if (!isOver()) fail(error, nullptr);
}

void RelayForward::onWritable() {
    if (client_ && !isOver() && !replyError_) client_->resumeBody();
}

void RelayForward::onHead(const UpstreamHead& head) {
    if (phase_ != Phase::waiting) return;
    attempt_->retryAfter = restAskedBy(head, job_->route, attempt_->candidate(), context_.circuits, context_.clock);
    auto error = errorOfStatus(head.status);
    if (head.status == 304) error.reset();
    // An upstream that has refused does not want the rest of the body.
    if (error && isUploading()) client_->pauseBody();
    if (error && !isHandedOn(*error, head.status)) return fail(*error, nullptr);
    replyError_ = std::move(error);
    openReply(head);
}

void RelayForward::onData(std::string_view bytes) {
    if (phase_ == Phase::collecting) return collect(bytes);
    if (phase_ != Phase::relaying) return;
    if (!stream_) return relayRaw(bytes);
    pieces_.clear();
    stream_->feed(bytes, pieces_);
    relayStream();
}

void RelayForward::onEnd(const AttemptTimes& times) {
    if (phase_ == Phase::collecting) return collectedReply(&times);
    if (phase_ != Phase::relaying) return;
    if (stream_) {
        pieces_.clear();
        stream_->end(pieces_);
        if (!relayStream()) return;
    }
    if (phase_ == Phase::relaying) relayedReply(times);
}

void RelayForward::onFailed(const Error& error, const AttemptTimes& times) {
    if (isOver() || phase_ == Phase::reserving) return;
    if (phase_ == Phase::collecting && replyError_) {
        // The status has said it all, though its explanation was cut.
        collected_.clear();
        return collectedReply(&times);
    }
    fail(error, &times);
}

void RelayForward::onClientWritable() {
    if (attempt_) attempt_->resume();
}

void RelayForward::onClientGone() {
    client_ = nullptr;
    if (!isOver()) fail({ErrorCode::clientGone, ErrorSource::downstream, Retry::never, {}, {}}, nullptr);
}

void RelayForward::onSnapshot(const config::Snapshot& snapshot) {
    const bool underWay = headSent_ || (isUploading() && phase_ != Phase::reserving);
    if (isOver() || !underWay || !client_) return;
    const auto welcome = checkStillWelcome(snapshot, job_->facts.secretHash, job_->facts.address);
    if (!welcome) fail(welcome.error(), nullptr);
}

void RelayForward::onDrainEnd() {
    if (!isOver()) fail({ErrorCode::draining, ErrorSource::internal, Retry::never, {}, {}}, nullptr);
}

}  // namespace gw::pipeline
