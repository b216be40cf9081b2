// What the admin API asks of the engine around it. Implemented by engine/; called on control's thread; must not block and
// must work while the engine is still starting or has failed to start (no store behind it).
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/secrets/console_key.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace gw::admin {

/// GET /api/v1/engine. `stage` is one of starting, settings, store, migrate, secrets, snapshot, workers, ready, draining,
/// stopped, failed.
struct EngineState {
    std::string stage = "starting";
    std::optional<std::string> failedStage;
    std::optional<Error> error;
    /// Facts that go with the error: host, port, holder_pid, holder_name, path, field, file, line.
    boost::json::object errorDetail;
    std::string node;
    std::optional<std::string> url;
    std::string dataDir;
    std::string environmentName = "local";
    std::string environmentClass = "development";
    std::optional<bool> hasAdmin;
    std::size_t inflight = 0;
    std::size_t streams = 0;
    std::optional<WallTime> startedAt;
    /// environment | file | keychain | sealed_file | session, once it is read.
    std::optional<std::string> masterKeyPlace;
    std::string masterKeyEntry;   ///< of the keychain
    std::string masterKeyReason;  ///< why no keychain has it
};

class EnginePort {
   public:
    virtual ~EnginePort() = default;
    virtual EngineState state() const = 0;
    /// Tries a failed start again from the stage that failed. @param port replaces GATEWAY_PORT for this run; 0: any free.
    /// @param answer to the question after the master key, when that was what failed.
    /// @return conflict when nothing has failed.
    virtual Result<void> retry(std::optional<std::uint16_t> port, secrets::KeyAnswer answer) = 0;
    /// Begins to drain, as SIGTERM does; returns at once.
    virtual void drain() = 0;
};

}  // namespace gw::admin
