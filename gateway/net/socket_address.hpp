// IpAddress and port to the kernel's sockaddr and back. Plain values, any thread.
#pragma once

#include "gateway/base/cidr.hpp"

#include <sys/socket.h>
#include <cstdint>

namespace gw::net {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);
    sockaddr* data() noexcept { return reinterpret_cast<sockaddr*>(&storage); }
    const sockaddr* data() const noexcept { return reinterpret_cast<const sockaddr*>(&storage); }
    int family() const noexcept { return storage.ss_family; }
};

SocketAddress socketAddress(const IpAddress& ip, std::uint16_t port) noexcept;
/// The address of an AF_INET or AF_INET6 sockaddr; all zero for any other.
IpAddress ipOf(const sockaddr* address) noexcept;
std::uint16_t portOf(const sockaddr* address) noexcept;
/// TCP_NODELAY: every reply and every event leaves at once (design.md).
void setNoDelay(int fd) noexcept;
/// Asks the kernel to probe a silent peer: a connection whose other end is gone without a word breaks within a minute, and
/// what counts idle connections on the way (NAT, firewalls) does not forget one that waits for its first token.
void setKeepAlive(int fd) noexcept;

}  // namespace gw::net
