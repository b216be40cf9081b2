#include "gateway/net/server_state.hpp"
#include "gateway/net/session.hpp"

#include <algorithm>
#include <array>

namespace gw::net {
namespace {

// A string of this size is kept for the next use instead of being given back.
constexpr std::size_t kKeptCapacity = 512;
// More than a stream may have unsent: what a slow client leaves here of a large reply counts as a held body.
constexpr std::size_t kCountedUnsent = 128 * 1024;

}  // namespace

void Session::refuse() {
    // Before a TLS handshake nothing can be said.
    if (transport_.isTls()) return closeNow();
    refuseHead(503, ErrorCode::overloaded, "too many connections");
}

void Session::refuseHead(int status, ErrorCode code, std::string_view why) {
    if (code != ErrorCode::overloaded) server_.counters.refusedHeads.fetch_add(1, std::memory_order_relaxed);
    phase_ = Phase::exchange;
    framing_ = ReplyFraming::Kind::length;
    mustClose_ = true;
    aborted_ = false;
    const std::string reply = faultReply(status, codeText(code), why, server_.loop.httpDate());
    const std::string_view piece = reply;
    send({&piece, 1});
    replyDone();
}

bool Session::staysOpen() const noexcept {
    if (mustClose_ || !store_->head.keepAlive || server_.draining || peerClosed_) return false;
    if (server_.options.pressure && server_.options.pressure->rung() >= Rung::tight) return false;
    if (body_.state() == RequestBody::State::complete) return true;
    // A client that waits for 100-continue may or may not send its body after a final reply.
    if (continueDue_ && body_.received() == 0) return false;
    const auto left = body_.left();
    return !left || *left <= server_.limits.drainMax.value;
}

void Session::beginReply(const ResponseHead& reply, ReplyFraming::Kind kind, std::uint64_t length, std::string& out) {
    const auto framing = openFraming(statusHasBody(reply.status) ? kind : ReplyFraming::Kind::none, length);
    appendReplyHead(out, reply, framing, server_.loop.httpDate());
}

ReplyFraming Session::openFraming(ReplyFraming::Kind kind, std::uint64_t length) {
    replyStarted_ = true;
    framing_ = kind;
    replyLeft_ = length;
    mustClose_ = !staysOpen() || framing_ == ReplyFraming::Kind::untilClose;
    return {framing_, length, !mustClose_, store_->head.http10};
}

void Session::respond(ResponseHead reply, std::string body) {
    if (phase_ != Phase::exchange || replyDone_ || lostPending_) return;
    // A second reply would be taken for the answer to the next request.
    if (replyStarted_) return abort();
    std::string& text = server_.loop.headText();
    beginReply(reply, ReplyFraming::Kind::length, body.size(), text);
    sendWhole(text, body);
}

void Session::respondReady(std::string_view fields, std::string_view body) {
    if (phase_ != Phase::exchange || replyDone_ || lostPending_) return;
    if (replyStarted_) return abort();
    std::string& text = server_.loop.headText();
    appendReadyHead(text, fields, openFraming(ReplyFraming::Kind::length, body.size()), server_.loop.httpDate());
    sendWhole(text, body);
}

void Session::sendWhole(std::string_view head, std::string_view body) {
    const bool hasBody = framing_ == ReplyFraming::Kind::length && !isHead_ && !body.empty();
    const std::array<std::string_view, 2> pieces{head, body};
    send({pieces.data(), hasBody ? 2U : 1U});
    replyDone();
}

void Session::startReply(ResponseHead reply, std::optional<std::uint64_t> length) {
    if (phase_ != Phase::exchange || replyDone_ || lostPending_) return;
    if (replyStarted_) return abort();
    const auto open = store_->head.http10 ? ReplyFraming::Kind::untilClose : ReplyFraming::Kind::chunked;
    // The head waits for the first bytes of the body, no longer than this turn.
    beginReply(reply, length ? ReplyFraming::Kind::length : open, length.value_or(0), unsent_);
    headHeld_ = !blocked_;
    server_.loop.defer(*this);
}

bool Session::write(std::string_view bytes) {
    if (phase_ != Phase::exchange || !replyStarted_ || replyDone_ || lostPending_) return true;
    if (framing_ == ReplyFraming::Kind::none || bytes.empty()) return true;
    if (framing_ == ReplyFraming::Kind::length) {
        bytes = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), replyLeft_)));
        replyLeft_ -= bytes.size();
    }
    if (isHead_ || bytes.empty()) return true;
    if (framing_ == ReplyFraming::Kind::chunked) {
        std::array<char, 24> buffer;
        const std::array<std::string_view, 3> pieces{chunkSizeLine(bytes.size(), buffer), bytes, "\r\n"};
        send(pieces);
    } else {
        send({&bytes, 1});
    }
    pauseTold_ = pauseTold_ || unsentBytes() > server_.limits.highWater.value;
    return !pauseTold_;
}

