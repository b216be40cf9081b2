#include "gateway/net/limits.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace gw::net {

NetLimits netLimitsFrom(const config::Settings& settings) {
    NetLimits limits;
    limits.bodyMax = settings.bodyMax;
    // Each request in flight holds a client's and an upstream's descriptor, so half the files are the clients'.
    rlimit files{};
    std::uint64_t filesMax = 1024;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) filesMax = std::min<std::uint64_t>(files.rlim_cur, 2'000'000);
    limits.connectionsMax = std::min(settings.connectionsMax, static_cast<unsigned>(filesMax / 2));
    limits.connectionsPerAddressMax = std::max(64U, limits.connectionsMax / 4);
    limits.manyConnectionsFrom = settings.trustedProxies;
    return limits;
}

std::uint64_t raiseFileLimit() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
    const rlim_t before = files.rlim_cur;
    files.rlim_cur = files.rlim_max;
    return setrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_max : before;
}

}  // namespace gw::net
