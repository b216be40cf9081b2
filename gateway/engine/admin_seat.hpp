// The engine's answers for the admin API, gathered while it is attached. Control's thread; owned by Engine.
#pragma once

#include "gateway/admin/services.hpp"
#include "gateway/engine/engine_ports.hpp"

namespace gw::engine {

class AdminSeat {
   public:
    AdminSeat(Running& running, ControlThread& control, const Clock& clock)
        : running_(running), questions_(running, control), probes_(running, control), facts_(running, control, clock) {}

    /// All of it lives as long as this object.
    admin::ReadyParts parts() {
        return {*running_.control, *running_.store, *running_.crypto, *running_.aggregator,
                questions_,        probes_,         facts_,           running_.tokenKeys};
    }

   private:
    Running& running_;
    WorkerQuestions questions_;
    ProviderProbes probes_;
    EngineFacts facts_;
};

}  // namespace gw::engine
