// Where the shipper puts records: the store implements it over gateway_log, request_attempt and usage_ledger.
// Called on the shipper's thread only.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <span>

namespace gw::ledger {

class UsageSink {
   public:
    virtual ~UsageSink() = default;
    /// Writes up to 1,000 records in one transaction; blocks until it is committed. Idempotent: a record that is there
    /// already (trace_id; request_id + attempt) is left as it is and is no error. All or nothing. Their texts are the shipper's.
    virtual Result<void> write(std::span<const RecordView> records) = 0;
};

}  // namespace gw::ledger
