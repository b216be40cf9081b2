// Reservations and records as the tests make them, a sink that keeps what it is given as a database would, and a reader of
// whatever a spool directory holds.
#pragma once

#include "gateway/ledger/record_view.hpp"
#include "gateway/ledger/recovery.hpp"
#include "gateway/ledger/ship_lane.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/ledger/usage_sink.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace gw::test {

inline ledger::Reservation reservationOf(const std::string& id, std::uint16_t attempt = 1) {
    ledger::Reservation r;
    r.requestId = id;
    r.attempt = attempt;
    r.keyId = "key-1";
    r.userId = "user-1";
    r.provider = "openai";
    r.model = "gpt-4o";
    r.estimate = {100, 1024, 0, 0, 0};
    r.cost = NanoUsd{10'490'000};
    r.priceVersion = "2026-11-22";
    r.at = fromMillis(1'767'700'800'000);
    return r;
}

inline ledger::RequestRecord recordOf(const std::string& id, bool billed = true) {
    ledger::RequestRecord r;
    r.traceId = id;
    r.keyId = "key-1";
    r.route = "/v1/chat/completions";
    r.model = "default";
    r.provider = "openai";
    r.upstreamModel = "gpt-4o";
    r.createdAt = fromMillis(1'767'700'800'000);
    r.status = billed ? 200 : 503;
    if (!billed) r.error = ErrorCode::storageFull;
    r.attempts = 1;
    r.usage = {100, 60, 40, 0, 0};
    r.latencyMs = 812;
    if (billed) {
        r.cost = NanoUsd{800'000};
        r.billed.push_back({1, ledger::UsageSource::reported, "openai", "gpt-4o", r.usage, r.cost, "2026-11-22"});
    }
    return r;
}

/// Rows by unique key, as ON CONFLICT DO NOTHING keeps them.
class RowSink : public ledger::UsageSink {
   public:
    Result<void> write(std::span<const ledger::RecordView> records) override {
        ++calls;
        if (before) {
            if (auto outcome = before(records); !outcome) return outcome;
        }
        const std::lock_guard lock(mutex_);
        for (const auto& record : records) {
            ++seen_;
            const auto owned = ledger::ownOf(record);
            rows_.try_emplace(owned.traceId, owned);
            for (const auto& billed : owned.billed) bills_.try_emplace({owned.traceId, billed.attempt}, billed);
        }
        largest = std::max(largest, records.size());
        return {};
    }
    std::map<std::string, ledger::RequestRecord> rows() const {
        const std::lock_guard lock(mutex_);
        return rows_;
    }
    std::size_t bills() const {
        const std::lock_guard lock(mutex_);
        return bills_.size();
    }
    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return rows_.size();
    }
    std::size_t seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }
    std::function<Result<void>(std::span<const ledger::RecordView>)> before;
    std::atomic<int> calls{0};
    std::size_t largest = 0;

   private:
    mutable std::mutex mutex_;
    std::map<std::string, ledger::RequestRecord> rows_;
    std::map<std::pair<std::string, std::uint16_t>, ledger::BilledAttempt> bills_;
    std::size_t seen_ = 0;
};

/// Everything that recovery hands to the shipper, read as the shipper reads it.
inline std::vector<ledger::RequestRecord> shippedFrom(ledger::SpoolFiles& files, ledger::Recovered& recovered) {
    ledger::ShipBatch batch;
    batch.recordsMax = 1'000'000;
    for (auto& [worker, segments] : recovered.lanes) {
        ledger::ShipLane lane;
        for (auto& segment : segments) lane.add(std::move(segment));
        while (lane.read(files, 1024 * 1024, batch)) {}
    }
    std::vector<ledger::RequestRecord> records;
    for (const auto& record : batch.records()) records.push_back(ledger::ownOf(record));
    return records;
}

}  // namespace gw::test
