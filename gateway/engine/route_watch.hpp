// Looks after the routes while requests run: says when a preset has no upstream left that takes calls and when it has one
// again, and asks providers that want it for their model list at their interval. A probe costs nothing at any provider, so it
// stands in no bill. Control's thread; owned by Engine while the admin API is attached.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/engine_ports.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace gw::engine {

class RouteWatch {
 public:
    RouteWatch(Running& running, ControlThread& control, const Clock& clock, admin::AdminApi& api)
        : running_(running), control_(control), clock_(clock), api_(api), facts_(running, control, clock), probes_(running, control) {}

    void start() { arm(); }

 private:
    void arm();
    void lookAtPresets();
    void probeWhatIsDue();
    void probed(const std::string& provider, const admin::ProbeResult& result);
    void say(const std::string& action, const std::string& preset, const std::string& detail);

    Running& running_;
    ControlThread& control_;
    const Clock& clock_;
    admin::AdminApi& api_;
    EngineFacts facts_;
    ProviderProbes probes_;
    std::uint64_t changesSeen_ = 0;
    std::set<std::string> resting_;
    std::map<std::string, SteadyTime> probedAt_;
    std::set<std::string> underWay_;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< timers and probes hold it weakly
};

}  // namespace gw::engine
