#include "gateway/net/upstream_connection.hpp"

#include "gateway/net/pool_state.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace gw::net {
namespace {

// Four times the scratch buffer, then other connections have their turn.
constexpr int kReadsATurn = 4;

}  // namespace

UpstreamConnection::~UpstreamConnection() {
    if (self_) *self_ = nullptr;
}

void UpstreamConnection::reuse(Call& call) {
    call_ = &call;
    call.connection = this;
    call.times.reusedConnection = true;
    reused_ = true;
    totalDue_ = call.startedAt + call.request.timeouts.total;
    beginExchange();
}

void UpstreamConnection::cancel() {
    call_ = nullptr;
    closeNow();
}

void UpstreamConnection::closeNow() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    if (call_ != nullptr) call_->connection = nullptr;
    call_ = nullptr;
    if (self_) *self_ = nullptr;
    race_.reset();
    transport_.close();
    pool_.remove(*this);
}

void UpstreamConnection::paceChanged() {
    if (phase_ != Phase::exchanging) return;
    limitSilence();
    if (!call_->paused) pool_.loop.defer(*this);
}

void UpstreamConnection::onReady(Readiness ready) {
    peerClosed_ = peerClosed_ || ready.peerClosed;
    readable_ = readable_ || ready.read || (ready.write && transport_.isTls());
    switch (phase_) {
        case Phase::connecting:
            if (ready.write || ready.broken) raceOn(race_->look());
            break;
        case Phase::handshaking: shakeHands(); break;
        case Phase::exchanging:
            if (!allSent() && !sendBroken_) sendOn();
            break;
        case Phase::idle: return idleEvent();
        case Phase::fresh:
        case Phase::resolving:
        case Phase::closed: return;
    }
    // An upstream may speak before it was asked: its bytes came with the event that made the connection.
    readOn();
}

void UpstreamConnection::onDeferred() {
    if (pending_) {
        const auto error = std::move(pending_);
        return fail(error->code, std::move(error->detail));
    }
    readOn();
}

void UpstreamConnection::idleEvent() {
    // TLS tickets come unasked; anything else on an idle connection, the end included, makes it useless.
    const Io io = transport_.read(pool_.loop.scratch());
    if (io.state != Io::State::again) closeNow();
}

void UpstreamConnection::beginExchange() {
    phase_ = Phase::exchanging;
    phaseSince_ = pool_.loop.now();
    sent_ = 0;
    sendBroken_ = false;
    reply_.begin(call_->request.isHead, pool_.options.headMaxBytes, pool_.options.fieldsMax);
    limitSilence();
    // Under TLS the handshake's last read may have taken the edge of what lies behind it.
    readable_ = readable_ || transport_.isTls();
    sendOn();
}

void UpstreamConnection::readOn() {
    for (int i = 0; i < kReadsATurn; ++i) {
        if (phase_ != Phase::exchanging || call_->paused || !readable_) return;
        if (!readOnce()) return;
    }
    pool_.loop.again(*this);
}

bool UpstreamConnection::readOnce() {
    const std::span<char> into = pool_.loop.scratch();
    const Io io = transport_.read(into);
    switch (io.state) {
        case Io::State::again:
            readable_ = false;
            if (sendBroken_) replyBroken("the upstream stopped reading the request");
            return false;
        case Io::State::eof:
            replyEnded(true);
            return false;
        case Io::State::cut:
            replyEnded(false);
            return false;
        case Io::State::failed:
            replyBroken(io.error == 0 ? "TLS failed" : std::strerror(io.error));
            return false;
        case Io::State::done:
            break;
    }
    if (io.drained && !peerClosed_) readable_ = false;
    if (!reply_.anyByte()) {
        pool_.loop.refreshNow();
        call_->times.firstByte =
            std::chrono::duration_cast<std::chrono::microseconds>(pool_.loop.now() - call_->startedAt);
    }
    switch (reply_.feed({into.data(), io.bytes}, *this)) {
        case UpstreamReply::State::more:
            limitSilence();
            return true;
        case UpstreamReply::State::stopped:
            return false;
        case UpstreamReply::State::complete:
            finishReply();
            return false;
        case UpstreamReply::State::malformed:
            fail(ErrorCode::upstreamProtocol, std::string(reply_.why()));
            return false;
    }
    return false;
}

bool UpstreamConnection::onHead(const UpstreamHead& head) {
    // Nothing will be sent again once a reply has come.
    if (allSent()) {
        sent_ = 0;
        call_->request.head = std::string();
        call_->request.body.clear();
    }
    call_->observer.onUpstreamHead(head);
    return phase_ == Phase::exchanging;
}

bool UpstreamConnection::onData(std::string_view bytes) {
    call_->bodyDelivered = true;
    call_->observer.onUpstreamData(bytes);
    return phase_ == Phase::exchanging;
}

