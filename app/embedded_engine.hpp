// The engine inside the console's process, and the demo mode around it: demo upstream, a demo provider, preset and key, and
// gentle traffic. The engine has threads of its own; this object belongs to the main thread.
#pragma once

#include "app/console_options.hpp"
#include "gateway/engine/engine.hpp"

#include <functional>
#include <memory>

namespace app {

class EmbeddedEngine {
   public:
    explicit EmbeddedEngine(const ConsoleOptions& options);
    ~EmbeddedEngine();

    gw::Result<gw::engine::PrivateDoor> start();
    /// `done` runs on the main thread when the engine has drained.
    void drain(std::function<void()> done);
    void stop();
    /// Starts the demo upstream for a person who wants to try the gateway without a provider; once.
    /// @param port the wanted one; taken, or 0: any. @return the real one, 0 when it could not start.
    int startDemoUpstream(int port);
    /// What a picture has to wait for, and what makes waiting useless. Main thread.
    [[nodiscard]] ui::shell::Preparation preparation() const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace app
