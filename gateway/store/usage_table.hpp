// gateway_log, usage_ledger and key_day: what requests did and cost; the attempts of a request stand in its row, view
// request_attempt shows them. The shipper writes batches from the spool; a record that comes twice is counted once. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/units.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/page.hpp"

#include <span>
#include <unordered_map>

namespace gw::store {

/// All records in one transaction: gateway_log with its attempts, one ledger row a billed attempt, the keys' day figures. Rows
/// that are there already (same trace id; same request id and attempt) are left alone and not counted again.
Result<void> insertUsage(Database& database, std::span<const ledger::RecordView> records);
Result<void> insertUsage(Database& database, std::span<const ledger::RequestRecord> records);

struct RequestRow {
    std::string id, traceId, clientRequestId;
    WallTime createdAt{};
    std::string keyId, keyPrefix, keyName, userId, ip, route, dialect, model, presetId, provider, upstreamModel;
    int status = 0;
    std::string errorCode;
    bool stream = false;
    std::string cache;
    std::int64_t attempts = 0, tokensIn = 0, tokensOut = 0, tokensCached = 0, tokensReasoning = 0;
    std::optional<std::int64_t> costNanoUsd;  ///< unset: unpriced
    bool estimated = false;
    std::optional<std::int64_t> ttftMs;
    std::int64_t latencyMs = 0, upstreamMs = 0;
    std::string node;
};

struct AttemptRow {
    std::int64_t attempt = 1;
    std::string provider, upstreamModel;
    int status = 0;
    std::string errorCode, detail, circuitState;
    std::optional<std::int64_t> dnsMs, connectMs, tlsMs, firstByteMs;
    std::int64_t totalMs = 0;
};

struct LedgerRow {
    std::string requestId;
    std::int64_t attempt = 1;
    std::string usageSource;  ///< reported | reported_zero | estimated | none
    std::string keyId, userId, provider, model;
    std::int64_t tokensIn = 0, tokensOut = 0, tokensCached = 0, tokensCacheWrite = 0, tokensReasoning = 0;
    std::optional<std::int64_t> costNanoUsd;
    std::string priceVersion;
    WallTime createdAt{};
};

struct AdjustmentRow {
    std::string id, requestId;
    std::int64_t attempt = 1;
    std::string reason;
    std::int64_t costNanoUsd = 0;  ///< plus or minus
    std::string actor;
    WallTime createdAt{};
    friend bool operator==(const AdjustmentRow&, const AdjustmentRow&) = default;
};

struct RequestDetail {
    RequestRow request;
    std::vector<AttemptRow> attempts;
    std::vector<LedgerRow> ledger;
    std::vector<AdjustmentRow> adjustments;
    std::string routeNote{};  ///< as ledger/route_note.hpp writes it; empty: none was kept
};

struct RequestFilter {
    std::string traceId;   ///< also matches client_request_id
    std::string key;       ///< id or prefix
    std::string provider, model, errorCode;
    std::string status;    ///< "429" or a class: "4xx"
    std::optional<std::int64_t> minLatencyMs, maxLatencyMs;  ///< min ≤ latency < max
    std::optional<WallTime> since, until;  ///< since ≤ created_at < until
};

/// Newest first.
Result<Page<RequestRow>> listRequests(Database& database, const RequestFilter& filter, const PageRequest& page);
Result<std::optional<RequestDetail>> findRequest(Database& database, const std::string& traceId);

/// What each key has spent in all (ledger and adjustments): the budgets' starting point.
Result<std::unordered_map<std::string, NanoUsd>> spentByKey(Database& database);

/// Ledger rows are never edited: a correction is a row of its own. Call it inside a transaction.
/// @return notFound when the ledger row does not exist, invalidValue when more would be given back than it has cost.
Result<void> insertAdjustment(Database& database, const AdjustmentRow& row);
/// Whose ledger row it is and when its request began; unset: there is no such row.
struct BilledTo {
    std::string keyId, userId;
    WallTime began{};
};
Result<std::optional<BilledTo>> billedTo(Database& database, const std::string& requestId, std::int64_t attempt);
/// Of one request, oldest first.
Result<std::vector<AdjustmentRow>> adjustmentsOf(Database& database, const std::string& requestId);

}  // namespace gw::store
