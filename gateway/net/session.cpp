#include "gateway/net/session.hpp"

#include "gateway/net/server_state.hpp"

#include <algorithm>

namespace gw::net {
namespace {

// Four times the scratch buffer, then other connections have their turn.
constexpr int kReadsATurn = 4;

}  // namespace

Session::Session(ServerState& server, Transport transport, const IpAddress& peer)
    : server_(server),
      transport_(std::move(transport)),
      peer_(peer),
      unsentLease_(server.options.pressure ? &server.options.pressure->buffers : nullptr) {}

Session::~Session() = default;

void Session::begin() { server_.loop.setTimer(*this, server_.limits.headDeadline); }

const RequestHead& Session::head() const { return store_->head; }

void Session::onReady(Readiness ready) {
    peerClosed_ = peerClosed_ || ready.peerClosed;
    if (ready.broken) return lost();
    // TLS may need either direction for either purpose.
    readable_ = readable_ || ready.read || (ready.write && transport_.isTls());
    if (blocked_ && (ready.write || transport_.isTls())) flush();
    readOn();
}

void Session::onDeferred() {
    if (phase_ == Phase::closed) return;
    if (lostPending_) return lost();
    if (headHeld_) flush();
    if (bodyWanted_) {
        checkBody();
        takeRest();
        askForBody();
    }
    if (replyDone_) settle();
    readOn();
}

bool Session::wantsBytes() const noexcept {
    switch (phase_) {
        case Phase::idle:
        case Phase::head:
        case Phase::discarding:
            return true;
        case Phase::exchange:
            return bodyWanted_ && !bodyPaused_;
        case Phase::lingering:
            return thrownAway_ < server_.limits.drainMax.value;
        case Phase::closed:
            return false;
    }
    return false;
}

void Session::readOn() {
    for (int i = 0; i < kReadsATurn; ++i) {
        if (phase_ == Phase::exchange && peerClosed_ && !replyDone_ && !(bodyWanted_ && !bodyPaused_)) return lost();
        if (lostPending_ || !readable_ || !wantsBytes()) return;
        if (!readOnce()) return;
    }
    server_.loop.again(*this);
}

bool Session::readOnce() {
    std::span<char> into = server_.loop.scratch();
    const std::span<char> room = readsBody() ? body_.room() : std::span<char>{};
    const bool direct = !room.empty();
    const Io io = transport_.read(direct ? room : into);
    if (io.state == Io::State::again) {
        readable_ = false;
        return false;
    }
    if (io.state != Io::State::done) {
        lost();
        return false;
    }
    if (io.drained && !peerClosed_) readable_ = false;
    if (phase_ == Phase::lingering) {
        thrownAway_ += io.bytes;
    } else if (direct) {
        body_.filled(io.bytes);
        checkBody();
    } else {
        arrived({into.data(), io.bytes});
    }
    return true;
}

void Session::arrived(std::string_view bytes) {
    const std::size_t used = consume(bytes);
    if (used < bytes.size()) {
        rest_.assign(bytes.substr(used));
        restAt_ = 0;
    }
}

void Session::takeRest() {
    while (restAt_ < rest_.size()) {
        const std::size_t used = consume(std::string_view(rest_).substr(restAt_));
        if (used == 0) return;
        restAt_ += used;
    }
    restAt_ = 0;
    rest_ = std::string();
}

std::size_t Session::consume(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size()) {
        const std::string_view rest = bytes.substr(used);
        switch (phase_) {
            case Phase::idle:
            case Phase::head:
                used += takeHead(rest);
                break;
            case Phase::exchange:
                if (!bodyWanted_ || bodyPaused_) return used;
                used += feedBody(rest);
                break;
            case Phase::discarding: {
                const std::size_t taken = body_.feed(rest);
                used += taken;
                thrownAway_ += taken;
                discardRest();
                break;
            }
            case Phase::lingering:
            case Phase::closed:
                return bytes.size();
        }
    }
    return used;
}

