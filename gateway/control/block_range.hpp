// What may be blocked, and how a range is written: one spelling for each range, whatever was typed or stored.
// Pure functions, any thread.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::control {

/// An address or range as people write it: blanks around it and host bits are let go, ::ffff: is IPv4. An IPv6 address
/// without a prefix means its /64, because one customer owns all of it (reliability.md A6); "/128" means the one address.
std::optional<Cidr> blockRange(std::string_view text);

/// The one spelling: "203.0.113.9", "203.0.113.0/24", "2001:db8::/64", "2001:db8::1/128".
std::string blockText(const Cidr& range);

struct BlockGuards {
    std::optional<IpAddress> caller;  ///< who asks
    std::vector<Cidr> proxies;        ///< GATEWAY_TRUSTED_PROXIES
    bool force = false;
};

/// Refused whatever is forced: blockLoopback, blockProxy, blockTooWide beyond IPv4 /8 or IPv6 /16.
/// Refused unless forced: blockSelf, blockTooWide beyond IPv4 /16 or IPv6 /32.
Result<void> checkBlockGuards(const Cidr& range, const BlockGuards& guards);

}  // namespace gw::control
