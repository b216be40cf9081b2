#include "gateway/net/upstream_pool.hpp"

#include "gateway/net/pool_state.hpp"

#include <algorithm>

namespace gw::net {
namespace {

/// A connection that turns out to be dead would cost such a call.
bool mayGoOutOnceOnly(const pipeline::UpstreamRequest& request) {
    return request.upload != pipeline::UploadFraming::none || (request.once && !request.body.empty());
}

}  // namespace

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
    ++bucket.open;
    count.fetch_add(1, std::memory_order_relaxed);
    opened.open(call, later);
}

UpstreamConnection* PoolState::takeIdle(Bucket& bucket, bool certain) {
    while (!bucket.idle.empty()) {
        UpstreamConnection* connection = bucket.idle.back();
        if (certain && !connection->isOpen()) {
            connection->closeNow();
            continue;
        }
        bucket.idle.pop_back();
        --idleCount;
        return connection;
    }
    return nullptr;
}

Call& PoolState::takeFirst(Bucket& bucket) {
    QueuePlace& first = *bucket.line.front();
    Call& call = first.call();
    first.takeTurn();
    return call;
}

void PoolState::serveLine(Bucket& bucket) {
    while (!closing_ && !bucket.line.empty() && hasRoom(bucket)) openFor(takeFirst(bucket), bucket, true);
}

void PoolState::keep(UpstreamConnection& connection) {
    if (!connection.bucket().line.empty()) return connection.reuse(takeFirst(connection.bucket()));
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
    Bucket& bucket = connection.bucket();
    --bucket.open;
    loop.bury(std::move(found->second));
    connections_.erase(found);
    serveLine(bucket);
}

void PoolState::closeAll() {
    closing_ = true;
    for (const auto& [key, bucket] : buckets_) {
        while (!bucket->line.empty()) bucket->line.front()->call().place.reset();
    }
    while (!connections_.empty()) connections_.begin()->first->closeNow();
    closing_ = false;
}

UpstreamPool::UpstreamPool(Loop& loop, std::shared_ptr<Resolver> resolver, std::shared_ptr<const TlsClient> tls,
                           UpstreamPoolOptions options)
    : state_(std::make_unique<PoolState>(loop, std::move(resolver), std::move(tls), options)) {}

UpstreamPool::~UpstreamPool() { state_->closeAll(); }

std::unique_ptr<pipeline::UpstreamCall> UpstreamPool::start(pipeline::UpstreamRequest request,
                                                            pipeline::UpstreamObserver& observer) {
    Bucket& bucket = state_->bucketFor(*request.endpoint);
    auto call = std::make_unique<Call>(std::move(request), observer, state_->loop.now());
    // A probe is one call, and shall tell how it goes whatever else runs.
    if (call->request.fresh) {
        state_->openFor(*call, bucket, true);
    } else if (UpstreamConnection* const idle = state_->takeIdle(bucket, mayGoOutOnceOnly(call->request))) {
        idle->reuse(*call);
    } else if (state_->hasRoom(bucket)) {
        state_->openFor(*call, bucket, true);
    } else {
        call->place = std::make_unique<QueuePlace>(*state_, bucket, *call);
    }
    return call;
}

void UpstreamPool::closeAll() { state_->closeAll(); }
unsigned UpstreamPool::connections() const noexcept { return state_->count.load(std::memory_order_relaxed); }
std::size_t UpstreamPool::idleConnections() const noexcept { return state_->idleCount; }

}  // namespace gw::net
