// Notes which secret of a key in its grace period was used when, and writes it down every few seconds, so that people see
// whether the old one may be retired. Control's thread; owned by LiveFeed.
#pragma once

#include "gateway/control/state.hpp"
#include "gateway/engine/request_log.hpp"
#include "gateway/store/secret_use_table.hpp"
#include "gateway/store/store.hpp"

#include <string>
#include <unordered_map>

namespace gw::engine {

class SecretUses {
   public:
    explicit SecretUses(store::Store& store) : store_(store) {}
    /// Finished requests; those of keys outside a grace period are passed over.
    void note(const RequestLogThread::Batch& batch, const control::State& state, WallTime now);
    /// What was noted since the last call. At most one row a secret.
    void flush();

   private:
    store::Store& store_;
    std::unordered_map<std::string, store::SecretUseRow> noted_;  ///< by hash
};

}  // namespace gw::engine
