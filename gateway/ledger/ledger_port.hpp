// The ledger as the request threads see it: reserve before the upstream is called, settle before the reply's last byte.
// One LedgerPort a worker, implemented by ledger/spool_writer; called on that worker only, never blocks on the disk's sync
// except through the continuation of LEDGER_SYNC=strict.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/ledger/reservation_view.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <functional>

namespace gw::ledger {

class LedgerPort {
   public:
    virtual ~LedgerPort() = default;
    /// Records of one loop turn leave in one write(2); `then` runs after it on this worker (strict: after fdatasync), with
    /// storageFull when it failed. Never called from inside reserve. A destroyed caller guards itself (weak token).
    virtual void reserve(const ReservationView& reservation, std::function<void(Result<void>)> then) = 0;
    /// The terminal record, encoded at once. `then` as above; the caller lets the last byte go in `then`. On storageFull the record is kept
    /// in memory (bounded, 1,024; then new reservations are refused) and written when the disk takes it again.
    virtual void settle(const RequestRecord& record, std::function<void(Result<void>)> then) = 0;
    /// False while the disk is full or failing: refuse new billed requests with 503 storageFull.
    virtual bool accepting() const = 0;
};

}  // namespace gw::ledger
