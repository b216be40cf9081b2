#include "gateway/net/upstream_pool.hpp"

#include "gateway/net/pool_state.hpp"

#include <algorithm>

namespace gw::net {

Bucket& PoolState::bucketFor(const config::Endpoint& endpoint) {
    const Key key{endpoint.tls, endpoint.allowPrivate, endpoint.port, endpoint.host};
    if (const auto found = buckets_.find(key); found != buckets_.end()) return *found->second;
    auto bucket = std::make_unique<Bucket>();
    bucket->tls = endpoint.tls;
    bucket->allowPrivate = endpoint.allowPrivate;
    bucket->port = endpoint.port;
    bucket->host = endpoint.host;
    const Key own{bucket->tls, bucket->allowPrivate, bucket->port, bucket->host};
    return *buckets_.emplace(own, std::move(bucket)).first->second;
}

void PoolState::openFor(Call& call, Bucket& bucket, bool later) {
    auto connection = std::make_unique<UpstreamConnection>(*this, bucket);
    UpstreamConnection& opened = *connection;
    connections_.emplace(&opened, std::move(connection));
    count.fetch_add(1, std::memory_order_relaxed);
    opened.open(call, later);
}

void PoolState::keep(UpstreamConnection& connection) {
    auto& idle = connection.bucket().idle;
    idle.push_back(&connection);
    ++idleCount;
    // The one that has been idle longest makes room.
    if (idle.size() > options.idlePerEndpoint) idle.front()->closeNow();
}

void PoolState::remove(UpstreamConnection& connection) {
    const auto found = connections_.find(&connection);
    if (found == connections_.end()) return;
    auto& idle = connection.bucket().idle;
    if (const auto at = std::find(idle.begin(), idle.end(), &connection); at != idle.end()) {
        idle.erase(at);
        --idleCount;
    }
    count.fetch_sub(1, std::memory_order_relaxed);
    loop.bury(std::move(found->second));
    connections_.erase(found);
}

void PoolState::closeAll() {
    while (!connections_.empty()) connections_.begin()->first->closeNow();
}

UpstreamPool::UpstreamPool(Loop& loop, std::shared_ptr<Resolver> resolver, std::shared_ptr<const TlsClient> tls,
                           UpstreamPoolOptions options)
    : state_(std::make_unique<PoolState>(loop, std::move(resolver), std::move(tls), options)) {}

UpstreamPool::~UpstreamPool() { state_->closeAll(); }

std::unique_ptr<pipeline::UpstreamCall> UpstreamPool::start(pipeline::UpstreamRequest request,
                                                            pipeline::UpstreamObserver& observer) {
    Bucket& bucket = state_->bucketFor(*request.endpoint);
    auto call = std::make_unique<Call>(std::move(request), observer, state_->loop.now());
    if (bucket.idle.empty() || call->request.fresh) {
        state_->openFor(*call, bucket, true);
    } else {
        UpstreamConnection* connection = bucket.idle.back();
        bucket.idle.pop_back();
        --state_->idleCount;
        connection->reuse(*call);
    }
    return call;
}

void UpstreamPool::closeAll() { state_->closeAll(); }
unsigned UpstreamPool::connections() const noexcept { return state_->count.load(std::memory_order_relaxed); }
std::size_t UpstreamPool::idleConnections() const noexcept { return state_->idleCount; }

}  // namespace gw::net
