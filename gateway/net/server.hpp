// A listener and its HTTP/1.1 sessions on one Loop: a worker's public port, or the console's private listener on the
// control thread. Owned by whoever owns the loop; that thread only, but the counters.
#pragma once

#include "gateway/base/pressure.hpp"
#include "gateway/net/fd.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/net/loop.hpp"
#include "gateway/net/tls.hpp"
#include "gateway/pipeline/ports.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace gw::net {

class ServerState;

/// Written by the server's thread, read by any.
struct ServerCounters {
    std::atomic<std::uint32_t> connections{0};
    std::atomic<std::uint32_t> inflight{0};  ///< requests whose reply is not complete
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refusedConnections{0};  ///< over a cap: 503 and closed
    std::atomic<std::uint64_t> refusedHeads{0};        ///< not valid HTTP, too large or too slow
};

struct ServerOptions {
    std::shared_ptr<const TlsServer> tls;      ///< null: plain HTTP
    std::shared_ptr<ConnectionBudget> budget;  ///< null: a budget of its own
    Pressure* pressure = nullptr;              ///< null: bodies are bounded one by one only
};

class Server {
 public:
    /// `loop` and `factory` outlive the server.
    Server(Loop& loop, NetLimits limits, pipeline::ExchangeFactory& factory, ServerOptions options = {});
    /// Closes everything; handlers still at work get onClientGone.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Takes a listening, non-blocking socket. @return listenFailed.
    Result<void> listen(Fd listener);
    /// Accepts what the kernel has queued, then closes the listener. From here on replies say `connection: close`.
    void closeListener();
    void forEachExchange(const std::function<void(pipeline::ExchangeHandler&)>& visit);
    /// Closes the connections that wait for a request.
    void closeIdle();
    /// Closes the listener and every connection; handlers still at work get onClientGone.
    void closeAll();
    void setLimits(const NetLimits& limits);
    /// For connections accepted from here on.
    void setTls(std::shared_ptr<const TlsServer> tls);
    const ServerCounters& counters() const;

 private:
    std::unique_ptr<ServerState> state_;
};

}  // namespace gw::net
