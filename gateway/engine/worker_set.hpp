// The data plane as the engine sees it: N workers on one address, each with its pipeline, and the ways to reach them:
// snapshots (SnapshotTarget), questions (ask), probes. Made on the start thread, used by control, destroyed on the engine's
// stopping thread after join.
#pragma once

#include "gateway/admin/ask_workers.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/control/publisher.hpp"
#include "gateway/engine/provider_probe.hpp"
#include "gateway/engine/request_log.hpp"
#include "gateway/ledger/ledger.hpp"
#include "gateway/metrics/shard.hpp"
#include "gateway/net/listen_probe.hpp"
#include "gateway/pipeline/ports.hpp"
#include "gateway/pipeline/probe_call.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gw::net {
class TlsServer;
}
namespace gw::limits {
class Admission;
class NonceStore;
}
namespace gw {
class Pressure;
}
namespace gw::cache {
class ResponseCache;
}
namespace gw::pipeline {
class CircuitBoard;
}

namespace gw::engine {

struct WorkerSetOptions {
    const config::Settings& settings;
    config::SnapshotPtr snapshot;
    ledger::Ledger& ledger;
    std::vector<std::unique_ptr<metrics::Shard>>& shards;
    RequestLogThread& requestLog;
    limits::Admission& admission;
    pipeline::CircuitBoard& circuits;
    pipeline::AdminDoor& door;
    const Clock& clock;
    std::string node;
    std::string consoleMarker;
    limits::NonceStore& nonces;
    Pressure& pressure;
    cache::ResponseCache* cache = nullptr;  ///< null: there is none
};

/// The certificate of the settings; null: plain HTTP. @return settingsInvalid naming the file.
Result<std::shared_ptr<const net::TlsServer>> serverTls(const config::Settings& settings);

class WorkerSet {
   public:
    /// Probes the address, opens a listener a worker and starts them all. @return portTaken, listenFailed, settingsInvalid (TLS files).
    static Result<std::unique_ptr<WorkerSet>> start(const WorkerSetOptions& options);
    ~WorkerSet();

    std::uint16_t port() const { return port_; }
    std::vector<control::SnapshotTarget*> targets();
    unsigned size() const { return static_cast<unsigned>(lanes_.size()); }
    std::uint32_t inflight() const;
    std::uint32_t connections() const;
    ProbeLane probeLane();
    /// One tiny real call; `then` once, on a worker's thread.
    void callModel(pipeline::ProbeOrder order, std::function<void(pipeline::ProbeOutcome)> then);

    /// What each worker would answer to the key with this hash; `then` once a worker, on that worker's thread.
    void ask(const Digest256& secretHash, const std::function<void(admin::WorkerAnswer)>& then);
    /// The same for a request from this address.
    void askAddress(const IpAddress& address, const std::function<void(admin::WorkerAnswer)>& then);
    /// Each worker says that it is alive: its index and open connections, on that worker's thread.
    void ping(const std::function<void(unsigned worker, std::uint32_t connections)>& then);
    /// New requests get 503 from here on, where they still arrive.
    void beginDrain();
    void closeListeners();
    void endDrain();
    /// @param tls for connections from here on; null: as before.
    void applySettings(const config::Settings& settings, std::shared_ptr<const net::TlsServer> tls);
    std::shared_ptr<const net::TlsServer> tls() const { return tls_; }
    /// Ends the threads and writes what is left of their ledgers.
    void stop(ledger::Ledger& ledger);

   private:
    class Lane;
    explicit WorkerSet(pipeline::CircuitBoard& circuits);
    std::shared_ptr<const net::TlsServer> tls_;
    std::vector<std::unique_ptr<Lane>> lanes_;
    pipeline::CircuitBoard& circuits_;
    std::uint16_t port_ = 0;
};

}  // namespace gw::engine
