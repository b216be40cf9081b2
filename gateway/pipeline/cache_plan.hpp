// Whether a request asks the response cache, and by which key. A key holds whose request it is, where it would have gone and
// what it says, so that nobody is ever given another's answer (reliability.md A7). The worker's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/http.hpp"
#include "gateway/cache/entry.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace gw::pipeline {

class WorkerState;
struct ForwardJob;

/// The words of header x-gateway-cache, of gateway_log.cache and of gateway_cache_total{result}.
inline constexpr std::string_view kCacheHit = "hit", kCacheMiss = "miss", kCacheBypass = "bypass";

struct CachePlan {
    std::string_view word;  ///< what the reply says unless the cache answers; empty: there is no cache
    bool asks = false;
    bool renews = false;  ///< cache-control: no-cache
    SteadyTime madeSince = SteadyTime::min();  ///< cache-control: max-age
    cache::Key key{};
    std::chrono::seconds ttl{0};
    std::uint32_t billPercent = 0;
};

/// For a request that is routed and admitted.
CachePlan planCache(WorkerState& state, const ForwardJob& job, const RequestHead& head);

/// Whether the client has a word of its own to say to caches.
bool saysCacheControl(const RequestHead& head) noexcept;

/// x-gateway-cache, where there is a word.
void addCacheField(ResponseHead& head, std::string_view word);

}  // namespace gw::pipeline
