// Looks after the routes while requests run: says when a preset has no upstream left that takes calls and when it has one
// again and which circuits opened and closed by themselves, and probes providers that want it at their interval: for their
// model list, which costs nothing and stands in no bill, or with a real call of their probe model, unless that answers real
// calls anyway. Control's thread; owned by Engine while the admin API is attached.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/engine/circuit_news.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/engine_ports.hpp"
#include "gateway/engine/probe_schedule.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string>

namespace gw::engine {

class RouteWatch {
 public:
    RouteWatch(Running& running, ControlThread& control, const Clock& clock, admin::AdminApi& api);

    void start() { arm(); }

 private:
    static constexpr std::uint64_t kNeverLooked = UINT64_MAX;

    void arm();
    void lookAtCircuits();
    void lookAtPresets();
    void tell(const CircuitNewsItem& item);
    void probeWhatIsDue();
    void probeIfDue(const config::Provider& provider, SteadyTime now);
    bool isResting(const config::Provider& provider, SteadyTime now, ProbeMemory& memory);
    void send(const config::Provider& provider);
    void probed(const std::string& provider, const admin::ProbeResult& result);
    void listed(const std::string& provider, const admin::ProbeResult& result);
    void say(const std::string& action, const std::string& preset, const std::string& detail);

    Running& running_;
    ControlThread& control_;
    const Clock& clock_;
    admin::AdminApi& api_;
    EngineFacts facts_;
    ProviderProbes probes_;
    std::uint64_t changesSeen_ = 0, turnsSeen_ = kNeverLooked;
    CircuitNews news_;
    std::set<std::string> resting_;
    ProbeSchedule schedule_;
    std::set<std::string> underWay_;
    std::set<std::string> failing_;  ///< whose last probe failed: news are said once
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< timers and probes hold it weakly
};

}  // namespace gw::engine
