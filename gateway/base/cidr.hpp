// IP addresses and CIDR ranges as values: IPv4 is held as an IPv4-mapped IPv6 address, so that ::ffff:1.2.3.4 and 1.2.3.4
// are one. Strict spelling: no leading zeros, no trailing dot, no zone id. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw {

struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    bool isV4() const noexcept;
    bool isLoopback() const noexcept;
    /// Loopback, private, link-local, unique-local, unspecified, multicast, carrier-grade NAT or documentation range.
    bool isPrivate() const noexcept;
    std::string text() const;
    friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

std::optional<IpAddress> parseIp(std::string_view text);

struct Cidr {
    IpAddress base;
    /// 0…128 over the mapped form; an IPv4 /24 is 120 here.
    std::uint8_t bits = 128;
    bool contains(const IpAddress& address) const noexcept;
    std::string text() const;
    friend bool operator==(const Cidr&, const Cidr&) = default;
};

/// "10.0.0.0/8", "2001:db8::/32" or a plain address. Host bits below the prefix must be zero.
std::optional<Cidr> parseCidr(std::string_view text);

}  // namespace gw