void UpstreamConnection::replyEnded(bool clean) {
    if (reply_.ended(clean) == UpstreamReply::State::complete) return finishReply();
    if (!reply_.anyByte()) return replyBroken("closed before any reply");
    fail(ErrorCode::upstreamCut, "the reply ended before it was complete");
}

void UpstreamConnection::replyBroken(std::string_view how) {
    if (!wasBeingClosed() || call_->retried || mustNotRepeat()) return fail(ErrorCode::upstreamReset, std::string(how));
    // Nothing of a reply came, so the attempt goes on over a fresh connection, which takes this one's place.
    Call& call = *call_;
    call.retried = true;
    call.times.reusedConnection = false;
    call_ = nullptr;
    pool_.openFor(call, bucket_, false);
    closeNow();
}

/// The upstream ended an idle connection while the request was on its way: it has not seen it (RFC 9112 §9.3.1).
bool UpstreamConnection::wasBeingClosed() const noexcept {
    return reused_ && !reply_.anyByte() && pool_.loop.now() - phaseSince_ < pool_.options.closeRace;
}

bool UpstreamConnection::isOpen() {
    std::array<char, 1> none;
    return transport_.read(none).state == Io::State::again;
}

/// Sooner than the upstream, by a second where it says when: who closes first knows that nothing is on its way.
std::chrono::milliseconds UpstreamConnection::idleMax() const noexcept {
    const std::chrono::milliseconds most = pool_.options.idleMax;
    const auto told = reply_.keepAliveTime();
    return told ? std::min<std::chrono::milliseconds>(most, *told - std::chrono::seconds(1)) : most;
}

void UpstreamConnection::finishReply() {
    Call& call = *call_;
    const std::chrono::milliseconds idle = idleMax();
    const bool keep = reply_.reusable() && allSent() && !sendBroken_ && !peerClosed_ && idle.count() > 0;
    pool_.loop.refreshNow();
    call.times.total = std::chrono::duration_cast<std::chrono::microseconds>(pool_.loop.now() - call.startedAt);
    call.connection = nullptr;
    call_ = nullptr;
    if (keep) {
        phase_ = Phase::idle;
        phaseDue_ = totalDue_ = SteadyTime::max();
        pool_.loop.setTimer(*this, idle);
        pool_.keep(*this);
    } else {
        closeNow();
    }
    // The call may be destroyed inside.
    const pipeline::AttemptTimes times = call.times;
    call.observer.onUpstreamEnd(times);
}

void UpstreamConnection::fail(ErrorCode code, std::string detail) {
    if (later_) {
        pending_ =
            std::make_unique<Error>(Error{code, ErrorSource::upstream, Retry::nextCandidate, std::move(detail), {}});
        return pool_.loop.defer(*this);
    }
    Call& call = *call_;
    notePhase(call.times);
    call.times.total = std::chrono::duration_cast<std::chrono::microseconds>(pool_.loop.now() - call.startedAt);
    call.connection = nullptr;
    call_ = nullptr;
    closeNow();
    const Retry retry = call.bodyDelivered ? Retry::never : Retry::nextCandidate;
    const pipeline::AttemptTimes times = call.times;
    call.observer.onUpstreamFailed(Error{code, ErrorSource::upstream, retry, std::move(detail), {}}, times);
}

/// Silence is the client's while nobody reads, or while the upstream waits for more of the request.
void UpstreamConnection::limitSilence() {
    if (call_->paused || call_->upload.waits()) {
        phaseDue_ = SteadyTime::max();
        return armTimer();
    }
    limitPhase(reply_.anyByte() ? call_->request.timeouts.idle : call_->request.timeouts.firstByte);
}

void UpstreamConnection::limitPhase(std::chrono::milliseconds time) {
    phaseDue_ = pool_.loop.now() + time;
    armTimer();
}

void UpstreamConnection::armTimer() { pool_.loop.wake(*this, std::min(phaseDue_, totalDue_)); }

void UpstreamConnection::onTimer() {
    if (phase_ == Phase::idle) return closeNow();
    if (phase_ == Phase::closed || pending_) return;
    const SteadyTime now = pool_.loop.now();
    if (now >= totalDue_) return fail(ErrorCode::upstreamTimeout, "total time");
    if (now < phaseDue_) return armTimer();
    switch (phase_) {
        case Phase::resolving:
            return fail(ErrorCode::upstreamTimeout, "resolving " + bucket_.host);
        case Phase::connecting:
            if (race_->hasNext() && now < connectDue_) return raceOn(race_->startNext());
            return fail(ErrorCode::upstreamTimeout, "connecting to " + bucket_.host);
        case Phase::handshaking:
            return fail(ErrorCode::upstreamTimeout, "TLS handshake with " + bucket_.host);
        default:
            return fail(ErrorCode::upstreamTimeout, reply_.anyByte() ? "silence inside the reply" : "no reply");
    }
}

}  // namespace gw::net
