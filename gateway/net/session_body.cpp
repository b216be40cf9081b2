// What comes in behind a head: collected for the handler or handed on piece by piece, with its limits.
#include "gateway/net/server_state.hpp"
#include "gateway/net/session.hpp"

#include <algorithm>

namespace gw::net {

void Session::readBody(Bytes limit) {
    if (!mayAskForBody()) return;
    body_.collect(std::min(limit, server_.limits.bodyMax));
    awaitBody();
}

void Session::streamBody(Bytes limit) {
    if (!mayAskForBody()) return;
    body_.stream(std::min(limit, server_.limits.bodyMax));
    awaitBody();
}

bool Session::mayAskForBody() const noexcept {
    return phase_ == Phase::exchange && handler_ && !bodyWanted_ && !replyDone_ && !lostPending_;
}

void Session::awaitBody() {
    bodyWanted_ = true;
    bodySince_ = server_.loop.now();
    server_.loop.setTimer(*this, server_.limits.bodyGrace);
    server_.loop.defer(*this);
}

void Session::pauseBody() {
    if (!bodyWanted_ || bodyPaused_) return;
    bodyPaused_ = true;
    pausedSince_ = server_.loop.now();
    endBodyTimer();
}

void Session::resumeBody() {
    if (!bodyWanted_ || !bodyPaused_) return;
    bodyPaused_ = false;
    bodySince_ += server_.loop.now() - pausedSince_;
    resumeBodyTimer();
    server_.loop.defer(*this);
}

/// While reply bytes wait for the client the timer is theirs.
void Session::endBodyTimer() {
    if (!blocked_) TimerWheel::clear(*this);
}

void Session::resumeBodyTimer() {
    if (!blocked_ && bodyWanted_ && !bodyPaused_) server_.loop.wake(*this, bodyDue());
}

std::size_t Session::feedBody(std::string_view bytes) {
    const std::size_t used = body_.feed(bytes);
    if (const std::string_view piece = body_.piece(); !piece.empty()) handler_->onBodyPiece(piece);
    checkBody();
    return used;
}

void Session::checkBody() {
    if (!bodyWanted_) return;
    switch (body_.state()) {
        case RequestBody::State::more:
            return;
        case RequestBody::State::tooLarge:
            return failBody(ErrorCode::bodyTooLarge, "the body is over the limit");
        case RequestBody::State::noRoom:
            return failBody(ErrorCode::overloaded, "no room for the body");
        case RequestBody::State::malformed:
            return failBody(ErrorCode::badRequest, "malformed chunk");
        case RequestBody::State::complete:
            break;
    }
    bodyWanted_ = false;
    endBodyTimer();
    if (body_.streams()) return handler_->onBodyEnd();
    handler_->onBody(body_.take());
}

void Session::failBody(ErrorCode code, std::string_view why) {
    bodyWanted_ = false;
    mustClose_ = true;
    endBodyTimer();
    body_.discard();
    handler_->onBodyFailed(Error{code, ErrorSource::downstream, Retry::never, std::string(why), {}});
}

void Session::askForBody() {
    if (!continueDue_ || !bodyWanted_ || body_.received() > 0 || replyStarted_) return;
    continueDue_ = false;
    const std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    send({&line, 1});
}

/// When the bytes received so far have used up the time they would have been allowed (reliability.md A3).
SteadyTime Session::bodyDue() const {
    using std::chrono::milliseconds;
    const auto earned =
        milliseconds(body_.received() * 1000 / std::max<std::uint64_t>(1, server_.limits.bodyRateMin.value));
    return bodySince_ + std::max(server_.limits.bodyGrace, earned);
}

void Session::rateCheck() {
    const SteadyTime due = bodyDue();
    if (server_.loop.now() >= due) return failBody(ErrorCode::requestTimeout, "the body came too slowly");
    server_.loop.wake(*this, due);
}

}  // namespace gw::net
