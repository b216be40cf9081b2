// What is known of one request when it is over: the row of gateway_log, its attempts, and one usage_ledger row for each
// billed attempt. Made by pipeline/settle on a worker, carried by the spool, shipped to the database as views of what the spool
// holds. Plain values.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/error.hpp"
#include "gateway/base/units.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::ledger {

enum class UsageSource : std::uint8_t { none, reported, reportedZero, estimated };

struct TokenUsage {
    Tokens input = 0, output = 0, cached = 0, cacheWrite = 0, reasoning = 0;
    friend bool operator==(const TokenUsage&, const TokenUsage&) = default;
};

/// Written to the spool before the upstream is called; a crash leaves it behind and recovery settles it as estimated.
struct Reservation {
    std::string requestId;
    std::uint16_t attempt = 1;
    std::string keyId, userId, provider, model;  ///< model: the upstream's name
    TokenUsage estimate;
    std::optional<NanoUsd> cost;                 ///< of the estimate; unset: unpriced
    std::string priceVersion;
    WallTime at{};
    friend bool operator==(const Reservation&, const Reservation&) = default;
};

/// @tparam Text std::string, or std::string_view for one whose texts stand elsewhere and must outlive it.
template <class Text>
struct BasicAttempt {
    std::uint16_t attempt = 1;
    Text provider, upstreamModel;
    int status = 0;
    std::optional<ErrorCode> error;
    Text detail;  ///< at most 300 characters, secrets redacted
    std::optional<std::int32_t> dnsMs, connectMs, tlsMs, firstByteMs;
    std::int32_t totalMs = 0;
    Text circuitState = "closed";
    friend bool operator==(const BasicAttempt&, const BasicAttempt&) = default;
};

/// Ends the price version of what was billed at the batch price.
inline constexpr std::string_view kBatchPriceMark = "/batch";

template <class Text>
struct BasicBilled {
    std::uint16_t attempt = 1;
    UsageSource source = UsageSource::none;
    Text provider, model;
    TokenUsage usage;
    std::optional<NanoUsd> cost;  ///< unset: unpriced
    Text priceVersion;
    friend bool operator==(const BasicBilled&, const BasicBilled&) = default;
};

/// One finished request.
template <class Text>
struct BasicRecord {
    Text traceId, clientRequestId, keyId, keyPrefix, userId, ip, route, dialect, model, presetId, provider,
        upstreamModel, cache, node;
    WallTime createdAt{};
    int status = 0;
    std::optional<ErrorCode> error;
    bool stream = false;
    bool estimated = false;
    bool previousSecret = false;  ///< called with the secret from before a rotation; live only, not a column
    bool console = false;  ///< the console's own traffic: excluded from dashboards
    std::uint16_t attempts = 0;
    TokenUsage usage;
    std::optional<NanoUsd> cost;
    std::optional<std::int32_t> ttftMs;
    std::int32_t latencyMs = 0;
    std::int32_t upstreamMs = 0;
    std::int32_t overheadUs = 0;  ///< metrics only; not a column
    /// Inside the gateway until the first call went out, or until the response cache answered; without bodyMs. Unset: refused.
    std::optional<std::int32_t> queuedUs;
    std::int32_t bodyMs = 0;  ///< what the client took to send its body
    Text routeNote;               ///< why it went where it went, as route_note.hpp writes it
    std::vector<BasicAttempt<Text>> attemptList;
    std::vector<BasicBilled<Text>> billed;
    /// Attempts whose reservation costs nothing and is released with this record.
    std::vector<std::uint16_t> released;
    friend bool operator==(const BasicRecord&, const BasicRecord&) = default;
};

using AttemptRecord = BasicAttempt<std::string>;
using BilledAttempt = BasicBilled<std::string>;
using RequestRecord = BasicRecord<std::string>;
using AttemptView = BasicAttempt<std::string_view>;
using BilledView = BasicBilled<std::string_view>;
using RecordView = BasicRecord<std::string_view>;

}  // namespace gw::ledger
