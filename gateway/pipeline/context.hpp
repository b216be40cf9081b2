// Everything the pipeline of one worker leans on. Made by the engine, one a worker, outlives the factory made over it;
// all members are used on that worker only (AdminDoor::submit and Admission are thread-safe by themselves).
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/ledger/ledger_port.hpp"
#include "gateway/limits/admission.hpp"
#include "gateway/limits/nonce_store.hpp"
#include "gateway/metrics/request_metrics.hpp"
#include "gateway/pipeline/circuit_board.hpp"
#include "gateway/pipeline/ports.hpp"
#include "gateway/pipeline/request_log.hpp"

#include <string>

namespace gw {
class Pressure;
}
namespace gw::cache {
class WorkerCache;
}

namespace gw::pipeline {

struct PipelineContext {
    unsigned index = 0;
    const config::Settings& settings;
    /// Replaced by the engine on this worker; a request keeps the one it began with.
    config::SnapshotPtr snapshot;
    UpstreamPort& upstream;
    WorkerTimers& timers;
    ledger::LedgerPort& ledger;
    metrics::RequestMetrics& metrics;
    AdminDoor& admin;
    RequestLog& log;
    const Clock& clock;
    limits::Admission& admission;
    CircuitBoard& circuits;
    /// Requests that still arrive while draining are served; net closes their connections behind them.
    bool draining = false;
    std::string node;
    /// Value of header x-gatehouse-console that marks the console's own traffic; empty: none is marked.
    std::string consoleMarker;
    /// Nonces of signed requests; without one every signed request is refused.
    limits::NonceStore* nonces = nullptr;
    /// This worker's side of the response cache; null: there is none.
    cache::WorkerCache* cache = nullptr;
    /// How hard the engine is pressed; null: nobody watches.
    Pressure* pressure = nullptr;
};

}  // namespace gw::pipeline
