// What a client may do to the server side: sizes, times and counts (reliability.md A2–A4), taken from the settings.
// A plain value; each worker holds its own copy and may be given another at SIGHUP.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/settings.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace gw::net {

struct NetLimits {
    Bytes requestLineMax = kibibytes(16);            ///< above: 414
    Bytes headMax = kibibytes(64);                   ///< request line and fields; above: 431
    unsigned fieldsMax = 200;                        ///< above: 431
    Bytes bodyMax = mebibytes(20);                   ///< cap over every readBody limit; above: 413
    std::chrono::milliseconds headDeadline{10'000};  ///< from the first byte (a fresh connection: from accept)
    std::chrono::milliseconds bodyGrace{10'000};     ///< no minimum rate before this
    Bytes bodyRateMin = kibibytes(1);                ///< a second, afterwards; below: 408
    std::chrono::milliseconds idleKeepAlive{60'000};
    std::chrono::milliseconds writeStall{60'000};  ///< a client that takes no byte for this long is gone
    std::chrono::milliseconds drainTime{1'000};    ///< for what a client still sends after an early reply
    Bytes drainMax = kibibytes(64);
    Bytes highWater = kibibytes(64);        ///< unsent reply bytes above which ClientPort::write says false
    unsigned connectionsMax = 9000;         ///< of all workers together when they share a ConnectionBudget
    unsigned connectionsPerAddressMax = 0;  ///< as above; IPv6 by /64; loopback exempt; 0: no cap
    std::vector<Cidr> manyConnectionsFrom;  ///< trusted proxies: exempt from the cap per address
};

/// connectionsMax is held below half of the file limit, the cap per address is a quarter of it unless it is set.
NetLimits netLimitsFrom(const config::Settings& settings);

/// Raises the soft limit of open files to the hard one. @return the limit in force.
std::uint64_t raiseFileLimit();

/// How many connections are open over all servers that share it, in all and by address. Any thread.
class ConnectionBudget {
 public:
    std::atomic<unsigned> open{0};

    /// @return how many this address has open with this one.
    unsigned enter(const IpAddress& address);
    void leave(const IpAddress& address);

 private:
    struct AddressHash {
        std::size_t operator()(const IpAddress& address) const noexcept;
    };
    /// The mutex guards one stripe's counts, once when a connection is accepted and once when it closes: a message to
    /// another thread could not say no in time. No request touches it.
    struct Stripe {
        std::mutex mutex;
        std::unordered_map<IpAddress, unsigned, AddressHash> counts;
    };
    Stripe& stripeOf(const IpAddress& address);
    std::array<Stripe, 16> stripes_;
};

}  // namespace gw::net
