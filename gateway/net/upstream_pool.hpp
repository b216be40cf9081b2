// The worker's connections to upstreams: the implementation of pipeline::UpstreamPort. Keeps idle connections (≤ 50 s,
// ≤ 1,024 an endpoint), resolves and checks addresses, verifies TLS, lets calls wait where connections are capped. Owned by
// a Worker, its thread only. UpstreamHead's views are valid during onUpstreamHead only.
#pragma once

#include "gateway/net/loop.hpp"
#include "gateway/net/resolver.hpp"
#include "gateway/net/tls.hpp"
#include "gateway/pipeline/ports.hpp"

#include <atomic>
#include <chrono>
#include <memory>

namespace gw::net {

struct UpstreamPoolOptions {
    /// Below what servers and balancers that do not say (`Keep-Alive: timeout`) keep an idle connection for: 60 s of AWS' and
    /// more of others'. Shorter ones (uvicorn's 5 s) are seen to close, or cost one sending more.
    std::chrono::milliseconds idleMax{50'000};
    /// A kept connection that breaks sooner than this behind a request was being closed by then: the request goes out again.
    /// One that breaks later had got it.
    std::chrono::milliseconds closeRace{2'000};
    /// Connections to one endpoint, idle ones included; more calls wait. 0: no cap.
    std::size_t connectionsPerEndpoint = 0;
    /// Streams that end together leave as many; those that begin together then need no handshakes. Under TLS 25 KB each.
    std::size_t idlePerEndpoint = 1024;
    std::size_t headMaxBytes = 64 * 1024;
    unsigned fieldsMax = 200;
};

class PoolState;

class UpstreamPool final : public pipeline::UpstreamPort {
 public:
    UpstreamPool(Loop& loop, std::shared_ptr<Resolver> resolver, std::shared_ptr<const TlsClient> tls,
                 UpstreamPoolOptions options = {});
    /// closeAll.
    ~UpstreamPool() override;

    std::unique_ptr<pipeline::UpstreamCall> start(pipeline::UpstreamRequest request,
                                                  pipeline::UpstreamObserver& observer) override;
    /// Closes all connections. Calls still running end without a callback.
    void closeAll();
    /// Connections open or being opened, idle ones included. Any thread.
    unsigned connections() const noexcept;
    std::size_t idleConnections() const noexcept;

 private:
    std::unique_ptr<PoolState> state_;
};

}  // namespace gw::net
