#include "gateway/base/http.hpp"
#include "gateway/base/line_writer.hpp"
#include "gateway/base/log_text.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/ledger/record_view.hpp"
#include "gateway/store/column.hpp"
#include "gateway/store/column_feed.hpp"
#include "gateway/store/map_feed.hpp"
#include "gateway/store/usage_rollup.hpp"
#include "gateway/store/usage_table.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace gw::store {

namespace {

using namespace std::string_view_literals;
using ledger::AttemptView;
using ledger::BilledView;
using ledger::RecordView;
using ledger::TokenUsage;
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
Cell maybeCell(const std::optional<std::int32_t>& number) { return number ? Cell{*number} : Cell{}; }
Cell timeCell(WallTime time) { return Cell{static_cast<std::int64_t>(toMillis(time))}; }

using Records = std::vector<const RecordView*>;

void putText(LineWriter& line, std::string_view text) {
    if (text.empty()) return line.put(",null"sv);
    // What needs no quotes in a line of the log needs no escapes here.
    if (log::isBare(text)) return line.put(",\""sv, text, '"');
    line.put(',', std::string_view(jsonQuoted(text)));
}

void putNumber(LineWriter& line, std::int64_t number) {
    line.put(',');
    line.number(number);
}

void putAttempt(LineWriter& line, const AttemptView& attempt) {
    line.put('[');
    line.number(attempt.attempt);
    putText(line, attempt.provider);
    putText(line, attempt.upstreamModel);
    putNumber(line, attempt.status);
    putText(line, attempt.error ? codeText(*attempt.error) : std::string_view{});
    putText(line, attempt.detail);
    for (const auto& time : {attempt.dnsMs, attempt.connectMs, attempt.tlsMs, attempt.firstByteMs}) {
        if (time) putNumber(line, *time);
        else line.put(",null"sv);
    }
    putNumber(line, attempt.totalMs);
    putText(line, attempt.circuitState);
    line.put(']');
}

void putAttempts(std::string& out, const std::vector<AttemptView>& attempts) {
    LineWriter line(out);
    for (const auto& attempt : attempts) {
        line.put(&attempt == attempts.data() ? '[' : ',');
        putAttempt(line, attempt);
    }
    line.put(']');
}

/// As the view request_attempt takes it apart: an array an attempt, its columns in their order.
const std::string& attemptList(const std::vector<AttemptView>& attempts, std::string& out) {
    out.clear();
    if (!attempts.empty()) putAttempts(out, attempts);
    return out;
}

template <auto kText>
Cell textOf(const RecordView* record, std::string&) {
    return textCell(record->*kText);
}
template <auto kNumber>
Cell numberOf(const RecordView* record, std::string&) {
    return Cell{static_cast<std::int64_t>(record->*kNumber)};
}
template <auto kTokens>
Cell tokensOf(const RecordView* record, std::string&) {
    return Cell{record->usage.*kTokens};
}

constexpr FeedColumn<const RecordView*> kLogColumns[]{
    {"id", [](const RecordView* record, std::string& made) { return Cell{std::string_view(made = uuidV7(record->createdAt))}; }, true},
    {"trace_id", [](const RecordView* record, std::string&) { return Cell{record->traceId}; }, true},
    {"client_request_id", textOf<&RecordView::clientRequestId>},
    {"created_at", [](const RecordView* record, std::string&) { return timeCell(record->createdAt); }, true},
    {"key_id", textOf<&RecordView::keyId>},
    {"user_id", textOf<&RecordView::userId>},
    {"ip", textOf<&RecordView::ip>},
    {"route", textOf<&RecordView::route>},
    {"dialect", textOf<&RecordView::dialect>},
    {"model", textOf<&RecordView::model>},
    {"preset_id", textOf<&RecordView::presetId>},
    {"provider", textOf<&RecordView::provider>},
    {"upstream_model", textOf<&RecordView::upstreamModel>},
    {"status", numberOf<&RecordView::status>},
    {"error_code", [](const RecordView* record, std::string&) { return errorCell(record->error); }},
    {"stream", numberOf<&RecordView::stream>},
    {"cache", textOf<&RecordView::cache>},
    {"attempts", numberOf<&RecordView::attempts>},
    {"tokens_in", tokensOf<&TokenUsage::input>},
    {"tokens_out", tokensOf<&TokenUsage::output>},
    {"tokens_cached", tokensOf<&TokenUsage::cached>},
    {"tokens_reasoning", tokensOf<&TokenUsage::reasoning>},
    {"cost_nanousd", [](const RecordView* record, std::string&) { return costCell(record->cost); }},
    {"estimated", numberOf<&RecordView::estimated>},
    {"ttft_ms", [](const RecordView* record, std::string&) { return maybeCell(record->ttftMs); }},
    {"latency_ms", numberOf<&RecordView::latencyMs>},
    {"upstream_ms", numberOf<&RecordView::upstreamMs>},
    {"node", textOf<&RecordView::node>},
    {"route_note", textOf<&RecordView::routeNote>},
    {"attempt_list", [](const RecordView* record, std::string& made) { return textCell(attemptList(record->attemptList, made)); }, true},
};

struct BillRow {
    const RecordView* record;
    const BilledView* billed;
};
using BillRows = std::vector<BillRow>;

template <auto kText>
Cell payerOf(BillRow row, std::string&) {
    return textCell(row.record->*kText);
}
template <auto kText>
Cell billTextOf(BillRow row, std::string&) {
    return textCell(row.billed->*kText);
}
template <auto kTokens>
Cell billTokensOf(BillRow row, std::string&) {
    return Cell{row.billed->usage.*kTokens};
}

constexpr FeedColumn<BillRow> kLedgerColumns[]{
    {"request_id", [](BillRow row, std::string&) { return Cell{row.record->traceId}; }, true},
    {"attempt", [](BillRow row, std::string&) { return Cell{std::int64_t{row.billed->attempt}}; }},
    {"usage_source", [](BillRow row, std::string&) { return Cell{sourceText(row.billed->source)}; }},
    {"key_id", payerOf<&RecordView::keyId>},
    {"user_id", payerOf<&RecordView::userId>},
    {"provider", billTextOf<&BilledView::provider>},
    {"model", billTextOf<&BilledView::model>},
    {"tokens_in", billTokensOf<&TokenUsage::input>},
    {"tokens_out", billTokensOf<&TokenUsage::output>},
    {"tokens_cached", billTokensOf<&TokenUsage::cached>},
    {"tokens_cache_write", billTokensOf<&TokenUsage::cacheWrite>},
    {"tokens_reasoning", billTokensOf<&TokenUsage::reasoning>},
    {"cost_nanousd", [](BillRow row, std::string&) { return costCell(row.billed->cost); }},
    {"price_version", billTextOf<&BilledView::priceVersion>},
    {"created_at", [](BillRow row, std::string&) { return timeCell(row.record->createdAt); }, true},
};

/// What a batch adds to one key's day. Its texts are the records'.
struct DayShare {
    std::int64_t requests = 0, errors = 0, cost = 0;
    std::int64_t hours = 0;  ///< of the day, a bit each
    WallTime lastUsedAt{};
    std::string_view lastIp;
};
/// By key and day since the epoch.
using DayShares = std::map<std::pair<std::string_view, std::int64_t>, DayShare>;

constexpr std::string_view kAddDays =
    "INSERT INTO key_day (key_id, day, requests, errors, cost_nanousd, last_used_at, last_ip, hours) "
    "SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM row_feed WHERE true "
    "ON CONFLICT (key_id, day) DO UPDATE SET requests = key_day.requests + excluded.requests, "
    "errors = key_day.errors + excluded.errors, cost_nanousd = key_day.cost_nanousd + excluded.cost_nanousd, "
    "last_ip = CASE WHEN excluded.last_used_at >= key_day.last_used_at THEN excluded.last_ip ELSE key_day.last_ip END, "
    "last_used_at = max(key_day.last_used_at, excluded.last_used_at), hours = key_day.hours | excluded.hours";

class DayFeed final : public MapFeed<DayShares> {
   public:
    using MapFeed::MapFeed;
    void fill(std::size_t row, Cells& cells) override {
        const auto& [place, share] = entry(row);
        cells[0] = place.first;
        cells[1] = place.second;
        cells[2] = share.requests;
        cells[3] = share.errors;
        cells[4] = share.cost;
        cells[5] = timeCell(share.lastUsedAt);
        cells[6] = textCell(share.lastIp);
        cells[7] = share.hours;
    }
};

void gather(DayShares& days, const RecordView& record, std::int64_t requests, std::int64_t cost) {
    const auto day = std::chrono::floor<std::chrono::days>(record.createdAt);
    DayShare& share = days[{record.keyId, day.time_since_epoch().count()}];
    share.hours |= std::int64_t{1} << std::chrono::floor<std::chrono::hours>(record.createdAt - day).count();
    share.requests += requests;
    share.errors += requests > 0 && record.status >= 400 ? 1 : 0;
    share.cost += cost;
    if (record.createdAt < share.lastUsedAt) return;
    share.lastUsedAt = record.createdAt;
    share.lastIp = record.ip;
}

/// @return log rows that were not there.
Result<std::int64_t> insertLog(Database& database, const Records& records) {
    ColumnFeed<const RecordView*> log(kLogColumns, records);
    return database.insert(log.statement("gateway_log", " ON CONFLICT (trace_id) DO NOTHING"), log, log.values());
}

Result<std::int64_t> insertBill(Database& database, const BillRows& rows) {
    ColumnFeed<BillRow> bill(kLedgerColumns, rows);
    return database.insert(bill.statement("usage_ledger", " ON CONFLICT (request_id, attempt) DO NOTHING"), bill, bill.values());
}

Result<void> addToDays(Database& database, const DayShares& days) {
    if (days.empty()) return {};
    DayFeed feed(days);
    return noCount(database.insert(kAddDays, feed));
}

std::int64_t costOf(const RecordView& record) {
    std::int64_t cost = 0;
    for (const auto& billed : record.billed) cost += billed.cost ? billed.cost->value : 0;
    return cost;
}

/// The usual batch: nothing of it was there. @param repeated set when something was: the transaction must not stand then.
Result<void> insertFresh(Database& database, const Records& records, bool& repeated) {
    BillRows rows;
    rows.reserve(records.size());
    for (const auto* record : records)
        for (const auto& billed : record->billed) rows.push_back({record, &billed});
    const auto rowCount = static_cast<std::int64_t>(rows.size());
    const auto logged = insertLog(database, records);
    if (!logged) return fail(logged.error());
    const auto billed = insertBill(database, rows);
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

Result<void> insertOne(Database& database, const RecordView& record, DayShares& days, UsageRollup& rollup) {
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

Result<void> insertUsage(Database& database, std::span<const ledger::RequestRecord> records) {
    std::vector<RecordView> views;
    views.reserve(records.size());
    for (const auto& record : records) views.push_back(ledger::viewOf(record));
    return insertUsage(database, views);
}

Result<void> insertUsage(Database& database, std::span<const RecordView> records) {
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
