// The first step: who is calling (X-Forwarded-For only from listed proxies, reliability.md A6), and is that address
// blocked. Pure functions over the head and the snapshot; the worker's thread.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/http.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"

#include <vector>

namespace gw::pipeline {

/// The right-most address of X-Forwarded-For that is no trusted proxy; the peer itself when it is none, or when the
/// list is broken at that place.
IpAddress clientAddress(const RequestHead& head, const IpAddress& peer, const std::vector<Cidr>& trustedProxies);

/// @return ipBlocked.
Result<void> checkAddress(const config::Snapshot& snapshot, const IpAddress& address);

}  // namespace gw::pipeline
