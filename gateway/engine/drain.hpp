// The way out: readiness off, notice, listeners closed, in-flight work to its end or to the deadline, then what is left is
// ended. Runs on control's thread by timers; owned by Engine, one a run of the engine.
#pragma once

#include "gateway/config/settings.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/worker_set.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace gw::engine {

class Drain : public std::enable_shared_from_this<Drain> {
   public:
    /// `done` runs once, on control's thread. `workers` outlives it.
    Drain(WorkerSet& workers, ControlThread& control, const config::Settings& settings, std::function<void()> done);
    void begin();
    /// Ends what is left at once (a second SIGTERM).
    void hurry();

   private:
    void closeListeners();
    void watch();
    void endWhatIsLeft();
    void finish();

    WorkerSet& workers_;
    ControlThread& control_;
    const std::chrono::seconds notice_;
    const std::chrono::seconds patience_;
    std::function<void()> done_;
    std::chrono::steady_clock::time_point deadline_{};
    bool ended_ = false;
};

}  // namespace gw::engine
