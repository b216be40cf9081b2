// A data-plane thread: its loop, listener, sessions and upstream connections. Made and stopped by the engine's thread;
// everything that happens inside happens on the worker's own thread. The calls here are thread-safe unless they say
// otherwise.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/net/fd.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/net/resolver.hpp"
#include "gateway/net/server.hpp"
#include "gateway/net/tls.hpp"
#include "gateway/net/upstream_pool.hpp"
#include "gateway/pipeline/ports.hpp"

#include <functional>
#include <memory>

namespace gw::net {

struct WorkerOptions {
    unsigned index = 0;
    NetLimits limits;
    Fd listener;                                   ///< from ListenProbe::openListener; empty: no public port
    std::shared_ptr<const TlsServer> tls;          ///< null: plain HTTP
    std::shared_ptr<const TlsClient> upstreamTls;  ///< null: one of its own with the system's roots
    std::shared_ptr<Resolver> resolver;            ///< null: one of its own
    std::shared_ptr<ConnectionBudget> budget;      ///< null: connectionsMax counts for this worker alone
    UpstreamPoolOptions upstream;
    Pressure* pressure = nullptr;                  ///< outlives the worker
};

/// What the worker gives the pipeline; lives as long as the factory.
struct WorkerContext {
    unsigned index;
    pipeline::UpstreamPort& upstream;
    pipeline::WorkerTimers& timers;
};

class Worker {
 public:
    using MakeFactory = std::function<std::unique_ptr<pipeline::ExchangeFactory>(WorkerContext&)>;

    explicit Worker(WorkerOptions options);
    /// stop and join.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Makes the factory on the calling thread, then starts the thread. The factory is destroyed on the worker's thread
    /// after its last handler. Call once. @return listenFailed or internal.
    Result<void> start(const MakeFactory& makeFactory);

    /// Runs `task` on the worker. After stop it is dropped (and destroyed).
    void post(std::function<void()> task);
    /// Runs `apply` on the worker (swap the pipeline's snapshot there), tells each exchange by onSnapshot, then runs
    /// `done`.
    void publish(config::SnapshotPtr snapshot, std::function<void()> apply, std::function<void()> done);
    /// Only on the worker, from inside a posted task.
    void forEachExchange(const std::function<void(pipeline::ExchangeHandler&)>& visit);

    /// Accepts until the kernel's queue is empty, closes the listener, answers `connection: close` from here on.
    void closeListener(std::function<void()> done = {});
    /// onDrainEnd for each exchange; connections that wait for a request are closed.
    void drainEnd();
    void setLimits(const NetLimits& limits);
    void setTls(std::shared_ptr<const TlsServer> tls);

    /// Closes every connection (handlers at work get onClientGone) and ends the thread.
    void stop();
    void join();

    unsigned index() const;
    const ServerCounters& counters() const;
    /// Connections to upstreams, idle ones included.
    unsigned upstreamConnections() const;

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace gw::net
