#include "gateway/net/pool_state.hpp"
#include "gateway/net/socket_address.hpp"
#include "gateway/net/upstream_connection.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace gw::net {
namespace {

std::chrono::microseconds since(SteadyTime from, SteadyTime now) {
    return std::chrono::duration_cast<std::chrono::microseconds>(now - from);
}

}  // namespace

void UpstreamConnection::open(Call& call, bool later) {
    call_ = &call;
    call.connection = this;
    later_ = later;
    pool_.loop.refreshNow();
    const SteadyTime now = pool_.loop.now();
    phase_ = Phase::resolving;
    phaseSince_ = now;
    totalDue_ = call.startedAt + call.request.timeouts.total;
    connectDue_ = now + call.request.timeouts.connect;
    phaseDue_ = connectDue_;
    armTimer();
    self_ = std::make_shared<UpstreamConnection*>(this);
    auto answer = [self = self_](Result<Addresses> result) {
        if (*self != nullptr) (*self)->resolved(std::move(result));
    };
    auto known = pool_.resolver->resolve(bucket_.host, pool_.loop.mailbox(), std::move(answer), call.request.fresh);
    if (!known || !known->empty()) {
        phaseSince_ = SteadyTime{};
        resolved(std::move(known));
    }
    later_ = false;
}

void UpstreamConnection::resolved(Result<Addresses> answer) {
    if (phase_ != Phase::resolving) return;
    if (!answer) return fail(ErrorCode::upstreamDns, bucket_.host + ": " + answer.error().detail);
    if (phaseSince_ != SteadyTime{}) call_->times.dns = since(phaseSince_, pool_.loop.now());
    phase_ = Phase::connecting;
    race_ = std::make_unique<ConnectRace>(pool_.loop, *this, bucket_.port, bucket_.allowPrivate,
                                          raceOrder(*answer, bucket_.detourAt(pool_.loop.now())));
    if (!answer->empty()) firstAddress_ = answer->front();
    raceOn(race_->startNext());
}

void UpstreamConnection::raceOn(ConnectRace::State state) {
    if (connectSince_ == SteadyTime{} && race_->begun()) connectSince_ = pool_.loop.now();
    switch (state) {
        case ConnectRace::State::won:
            return connected();
        case ConnectRace::State::lost:
            return addressesUsedUp();
        case ConnectRace::State::running:
            break;
    }
    // What events said so far was of those that failed.
    readable_ = peerClosed_ = false;
    phaseDue_ = race_->nextTurn(pool_.loop.now(), connectDue_);
    armTimer();
}

void UpstreamConnection::addressesUsedUp() {
    const int error = race_->lastError();
    if (error == 0 && race_->refusedPrivate()) {
        return fail(ErrorCode::privateAddress, bucket_.host + " is a loopback or private address");
    }
    fail(ErrorCode::upstreamUnreachable, bucket_.host + ":" + std::to_string(bucket_.port) + ": " +
                                             (error == 0 ? "no address" : std::strerror(error)));
}

void UpstreamConnection::connected() {
    pool_.loop.refreshNow();
    const SteadyTime now = pool_.loop.now();
    call_->times.connect = since(connectSince_, now);
    phaseSince_ = now;
    phaseDue_ = connectDue_;
    transport_ = Transport(race_->takeSocket());
    setKeepAlive(transport_.fd());
    // The event may have been another's.
    if (race_->several()) {
        readable_ = true;
        peerClosed_ = false;
    }
    rememberWinner();
    race_.reset();
    if (!bucket_.tls) return beginExchange();
    auto* const session = call_->request.fresh ? nullptr : bucket_.session.get();
    SslPtr ssl = pool_.tls ? pool_.tls->connect(transport_.fd(), bucket_.host, session) : nullptr;
    if (!ssl) return fail(ErrorCode::upstreamTls, bucket_.host + ": TLS is not available");
    TlsClient::keepSession(ssl.get(), &bucket_.session);
    transport_.startTls(std::move(ssl));
    phase_ = Phase::handshaking;
    armTimer();
    shakeHands();
}

/// Who had to go round the first address should not have to wait for it again with the next connection.
void UpstreamConnection::rememberWinner() {
    if (race_->winner() == firstAddress_) return bucket_.detour.reset();
    if (bucket_.detourAt(phaseSince_) != race_->winner()) bucket_.setDetour(race_->winner(), phaseSince_);
}

void UpstreamConnection::shakeHands() {
    const Io io = transport_.handshake();
    if (io.state == Io::State::again) return;
    if (io.state != Io::State::done) {
        bucket_.session.reset();
        const std::string why = io.error != 0 ? std::strerror(io.error) : tlsFailure(transport_.ssl());
        return fail(ErrorCode::upstreamTls, bucket_.host + ": " + why);
    }
    pool_.loop.refreshNow();
    call_->times.tls = since(phaseSince_, pool_.loop.now());
    beginExchange();
}

void UpstreamConnection::notePhase(pipeline::AttemptTimes& times) const {
    pool_.loop.refreshNow();
    const SteadyTime now = pool_.loop.now();
    switch (phase_) {
        case Phase::resolving:
            if (phaseSince_ != SteadyTime{}) times.dns = since(phaseSince_, now);
            break;
        case Phase::connecting:
            if (connectSince_ != SteadyTime{}) times.connect = since(connectSince_, now);
            break;
        case Phase::handshaking: times.tls = since(phaseSince_, now); break;
        case Phase::fresh:
        case Phase::exchanging:
        case Phase::idle:
        case Phase::closed: break;
    }
}

}  // namespace gw::net
