// Finds out whether a port is free before SO_REUSEPORT would silently share it, resolves port 0, and opens one
// listening socket a worker. Used at start on the thread that starts the engine; a plain value afterwards.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/result.hpp"
#include "gateway/net/fd.hpp"

#include <cstdint>
#include <string>

namespace gw::net {

/// An address that was free when probed. The first listener is open already, so that nobody else gets the port.
class ListenProbe {
 public:
    std::uint16_t port() const noexcept { return port_; }
    const IpAddress& address() const noexcept { return address_; }
    /// A non-blocking listening socket: the one made by the probe first, then others that share the port with it.
    Result<Fd> openListener();

 private:
    friend Result<ListenProbe> probeAndBind(const std::string& host, std::uint16_t port, bool reusePort);
    IpAddress address_;
    std::uint16_t port_ = 0;
    Fd first_;
};

/// @param host an address or a name ("localhost"; its first address is taken, IPv4 before IPv6).
/// @param reusePort join a port that another process listens on with SO_REUSEPORT (rolling restart) instead of
/// refusing.
/// @return portTaken with pid and program of the holder as far as readable, or listenFailed.
Result<ListenProbe> probeAndBind(const std::string& host, std::uint16_t port, bool reusePort);

/// "nginx (pid 123)" for whoever listens on the TCP port; empty when that cannot be read.
std::string portHolder(std::uint16_t port);

}  // namespace gw::net
