// Feeds the dashboards: each second the workers' counters into the aggregator and the sample to the event stream; finished
// requests as they come. Control's thread; owned by Engine while the admin API is attached.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/running.hpp"
#include "gateway/engine/secret_uses.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace gw::engine {

class LiveFeed {
   public:
    LiveFeed(Running& running, ControlThread& control, const Clock& clock, admin::AdminApi& api)
        : running_(running), control_(control), clock_(clock), api_(api), secretUses_(*running.store) {}

    void start();
    void requests(const RequestLogThread::Batch& batch);
    /// Open event streams and streamed replies at this moment.
    std::size_t streams() const;

   private:
    void tick();
    void arm();

    Running& running_;
    ControlThread& control_;
    const Clock& clock_;
    admin::AdminApi& api_;
    SecretUses secretUses_;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< timers hold it weakly
};

}  // namespace gw::engine
