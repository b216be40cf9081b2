// The worker's connections to upstreams: the implementation of pipeline::UpstreamPort. Keeps idle connections (≤ 60 s,
// ≤ 512 an endpoint), resolves and checks addresses, verifies TLS. Owned by a Worker, its thread only. UpstreamHead's
// views are valid during onUpstreamHead only.
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
    std::chrono::milliseconds idleMax{60'000};
    /// Streams that end together leave as many; those that begin together then need no handshakes. Under TLS 25 KB each.
    std::size_t idlePerEndpoint = 512;
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
