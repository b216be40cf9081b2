// An upstream pool on the test's own thread, and what scripted upstreams say to it.
#pragma once

#include "gateway/net/listen_probe.hpp"
#include "gateway/net/upstream_pool.hpp"

#include "loop_runner.hpp"
#include "recording_observer.hpp"
#include "socket_server.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace gw::net::test {

inline const std::string kHello = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-test: yes\r\n\r\nhello";

struct Pooled {
    explicit Pooled(UpstreamPoolOptions options = {}, ResolverOptions resolving = {})
        : resolver(std::make_shared<Resolver>(std::move(resolving))), pool(runner.loop, resolver, *TlsClient::load(), options) {}

    std::unique_ptr<pipeline::UpstreamCall> start(std::uint16_t port, RecordingObserver& observer) {
        endpoint.port = port;
        return pool.start(request(), observer);
    }
    pipeline::UpstreamRequest request() {
        pipeline::UpstreamRequest made;
        made.endpoint = &endpoint;
        made.head = "POST /v1 HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n";
        if (!body.empty()) made.body = {std::string_view(body).substr(0, 1), std::string_view(body).substr(1)};
        made.isHead = isHead;
        made.timeouts = timeouts;
        return made;
    }
    /// One call from start to end.
    void run(std::uint16_t port, RecordingObserver& observer) {
        const auto call = start(port, observer);
        runner.until([&] { return observer.over(); });
    }

    LoopRunner runner;
    std::shared_ptr<Resolver> resolver;
    UpstreamPool pool;
    config::Endpoint endpoint{false, "127.0.0.1", 80, "a", "", true};
    pipeline::UpstreamTimeouts timeouts;
    std::string body = "{}";
    bool isHead = false;
};

inline SocketServer::Script saying(std::string reply) {
    return [reply](Peer& peer) {
        while (!peer.request().empty()) peer.send(reply);
    };
}

inline SocketServer::Script sayingOnce(std::string reply) {
    return [reply](Peer& peer) {
        peer.request();
        peer.send(reply);
    };
}

inline std::uint16_t closedPort() {
    const auto probe = probeAndBind("127.0.0.1", 0, false);
    return probe->port();
}

}  // namespace gw::net::test
