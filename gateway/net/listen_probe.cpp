#include "gateway/net/listen_probe.hpp"

#include "gateway/net/resolver.hpp"
#include "gateway/net/socket_address.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace gw::net {
namespace {

// How often a free port may be snatched away between the probe and the shared bind.
constexpr int kTries = 8;
constexpr int kBacklog = 4096;

enum class Share : bool { no, yes };

Result<IpAddress> listenAddress(const std::string& host) {
    if (const auto literal = parseIp(host)) return *literal;
    auto found = systemLookup(host);
    if (!found) return fail(ErrorCode::listenFailed, host + ": " + found.error().detail, "GATEWAY_HOST");
    const auto v4 = std::find_if(found->begin(), found->end(), [](const IpAddress& ip) { return ip.isV4(); });
    return v4 != found->end() ? *v4 : found->front();
}

/// A bound socket, or one without descriptor and errno set.
Fd bound(const IpAddress& address, std::uint16_t port, Share share) {
    const SocketAddress where = socketAddress(address, port);
    Fd fd(::socket(where.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd) return fd;
    const int on = 1;
    // Connections of an earlier run may still be in TIME_WAIT.
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (share == Share::yes) ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (::bind(fd.get(), where.data(), where.size) != 0) {
        const int error = errno;
        fd.reset();
        errno = error;
    }
    return fd;
}

std::string placeText(const std::string& host, std::uint16_t port) { return host + ":" + std::to_string(port); }

tl::unexpected<Error> bindFailed(const std::string& host, std::uint16_t port) {
    const int error = errno;
    if (error != EADDRINUSE) {
        return fail(ErrorCode::listenFailed, placeText(host, port) + ": " + std::strerror(error), "GATEWAY_HOST");
    }
    const std::string holder = portHolder(port);
    return fail(ErrorCode::portTaken,
                placeText(host, port) + " is in use by " + (holder.empty() ? "another process" : holder) +
                    "; stop it or choose another GATEWAY_PORT",
                "GATEWAY_PORT");
}

std::uint16_t boundPort(int fd) {
    SocketAddress own;
    return ::getsockname(fd, own.data(), &own.size) == 0 ? portOf(own.data()) : std::uint16_t{0};
}

Result<Fd> listening(Fd fd, const IpAddress& address, std::uint16_t port) {
    if (!fd || ::listen(fd.get(), kBacklog) != 0) return bindFailed(address.text(), port);
    return fd;
}

}  // namespace

Result<ListenProbe> probeAndBind(const std::string& host, std::uint16_t port, bool reusePort) {
    const auto address = listenAddress(host);
    if (!address) return fail(address.error());
    for (int tries = 1;; ++tries) {
        std::uint16_t chosen = port;
        if (!reusePort || port == 0) {
            // Without SO_REUSEPORT this bind fails when anybody listens there, even one who would share.
            const Fd alone = bound(*address, port, Share::no);
            if (!alone) return bindFailed(host, port);
            // A socket bound but not listening is no obstacle with SO_REUSEADDR; one that listens is.
            if (::listen(alone.get(), 1) != 0) return bindFailed(host, port);
            chosen = boundPort(alone.get());
        }
        auto first = listening(bound(*address, chosen, Share::yes), *address, chosen);
        if (!first) {
            if (port == 0 && tries < kTries) continue;
            return fail(first.error());
        }
        ListenProbe probe;
        probe.address_ = *address;
        probe.port_ = chosen;
        probe.first_ = std::move(*first);
        return probe;
    }
}

Result<Fd> ListenProbe::openListener() {
    if (first_) return std::move(first_);
    return listening(bound(address_, port_, Share::yes), address_, port_);
}

}  // namespace gw::net