std::size_t Session::takeHead(std::string_view bytes) {
    if (!store_) store_ = server_.takeStore();
    const bool begins = phase_ == Phase::idle;
    phase_ = Phase::head;
    std::string& held = store_->bytes;
    std::string_view part = bytes;
    if (held.empty()) {
        const auto end = bytes.find("\r\n\r\n");
        if (end != std::string_view::npos) part = bytes.substr(0, end + 4);
    }
    // One byte over the limit is enough for the parser to refuse.
    part = part.substr(
        0, server_.limits.headMax.value + 1 - std::min<std::size_t>(held.size(), server_.limits.headMax.value));
    held.append(part);
    switch (store_->parser.parse(held, store_->head)) {
        case RequestHeadParser::State::unfinished:
            if (begins) server_.loop.setTimer(*this, server_.limits.headDeadline);
            return part.size();
        case RequestHeadParser::State::refused: {
            const HeadFault fault = store_->parser.fault();
            const ErrorCode code = fault.status == 414   ? ErrorCode::targetTooLong
                                   : fault.status == 431 ? ErrorCode::headTooLarge
                                   : fault.status == 413 ? ErrorCode::bodyTooLarge
                                                         : ErrorCode::badRequest;
            refuseHead(fault.status, code, fault.why);
            return bytes.size();
        }
        case RequestHeadParser::State::complete:
            break;
    }
    const std::size_t excess = held.size() - store_->parser.headSize();
    held.resize(store_->parser.headSize());
    startExchange();
    return part.size() - excess;
}

void Session::startExchange() {
    phase_ = Phase::exchange;
    TimerWheel::clear(*this);
    const RequestHead& request = store_->head;
    body_.begin(request, server_.options.pressure ? &server_.options.pressure->buffers : nullptr);
    isHead_ = request.method == Method::head;
    continueDue_ = request.expectContinue && body_.state() == RequestBody::State::more;
    bodyWanted_ = bodyPaused_ = replyStarted_ = replyDone_ = headHeld_ = pauseTold_ = mustClose_ = aborted_ = false;
    thrownAway_ = 0;
    server_.counters.inflight.fetch_add(1, std::memory_order_relaxed);
    handler_ = server_.factory.make(*this);
    handler_->onRequest();
    checkBody();
}

void Session::nextRequest() {
    phase_ = Phase::idle;
    handler_.reset();
    server_.giveStore(std::move(store_));
    body_.discard();
    replyDone_ = false;
    server_.loop.setTimer(*this, server_.limits.idleKeepAlive);
}

void Session::discardRest() {
    if (body_.state() == RequestBody::State::complete) return nextRequest();
    if (body_.state() == RequestBody::State::malformed || thrownAway_ > server_.limits.drainMax.value) endWrites();
}

void Session::onTimer() {
    switch (phase_) {
        case Phase::head:
            // An empty line sent behind a body is no request.
            if (store_->bytes.size() <= 2) return closeNow();
            return refuseHead(408, ErrorCode::requestTimeout, "the head did not arrive in time");
        case Phase::exchange:
            if (blocked_) return lost();
            if (bodyWanted_ && !bodyPaused_) rateCheck();
            return;
        case Phase::idle:
        case Phase::discarding:
        case Phase::lingering:
            return closeNow();
        case Phase::closed:
            return;
    }
}

void Session::lost() {
    if (phase_ == Phase::closed) return;
    lostPending_ = true;
    if (handler_) {
        const auto handler = std::move(handler_);
        server_.counters.inflight.fetch_sub(1, std::memory_order_relaxed);
        if (!replyDone_) handler->onClientGone();
    }
    closeNow();
}

void Session::closeNow() {
    phase_ = Phase::closed;
    transport_.close();
    server_.giveStore(std::move(store_));
    server_.remove(*this);
}

}  // namespace gw::net
