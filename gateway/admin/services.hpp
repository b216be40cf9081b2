// What the resources lean on. The stage half is there from the first moment; the ready half comes with attach() when store,
// secrets and control stand, and goes with detach(). Owned by AdminApi; control's thread.
#pragma once

#include "gateway/admin/ask_workers.hpp"
#include "gateway/admin/engine_port.hpp"
#include "gateway/admin/event_hub.hpp"
#include "gateway/admin/facts_port.hpp"
#include "gateway/admin/login_guard.hpp"
#include "gateway/admin/notice_log.hpp"
#include "gateway/admin/probe_port.hpp"
#include "gateway/admin/security_log.hpp"
#include "gateway/admin/sessions.hpp"
#include "gateway/admin/signing_keys.hpp"
#include "gateway/admin/timers.hpp"
#include "gateway/base/assert.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/control/control.hpp"
#include "gateway/secrets/crypto_thread.hpp"
#include "gateway/store/store.hpp"

#include <memory>
#include <optional>
#include <string>

namespace gw::metrics {
class Aggregator;
}

namespace gw::admin {

class Exchange;

/// Everything that exists only once the engine has come far enough. All of it outlives the time between attach and detach.
struct ReadyParts {
    control::Control& control;
    store::Store& store;
    secrets::CryptoThread& crypto;
    metrics::Aggregator& metrics;
    AskWorkers& workers;
    ProbePort& probes;
    FactsPort& facts;
    std::shared_ptr<const TokenKeys> tokenKeys;
};

struct Services {
    const Clock& clock;
    After after;
    EnginePort& engine;
    config::Settings settings;
    EventHub events;
    LoginGuard guard;
    SecurityLog security;
    NoticeLog notices{};
    std::optional<ReadyParts> parts{};
    std::unique_ptr<Sessions> sessions{};
    std::unique_ptr<SigningKeys> signing{};

    /// Handlers of routes that are not beforeReady, and their callbacks (Exchange::then), may count on it.
    ReadyParts& ready() {
        GW_ASSERT(parts.has_value());
        return *parts;
    }
};

/// The caller as audit rows name it.
control::Actor actorOf(const Exchange& exchange);

}  // namespace gw::admin
