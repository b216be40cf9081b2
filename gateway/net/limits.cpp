#include "gateway/net/limits.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstring>

namespace gw::net {

NetLimits netLimitsFrom(const config::Settings& settings) {
    NetLimits limits;
    limits.bodyMax = settings.bodyMax;
    // Each request in flight holds a client's and an upstream's descriptor, so half the files are the clients'.
    rlimit files{};
    std::uint64_t filesMax = 1024;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) filesMax = std::min<std::uint64_t>(files.rlim_cur, 2'000'000);
    limits.connectionsMax = std::min(settings.connectionsMax, static_cast<unsigned>(filesMax / 2));
    const unsigned asked = settings.connectionsPerAddressMax;
    limits.connectionsPerAddressMax = asked > 0 ? asked : std::max(64U, limits.connectionsMax / 4);
    limits.manyConnectionsFrom = settings.trustedProxies;
    return limits;
}

std::size_t ConnectionBudget::AddressHash::operator()(const IpAddress& address) const noexcept {
    std::uint64_t halves[2];
    std::memcpy(halves, address.bytes.data(), sizeof halves);
    return static_cast<std::size_t>((halves[0] ^ (halves[1] * 0x9e3779b97f4a7c15ULL)) * 0xff51afd7ed558ccdULL);
}

ConnectionBudget::Stripe& ConnectionBudget::stripeOf(const IpAddress& address) {
    return stripes_[AddressHash{}(address) >> 32 & (stripes_.size() - 1)];
}

unsigned ConnectionBudget::enter(const IpAddress& address) {
    Stripe& stripe = stripeOf(address);
    const std::lock_guard lock(stripe.mutex);
    return ++stripe.counts[address];
}

void ConnectionBudget::leave(const IpAddress& address) {
    Stripe& stripe = stripeOf(address);
    const std::lock_guard lock(stripe.mutex);
    const auto found = stripe.counts.find(address);
    if (found != stripe.counts.end() && --found->second == 0) stripe.counts.erase(found);
}

std::uint64_t raiseFileLimit() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
    const rlim_t before = files.rlim_cur;
    files.rlim_cur = files.rlim_max;
    return setrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_max : before;
}

}  // namespace gw::net
