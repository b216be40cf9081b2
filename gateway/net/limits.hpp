// What a client may do to the server side: sizes, times and counts (reliability.md A2–A4), taken from the settings.
// A plain value; each worker holds its own copy and may be given another at SIGHUP.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/settings.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
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
    unsigned connectionsPerAddressMax = 0;  ///< a worker; IPv6 by /64; loopback exempt; 0: no cap
    std::vector<Cidr> manyConnectionsFrom;  ///< trusted proxies: exempt from the cap per address
};

/// connectionsMax is held below half of the file limit, the cap per address is a quarter of it.
NetLimits netLimitsFrom(const config::Settings& settings);

/// Raises the soft limit of open files to the hard one. @return the limit in force.
std::uint64_t raiseFileLimit();

/// How many connections are open over all servers that share it. Atomic, any thread.
struct ConnectionBudget {
    std::atomic<unsigned> open{0};
};

}  // namespace gw::net
