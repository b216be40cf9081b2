#include "gateway/store/usage_table.hpp"

#include "gateway/base/random_id.hpp"
#include "gateway/store/column.hpp"

#include <chrono>
#include <map>
#include <utility>

namespace gw::store {

namespace {

using ledger::AttemptRecord;
using ledger::BilledAttempt;
using ledger::RequestRecord;
using ledger::UsageSource;

std::string sourceText(UsageSource source) {
    switch (source) {
        case UsageSource::reported: return "reported";
        case UsageSource::reportedZero: return "reported_zero";
        case UsageSource::estimated: return "estimated";
        case UsageSource::none: break;
    }
    return "none";
}

Value errorValue(const std::optional<ErrorCode>& error) { return error ? Value{std::string(codeText(*error))} : Value{}; }
Value costValue(const std::optional<NanoUsd>& cost) { return cost ? Value{cost->value} : Value{}; }
Value count(std::int64_t number) { return Value{number}; }

/// @return rows inserted: 0 when the request is in the log already.
Result<std::int64_t> insertLog(Database& database, const RequestRecord& record) {
    return database.run(
        "INSERT INTO gateway_log (id, trace_id, client_request_id, created_at, key_id, user_id, ip, route, dialect, model, "
        "preset_id, provider, upstream_model, status, error_code, stream, cache, attempts, tokens_in, tokens_out, "
        "tokens_cached, tokens_reasoning, cost_nanousd, estimated, ttft_ms, latency_ms, upstream_ms, node) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (trace_id) DO NOTHING",
        {uuidV7(record.createdAt), record.traceId, textOrNull(record.clientRequestId), timeValue(record.createdAt),
         textOrNull(record.keyId), textOrNull(record.userId), textOrNull(record.ip), textOrNull(record.route),
         textOrNull(record.dialect), textOrNull(record.model), textOrNull(record.presetId), textOrNull(record.provider),
         textOrNull(record.upstreamModel), count(record.status), errorValue(record.error), record.stream,
         textOrNull(record.cache), count(record.attempts), record.usage.input, record.usage.output, record.usage.cached,
         record.usage.reasoning, costValue(record.cost), record.estimated, nullable(record.ttftMs), count(record.latencyMs),
         count(record.upstreamMs), textOrNull(record.node)});
}

Result<void> insertAttempt(Database& database, const std::string& traceId, const AttemptRecord& attempt) {
    return noCount(database.run(
        "INSERT INTO request_attempt (trace_id, attempt, provider, upstream_model, status, error_code, detail, dns_ms, "
        "connect_ms, tls_ms, first_byte_ms, total_ms, circuit_state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (trace_id, attempt) DO NOTHING",
        {traceId, count(attempt.attempt), textOrNull(attempt.provider), textOrNull(attempt.upstreamModel),
         count(attempt.status), errorValue(attempt.error), textOrNull(attempt.detail), nullable(attempt.dnsMs),
         nullable(attempt.connectMs), nullable(attempt.tlsMs), nullable(attempt.firstByteMs), count(attempt.totalMs),
         textOrNull(attempt.circuitState)}));
}

/// @return rows inserted: 0 when this attempt is billed already.
Result<std::int64_t> insertLedger(Database& database, const RequestRecord& record, const BilledAttempt& billed) {
    return database.run(
        "INSERT INTO usage_ledger (request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, "
        "tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, price_version, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id, attempt) DO NOTHING",
        {record.traceId, count(billed.attempt), sourceText(billed.source), textOrNull(record.keyId), textOrNull(record.userId),
         textOrNull(billed.provider), textOrNull(billed.model), billed.usage.input, billed.usage.output, billed.usage.cached,
         billed.usage.cacheWrite, billed.usage.reasoning, costValue(billed.cost), textOrNull(billed.priceVersion),
         timeValue(record.createdAt)});
}

/// What a batch adds to one key's day.
struct DayShare {
    std::int64_t requests = 0, errors = 0, cost = 0;
    WallTime lastUsedAt{};
    std::string lastIp;
};
/// By key and day since the epoch.
using DayShares = std::map<std::pair<std::string, std::int64_t>, DayShare>;

Result<void> addToDay(Database& database, const DayShares::value_type& entry) {
    const auto& [place, share] = entry;
    return noCount(database.run(
        "INSERT INTO key_day (key_id, day, requests, errors, cost_nanousd, last_used_at, last_ip) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (key_id, day) DO UPDATE SET requests = key_day.requests + excluded.requests, "
        "errors = key_day.errors + excluded.errors, cost_nanousd = key_day.cost_nanousd + excluded.cost_nanousd, "
        "last_ip = CASE WHEN excluded.last_used_at >= key_day.last_used_at THEN excluded.last_ip ELSE key_day.last_ip END, "
        "last_used_at = max(key_day.last_used_at, excluded.last_used_at)",
        {place.first, place.second, share.requests, share.errors, share.cost, timeValue(share.lastUsedAt), textOrNull(share.lastIp)}));
}

void gather(DayShares& days, const RequestRecord& record, std::int64_t requests, std::int64_t cost) {
    const std::int64_t day = std::chrono::floor<std::chrono::days>(record.createdAt).time_since_epoch().count();
    DayShare& share = days[{record.keyId, day}];
    share.requests += requests;
    share.errors += requests > 0 && record.status >= 400 ? 1 : 0;
    share.cost += cost;
    if (record.createdAt < share.lastUsedAt) return;
    share.lastUsedAt = record.createdAt;
    share.lastIp = record.ip;
}

Result<void> insertRecord(Database& database, const RequestRecord& record, DayShares& days) {
    auto logged = insertLog(database, record);
    if (!logged) return fail(logged.error());
    for (const auto& attempt : record.attemptList) {
        if (auto done = insertAttempt(database, record.traceId, attempt); !done) return done;
    }
    bool billedNow = false;
    std::int64_t cost = 0;
    for (const auto& billed : record.billed) {
        auto inserted = insertLedger(database, record, billed);
        if (!inserted) return fail(inserted.error());
        if (*inserted == 0) continue;
        billedNow = true;
        cost += billed.cost ? billed.cost->value : 0;
    }
    // A record that was there already has been counted.
    if (!record.keyId.empty() && (*logged > 0 || billedNow)) gather(days, record, *logged, cost);
    return {};
}

}  // namespace

Result<void> insertUsage(Database& database, std::span<const RequestRecord> records) {
    return database.transaction([&]() -> Result<void> {
        DayShares days;
        for (const auto& record : records) {
            if (auto done = insertRecord(database, record, days); !done) return done;
        }
        for (const auto& entry : days) {
            if (auto done = addToDay(database, entry); !done) return done;
        }
        return {};
    });
}

Result<std::unordered_map<std::string, NanoUsd>> spentByKey(Database& database) {
    std::unordered_map<std::string, NanoUsd> spent;
    const auto add = [&](const Row& row) -> Result<void> {
        spent[row.text(0)] += NanoUsd{row.integer(1)};
        return {};
    };
    auto done = database.select("SELECT key_id, sum(cost_nanousd) FROM key_day GROUP BY key_id", {}, add);
    if (!done) return fail(done.error());
    done = database.select(
        "SELECT l.key_id, sum(a.cost_nanousd) FROM usage_adjustment a JOIN usage_ledger l ON l.request_id = a.request_id "
        "AND l.attempt = a.attempt WHERE l.key_id IS NOT NULL GROUP BY l.key_id",
        {}, add);
    if (!done) return fail(done.error());
    return spent;
}

Result<void> insertAdjustment(Database& database, const AdjustmentRow& row) {
    auto known = database.integer("SELECT count(*) FROM usage_ledger WHERE request_id = ? AND attempt = ?", {row.requestId, row.attempt});
    if (!known) return fail(known.error());
    if (known->value_or(0) == 0) {
        return fail(ErrorCode::notFound, ErrorSource::store, Retry::never, "There is no such ledger row.");
    }
    return noCount(database.run(
        "INSERT INTO usage_adjustment (id, request_id, attempt, reason, cost_nanousd, actor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.requestId, row.attempt, row.reason, row.costNanoUsd, row.actor, timeValue(row.createdAt)}));
}

}  // namespace gw::store
