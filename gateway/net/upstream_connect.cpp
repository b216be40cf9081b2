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
    addresses_ = std::move(*answer);
    tryNextAddress();
}

void UpstreamConnection::tryNextAddress() {
    transport_.close();
    phase_ = Phase::connecting;
    while (nextAddress_ < addresses_.size()) {
        const IpAddress& address = addresses_[nextAddress_++];
        // The address that is connected to is the one that was checked: a name cannot be rebound in between.
        if (address.isPrivate() && !bucket_.allowPrivate) {
            refusedPrivate_ = true;
            continue;
        }
        const SteadyTime now = pool_.loop.now();
        if (connectSince_ == SteadyTime{}) connectSince_ = now;
        if (!tryAddress(address)) continue;
        // What is left of the time is shared with the addresses still to come.
        const auto share = (connectDue_ - now) / static_cast<int>(addresses_.size() - nextAddress_ + 1);
        phaseSince_ = now;
        phaseDue_ = now + share;
        return armTimer();
    }
    addressesUsedUp();
}

bool UpstreamConnection::tryAddress(const IpAddress& address) {
    const SocketAddress peer = socketAddress(address, bucket_.port);
    Fd fd(::socket(peer.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd) {
        lastError_ = errno;
        return false;
    }
    setNoDelay(fd.get());
    if (::connect(fd.get(), peer.data(), peer.size) != 0 && errno != EINPROGRESS) {
        lastError_ = errno;
        return false;
    }
    if (!pool_.loop.watch(fd.get(), *this)) {
        lastError_ = errno;
        return false;
    }
    transport_ = Transport(std::move(fd));
    readable_ = peerClosed_ = false;
    return true;
}

void UpstreamConnection::addressesUsedUp() {
    if (lastError_ == 0 && refusedPrivate_) {
        return fail(ErrorCode::privateAddress, bucket_.host + " is a loopback or private address");
    }
    fail(ErrorCode::upstreamUnreachable, bucket_.host + ":" + std::to_string(bucket_.port) + ": " +
                                             (lastError_ == 0 ? "no address" : std::strerror(lastError_)));
}

void UpstreamConnection::connectEvent() {
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(transport_.fd(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
    if (error != 0) {
        lastError_ = error;
        return tryNextAddress();
    }
    // An event of the socket tried before says nothing about this one.
    SocketAddress peer;
    if (::getpeername(transport_.fd(), peer.data(), &peer.size) == 0) connected();
}

void UpstreamConnection::connected() {
    pool_.loop.refreshNow();
    const SteadyTime now = pool_.loop.now();
    call_->times.connect = since(connectSince_, now);
    phaseSince_ = now;
    phaseDue_ = connectDue_;
    addresses_ = Addresses();
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
