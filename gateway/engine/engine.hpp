// The engine as one object: start order, drain and stop order of everything in gateway/. The console and gatehoused each
// make one. start, drain, reload and stop are called by the owner's thread and return at once, but stop, which joins.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/stage.hpp"
#include "gateway/secrets/keychain.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace gw::engine {

struct EngineOptions {
    config::LoadOptions load;
    /// Opens the console's private listener.
    bool console = false;
    /// The desktop's, for the master key; nothing: the environment or a file, as gatehoused has it.
    std::shared_ptr<secrets::Keychain> keychain{};
    /// A trial's data: nothing is written into the keychain.
    bool trial = false;
};

class Engine {
   public:
    explicit Engine(EngineOptions options);
    /// stop.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Starts the control thread and the private listener, then goes through the stages on a thread of its own.
    /// @param onStage called at ready, failed and stopped, on an engine thread; posts, never blocks.
    /// @return the private door (port 0 without one); listenFailed.
    Result<PrivateDoor> start(std::function<void(const StageReport&)> onStage);

    StageReport stage() const;
    /// Requests whose reply is not complete, over all workers.
    std::uint32_t inflight() const;
    /// The value of `x-gatehouse-console`: requests that carry it are the console's own.
    const std::string& consoleMarker() const;

    /// Readiness off → listeners closed → in-flight work finishes or is ended after GATEWAY_DRAIN_SECONDS → `done` on an
    /// engine thread. A second call ends what is left at once.
    void drain(std::function<void()> done);
    /// SIGHUP: reads `.env` again and applies what needs no restart. The outcome goes to the log.
    void reload();
    /// Ends everything in the design's order and joins. Idempotent.
    void stop();

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace gw::engine