void Session::finish() {
    if (phase_ != Phase::exchange || !replyStarted_ || replyDone_ || lostPending_) return;
    if (framing_ == ReplyFraming::Kind::length && replyLeft_ > 0 && !isHead_) return abort();
    if (framing_ == ReplyFraming::Kind::chunked && !isHead_) send({&kLastChunk, 1});
    replyDone();
}

void Session::abort() {
    if (phase_ != Phase::exchange || replyDone_ || lostPending_) return;
    aborted_ = true;
    mustClose_ = true;
    replyDone();
}

void Session::replyDone() {
    replyDone_ = true;
    bodyWanted_ = false;
    server_.loop.defer(*this);
}

void Session::send(std::span<const std::string_view> pieces) {
    if (lostPending_) return;
    if (blocked_) return keepUnsent(0, pieces);
    push(pieces);
}

void Session::push(std::span<const std::string_view> pieces) {
    headHeld_ = false;
    std::array<std::string_view, 4> all;
    std::size_t count = 0;
    if (unsentBytes() > 0) all[count++] = std::string_view(unsent_).substr(unsentAt_);
    for (const std::string_view piece : pieces) all[count++] = piece;
    const Io io = transport_.write({all.data(), count});
    if (io.state != Io::State::done && io.state != Io::State::again) {
        lostPending_ = true;
        server_.loop.defer(*this);
        return;
    }
    keepUnsent(io.bytes, pieces);
}

void Session::keepUnsent(std::size_t sent, std::span<const std::string_view> pieces) {
    const std::size_t fromUnsent = std::min(sent, unsentBytes());
    unsentAt_ += fromUnsent;
    sent -= fromUnsent;
    if (unsentBytes() == 0) {
        unsentAt_ = 0;
        if (unsent_.capacity() > kKeptCapacity) unsent_ = std::string();
        unsent_.clear();
    } else if (unsentAt_ > unsent_.size() / 2) {
        unsent_.erase(0, unsentAt_);
        unsentAt_ = 0;
    }
    for (std::string_view piece : pieces) {
        const std::size_t skip = std::min(sent, piece.size());
        sent -= skip;
        unsent_.append(piece.substr(skip));
    }
    const bool wasBlocked = blocked_;
    blocked_ = unsentBytes() > 0;
    if (unsent_.capacity() > kCountedUnsent || unsentLease_.bytes() > 0) unsentLease_.hold(unsent_.capacity() > kCountedUnsent ? unsent_.capacity() : 0);
    if (blocked_ && (!wasBlocked || fromUnsent > 0)) server_.loop.setTimer(*this, server_.limits.writeStall);
    if (!blocked_ && wasBlocked) {
        TimerWheel::clear(*this);
        resumeBodyTimer();
    }
}

void Session::flush() {
    if (unsentBytes() > 0) push({});
    // Half empty is soon enough: the source has the rest of the buffer to come back in.
    if (lostPending_ || unsentBytes() > server_.limits.highWater.value / 2) return;
    if (replyDone_) {
        if (unsentBytes() == 0) server_.loop.defer(*this);
    } else if (pauseTold_ && handler_) {
        pauseTold_ = false;
        handler_->onClientWritable();
    }
}

void Session::settle() {
    if (handler_) {
        handler_.reset();
        server_.counters.inflight.fetch_sub(1, std::memory_order_relaxed);
    }
    if (unsentBytes() > 0 || phase_ != Phase::exchange) return;
    if (mustClose_) return endWrites();
    if (body_.state() == RequestBody::State::complete) {
        nextRequest();
    } else {
        phase_ = Phase::discarding;
        replyDone_ = false;
        body_.discard();
        server_.loop.setTimer(*this, server_.limits.drainTime);
    }
    takeRest();
}

void Session::endWrites() {
    // Without framing a plain end would look like a complete reply.
    if (aborted_ && framing_ == ReplyFraming::Kind::untilClose) transport_.reset();
    if (!transport_.isOpen() || peerClosed_) return closeNow();
    transport_.shutdownWrite(!aborted_);
    phase_ = Phase::lingering;
    replyDone_ = false;
    rest_ = std::string();
    restAt_ = 0;
    server_.giveStore(std::move(store_));
    server_.loop.setTimer(*this, server_.limits.drainTime);
}

}  // namespace gw::net
