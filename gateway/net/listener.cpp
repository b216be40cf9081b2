#include "gateway/net/listener.hpp"

#include "gateway/base/log.hpp"
#include "gateway/net/socket_address.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>

namespace gw::net {
namespace {

constexpr int kAcceptsATurn = 64;
constexpr std::chrono::milliseconds kPause{100};

}  // namespace

Listener::Outcome Listener::acceptOne() {
    while (true) {
        SocketAddress peer;
        Fd fd(::accept4(fd_.get(), peer.data(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (fd) {
            setNoDelay(fd.get());
            accepted_(std::move(fd), ipOf(peer.data()));
            return Outcome::accepted;
        }
        switch (errno) {
            case EAGAIN:
                return Outcome::empty;
            case EMFILE:
            case ENFILE:
            case ENOBUFS:
            case ENOMEM:
                return Outcome::exhausted;
            // accept(2): errors of the connection itself are for that connection only.
            case ECONNABORTED:
            case EINTR:
            case EPROTO:
            case ENETDOWN:
            case ENETUNREACH:
            case EHOSTUNREACH:
                continue;
            default:
                log::net().error("accept failed error={}", std::strerror(errno));
                return Outcome::exhausted;
        }
    }
}

void Listener::acceptSome() {
    for (int i = 0; i < kAcceptsATurn; ++i) {
        const Outcome outcome = acceptOne();
        if (outcome == Outcome::accepted) {
            warned_ = false;
            continue;
        }
        if (outcome == Outcome::exhausted) {
            // The edge is used up; a timer brings the next try.
            if (!warned_)
                log::net().warn("accepting pauses: no descriptors or memory left error={}", std::strerror(errno));
            warned_ = true;
            loop_.setTimer(*this, kPause);
        }
        return;
    }
    loop_.again(*this);
}

void Listener::acceptAll() {
    while (acceptOne() == Outcome::accepted) {
    }
    fd_.reset();
}

}  // namespace gw::net
