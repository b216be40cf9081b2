// What the connections of one pool share, and the books of the pool. Private to UpstreamPool, Call and
// UpstreamConnection; the loop's thread only, but the count.
#pragma once

#include "gateway/net/upstream_call.hpp"
#include "gateway/net/upstream_connection.hpp"
#include "gateway/net/upstream_pool.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::net {

/// An endpoint's connections. `allowPrivate` is part of the key: a provider must not reach through another's tick.
struct Bucket {
    bool tls = true;
    bool allowPrivate = false;
    std::uint16_t port = 0;
    std::string host;
    std::vector<UpstreamConnection*> idle;
    std::size_t open = 0;    ///< connections, idle ones included
    QueuePlace::Line line;   ///< calls that wait for one
    SslSessionPtr session;
    /// The address that answered in place of the first one, and until when it is asked before it.
    std::optional<IpAddress> detour;
    SteadyTime detourUntil{};

    std::optional<IpAddress> detourAt(SteadyTime now) const { return now < detourUntil ? detour : std::nullopt; }
    /// RFC 8305 §4 lets such a memory last for about ten minutes.
    void setDetour(const IpAddress& address, SteadyTime now) {
        detour = address;
        detourUntil = now + std::chrono::minutes(10);
    }
};

class PoolState {
 public:
    PoolState(Loop& loopRef, std::shared_ptr<Resolver> resolverRef, std::shared_ptr<const TlsClient> tlsRef,
              UpstreamPoolOptions optionsValue)
        : loop(loopRef), resolver(std::move(resolverRef)), tls(std::move(tlsRef)), options(optionsValue) {}

    Bucket& bucketFor(const config::Endpoint& endpoint);
    void openFor(Call& call, Bucket& bucket, bool later);
    bool hasRoom(const Bucket& bucket) const noexcept {
        return options.connectionsPerEndpoint == 0 || bucket.open < options.connectionsPerEndpoint;
    }
    /// An idle connection, taken out of the list; null when there is none. `certain`: one that was looked at.
    UpstreamConnection* takeIdle(Bucket& bucket, bool certain);
    /// Its exchange is over: it carries the next call, or idles.
    void keep(UpstreamConnection& connection);
    void remove(UpstreamConnection& connection);
    void closeAll();

    Loop& loop;
    std::shared_ptr<Resolver> resolver;
    std::shared_ptr<const TlsClient> tls;
    UpstreamPoolOptions options;
    std::atomic<unsigned> count{0};
    std::size_t idleCount = 0;

 private:
    Call& takeFirst(Bucket& bucket);
    void serveLine(Bucket& bucket);

    bool closing_ = false;
    struct Key {
        bool tls, allowPrivate;
        std::uint16_t port;
        std::string_view host;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    /// The key's host is a view into the bucket, which stays where it is.
    std::map<Key, std::unique_ptr<Bucket>> buckets_;
    std::unordered_map<UpstreamConnection*, std::unique_ptr<UpstreamConnection>> connections_;
};

}  // namespace gw::net
