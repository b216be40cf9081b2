// Tables latency_step, usage_hour and usage_part_day|hour while records are written: what a batch adds is gathered in memory and goes in with a
// handful of rows, in the batch's own transaction. Used by usage_insert.cpp on the writer thread.
#pragma once

#include "gateway/ledger/usage_record.hpp"
#include "gateway/store/database.hpp"

#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>

namespace gw::store {

/// How finely the bill is summed up: rows of usage_hour and usage_part_hour begin at quarters of an hour.
inline constexpr std::int64_t kUsageStepMs = 900'000;

/// Its texts are those of the records: they must outlive it.
class UsageRollup {
   public:
    /// A request whose log row is written for the first time. The console's own calls are left out.
    void addRequest(const ledger::RecordView& record);
    /// A ledger row that is written for the first time.
    void addBilled(const ledger::RecordView& record, const ledger::BilledView& billed);
    /// Also lets go of steps that are no longer kept, at most an hour's at a time.
    Result<void> write(Database& database) const;

    struct Times {
        std::int64_t requests = 0, latency = 0, body = 0, queue = 0, gateway = 0, dns = 0, connect = 0, tls = 0, wait = 0, stream = 0;
    };
    struct Usage {
        std::int64_t calls = 0, in = 0, out = 0, cached = 0, cacheWrite = 0, reasoning = 0;
        std::int64_t cost = 0, unpriced = 0, estimated = 0, estimatedCost = 0;
        std::int64_t batch = 0, batchCost = 0;  ///< at the price for what is done at leisure
    };
    /// By step in seconds, its begin, provider, model and bucket.
    using Steps = std::map<std::tuple<std::int64_t, std::int64_t, std::string_view, std::string_view, int>, Times>;
    /// By the begin of a quarter of an hour: there is no clock in the world whose days begin between two of them.
    using Hours = std::map<std::tuple<std::int64_t, std::string_view, std::string_view, std::string_view, std::string_view>, Usage>;

   private:
    Steps allSteps() const;

    Steps minutes_;  ///< of the shortest length
    std::int64_t newestMs_ = 0;
    Hours hours_;
};

}  // namespace gw::store
