#include "gateway/base/http.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/store/column.hpp"
#include "gateway/store/usage_rollup.hpp"
#include "gateway/store/usage_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace gw::store {

namespace {

using ledger::AttemptRecord;
using ledger::BilledAttempt;
using ledger::RequestRecord;
using ledger::UsageSource;

std::string_view sourceText(UsageSource source) {
    switch (source) {
        case UsageSource::reported: return "reported";
        case UsageSource::reportedZero: return "reported_zero";
        case UsageSource::estimated: return "estimated";
        case UsageSource::none: break;
    }
    return "none";
}

/// Empty text is kept as NULL.
Cell textCell(std::string_view text) { return text.empty() ? Cell{} : Cell{text}; }
Cell errorCell(const std::optional<ErrorCode>& error) { return error ? Cell{codeText(*error)} : Cell{}; }
Cell costCell(const std::optional<NanoUsd>& cost) { return cost ? Cell{cost->value} : Cell{}; }
Cell numberCell(std::int64_t number) { return Cell{number}; }
Cell maybeCell(const std::optional<std::int32_t>& number) { return number ? Cell{std::int64_t{*number}} : Cell{}; }
Cell timeCell(WallTime time) { return Cell{static_cast<std::int64_t>(toMillis(time))}; }

using Records = std::vector<const RequestRecord*>;

/// Bytes that stand for themselves in a JSON text.
constexpr auto kPlain = [] {
    std::array<bool, 256> plain{};
    for (unsigned c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
    return plain;
}();

void appendText(std::string& out, std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
    if (text.empty()) out += "null";
    else if (plain) out.append(1, '"').append(text).append(1, '"');
    else out += jsonQuoted(text);
}

void appendNumber(std::string& out, std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void appendAttempt(std::string& out, const AttemptRecord& attempt) {
    out += '[';
    appendNumber(out, attempt.attempt);
    appendText(out += ',', attempt.provider);
    appendText(out += ',', attempt.upstreamModel);
    appendNumber(out += ',', attempt.status);
    appendText(out += ',', attempt.error ? codeText(*attempt.error) : std::string_view{});
    appendText(out += ',', attempt.detail);
    for (const auto& time : {attempt.dnsMs, attempt.connectMs, attempt.tlsMs, attempt.firstByteMs}) {
        if (time) appendNumber(out += ',', *time);
        else out += ",null";
    }
    appendNumber(out += ',', attempt.totalMs);
    appendText(out += ',', attempt.circuitState);
    out += ']';
}

/// As the view request_attempt takes it apart: an array an attempt, its columns in their order.
const std::string& attemptList(const std::vector<AttemptRecord>& attempts, std::string& out) {
    out.clear();
    for (const auto& attempt : attempts) {
        out += out.empty() ? '[' : ',';
        appendAttempt(out, attempt);
    }
    if (!out.empty()) out += ']';
    return out;
}

constexpr std::string_view kInsertLog =
    "INSERT INTO gateway_log (id, trace_id, client_request_id, created_at, key_id, user_id, ip, route, dialect, model, "
    "preset_id, provider, upstream_model, status, error_code, stream, cache, attempts, tokens_in, tokens_out, "
    "tokens_cached, tokens_reasoning, cost_nanousd, estimated, ttft_ms, latency_ms, upstream_ms, node, route_note, attempt_list) "
    "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, "
    "c24, c25, c26, c27, c28, c29 FROM row_feed WHERE true ON CONFLICT (trace_id) DO NOTHING";

class LogFeed final : public RowFeed {
   public:
    explicit LogFeed(const Records& records) : records_(records) {}
    std::size_t rows() const override { return records_.size(); }
    Cell cell(std::size_t row, int column) override {
        if (column == 29) return textCell(attemptList(records_[row]->attemptList, attempts_));
        return column < 14 ? who(*records_[row], column) : what(*records_[row], column);
    }

   private:
    Cell who(const RequestRecord& record, int column) {
        switch (column) {
            case 0: return Cell{std::string_view(id_ = uuidV7(record.createdAt))};
            case 1: return Cell{std::string_view(record.traceId)};
            case 2: return textCell(record.clientRequestId);
            case 3: return timeCell(record.createdAt);
            case 4: return textCell(record.keyId);
            case 5: return textCell(record.userId);
            case 6: return textCell(record.ip);
            case 7: return textCell(record.route);
            case 8: return textCell(record.dialect);
            case 9: return textCell(record.model);
            case 10: return textCell(record.presetId);
            case 11: return textCell(record.provider);
            case 12: return textCell(record.upstreamModel);
            default: return numberCell(record.status);
        }
    }
    static Cell what(const RequestRecord& record, int column) {
        switch (column) {
            case 14: return errorCell(record.error);
            case 15: return numberCell(record.stream ? 1 : 0);
            case 16: return textCell(record.cache);
            case 17: return numberCell(record.attempts);
            case 18: return numberCell(record.usage.input);
            case 19: return numberCell(record.usage.output);
            case 20: return numberCell(record.usage.cached);
            case 21: return numberCell(record.usage.reasoning);
            case 22: return costCell(record.cost);
            case 23: return numberCell(record.estimated ? 1 : 0);
            case 24: return maybeCell(record.ttftMs);
            case 25: return numberCell(record.latencyMs);
            case 26: return numberCell(record.upstreamMs);
            case 27: return textCell(record.node);
            case 28: return textCell(record.routeNote);
            default: return {};
        }
    }

    const Records& records_;
    std::string id_, attempts_;
};

constexpr std::string_view kInsertLedger =
    "INSERT INTO usage_ledger (request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, "
    "tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, price_version, created_at) "
    "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14 FROM row_feed WHERE true "
    "ON CONFLICT (request_id, attempt) DO NOTHING";

class LedgerFeed final : public RowFeed {
   public:
    using Rows = std::vector<std::pair<const RequestRecord*, const BilledAttempt*>>;
    explicit LedgerFeed(Rows rows) : rows_(std::move(rows)) {}
    std::size_t rows() const override { return rows_.size(); }
    Cell cell(std::size_t row, int column) override {
        const RequestRecord& record = *rows_[row].first;
        const BilledAttempt& billed = *rows_[row].second;
        switch (column) {
            case 0: return Cell{std::string_view(record.traceId)};
            case 1: return numberCell(billed.attempt);
            case 2: return Cell{sourceText(billed.source)};
            case 3: return textCell(record.keyId);
            case 4: return textCell(record.userId);
            case 5: return textCell(billed.provider);
            case 6: return textCell(billed.model);
            case 7: return numberCell(billed.usage.input);
            case 8: return numberCell(billed.usage.output);
            case 9: return numberCell(billed.usage.cached);
            case 10: return numberCell(billed.usage.cacheWrite);
            case 11: return numberCell(billed.usage.reasoning);
            case 12: return costCell(billed.cost);
            case 13: return textCell(billed.priceVersion);
            case 14: return timeCell(record.createdAt);
            default: return {};
        }
    }

   private:
    Rows rows_;
};

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

/// @return log rows that were not there.
Result<std::int64_t> insertLog(Database& database, const Records& records) {
    LogFeed log(records);
    return database.insert(kInsertLog, log);
}

Result<std::int64_t> insertBill(Database& database, LedgerFeed::Rows rows) {
    LedgerFeed bill(std::move(rows));
    return database.insert(kInsertLedger, bill);
}

Result<void> addToDays(Database& database, const DayShares& days) {
    for (const auto& entry : days)
        if (auto done = addToDay(database, entry); !done) return done;
    return {};
}

std::int64_t costOf(const RequestRecord& record) {
    std::int64_t cost = 0;
    for (const auto& billed : record.billed) cost += billed.cost ? billed.cost->value : 0;
    return cost;
}

/// The usual batch: nothing of it was there. @param repeated set when something was: the transaction must not stand then.
Result<void> insertFresh(Database& database, const Records& records, bool& repeated) {
    LedgerFeed::Rows rows;
    rows.reserve(records.size());
    for (const auto* record : records)
        for (const auto& billed : record->billed) rows.emplace_back(record, &billed);
    const auto rowCount = static_cast<std::int64_t>(rows.size());
    const auto logged = insertLog(database, records);
    if (!logged) return fail(logged.error());
    const auto billed = insertBill(database, std::move(rows));
    if (!billed) return fail(billed.error());
    repeated = *logged != static_cast<std::int64_t>(records.size()) || *billed != rowCount;
    if (repeated) return fail(ErrorCode::conflict, ErrorSource::store, Retry::never, "Some of these records are there already.");
    DayShares days;
    UsageRollup rollup;
    for (const auto* record : records) {
        if (!record->keyId.empty()) gather(days, *record, 1, costOf(*record));
        rollup.addRequest(*record);
        for (const auto& one : record->billed) rollup.addBilled(*record, one);
    }
    if (auto done = rollup.write(database); !done) return done;
    return addToDays(database, days);
}

Result<void> insertOne(Database& database, const RequestRecord& record, DayShares& days, UsageRollup& rollup) {
    const Records alone{&record};
    const auto logged = insertLog(database, alone);
    if (!logged) return fail(logged.error());
    if (*logged > 0) rollup.addRequest(record);
    bool billedNow = false;
    std::int64_t cost = 0;
    for (const auto& billed : record.billed) {
        const auto inserted = insertBill(database, {{&record, &billed}});
        if (!inserted) return fail(inserted.error());
        if (*inserted == 0) continue;
        rollup.addBilled(record, billed);
        billedNow = true;
        cost += billed.cost ? billed.cost->value : 0;
    }
    // A record that was there already has been counted.
    if (!record.keyId.empty() && (*logged > 0 || billedNow)) gather(days, record, *logged, cost);
    return {};
}

/// After a crash the spool brings records again: each is looked at by itself.
Result<void> insertRepeated(Database& database, const Records& records) {
    DayShares days;
    UsageRollup rollup;
    for (const auto* record : records)
        if (auto done = insertOne(database, *record, days, rollup); !done) return done;
    if (auto done = rollup.write(database); !done) return done;
    return addToDays(database, days);
}

}  // namespace

Result<void> insertUsage(Database& database, std::span<const RequestRecord> records) {
    Records sorted;
    sorted.reserve(records.size());
    for (const auto& record : records) sorted.push_back(&record);
    // Trace ids begin with the time: in their order each index grows at its end.
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto* left, const auto* right) { return left->traceId < right->traceId; });
    bool repeated = false;
    auto done = database.transaction([&] { return insertFresh(database, sorted, repeated); });
    if (!repeated) return done;
    return database.transaction([&] { return insertRepeated(database, sorted); });
}

}  // namespace gw::store
