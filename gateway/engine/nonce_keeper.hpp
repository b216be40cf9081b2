// Writes the nonces of signed requests behind them, once a second, and reads them back at start: a replay is refused
// across a restart too, but for the last second before a crash. load on the start thread; the rest on control's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/limits/nonce_table.hpp"
#include "gateway/store/store.hpp"

#include <memory>
#include <vector>

namespace gw::engine {

class NonceKeeper {
   public:
    NonceKeeper(store::Store& store, ControlThread& control, const Clock& clock)
        : store_(store), control_(control), clock_(clock) {}

    limits::NonceTable& table() { return table_; }
    Result<void> load();
    void start();
    /// What is left, when the workers have ended; blocks. On the stopping thread.
    void stop();

   private:
    void arm();
    void save();

    store::Store& store_;
    ControlThread& control_;
    const Clock& clock_;
    limits::NonceTable table_;
    bool saving_ = false;
    std::vector<limits::NonceClaim> unsaved_;  ///< what the database did not take
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace gw::engine
