// The reading side of usage_table.hpp: lists and details of requests.
#include "gateway/store/column.hpp"
#include "gateway/store/key_hours.hpp"
#include "gateway/store/usage_table.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace gw::store {

namespace {

constexpr std::string_view kSelect =
    "SELECT l.id, l.trace_id, l.client_request_id, l.created_at, l.key_id, k.prefix, k.name, l.user_id, l.ip, l.route, "
    "l.dialect, l.model, l.preset_id, l.provider, l.upstream_model, l.status, l.error_code, l.stream, l.cache, l.attempts, "
    "l.tokens_in, l.tokens_out, l.tokens_cached, l.tokens_reasoning, l.cost_nanousd, l.estimated, l.ttft_ms, l.latency_ms, "
    "l.upstream_ms, l.node FROM gateway_log l LEFT JOIN api_key k ON k.id = l.key_id";

/// As in the index idx_gateway_log_slow.
constexpr std::int64_t kSlowIndexFromMs = 1000;
constexpr std::string_view kSlowIndexed = "l.latency_ms >= 1000";

constexpr std::int64_t kEndOfTime = std::numeric_limits<std::int64_t>::max();

RequestRow readRequest(const Row& row) {
    RequestRow request;
    request.id = row.text(0);
    request.traceId = row.text(1);
    request.clientRequestId = row.text(2);
    request.createdAt = timeAt(row, 3);
    request.keyId = row.text(4);
    request.keyPrefix = row.text(5);
    request.keyName = row.text(6);
    request.userId = row.text(7);
    request.ip = row.text(8);
    request.route = row.text(9);
    request.dialect = row.text(10);
    request.model = row.text(11);
    request.presetId = row.text(12);
    request.provider = row.text(13);
    request.upstreamModel = row.text(14);
    request.status = static_cast<int>(row.integer(15));
    request.errorCode = row.text(16);
    request.stream = row.boolean(17);
    request.cache = row.text(18);
    request.attempts = row.integer(19);
    request.tokensIn = row.integer(20);
    request.tokensOut = row.integer(21);
    request.tokensCached = row.integer(22);
    request.tokensReasoning = row.integer(23);
    request.costNanoUsd = row.maybeInteger(24);
    request.estimated = row.boolean(25);
    request.ttftMs = row.maybeInteger(26);
    request.latencyMs = row.integer(27);
    request.upstreamMs = row.integer(28);
    request.node = row.text(29);
    return request;
}

/// "429" is one status, "4xx" a hundred of them.
Result<void> addStatus(Where& where, const std::string& status) {
    if (status.empty()) return {};
    int number = 0;
    const bool isClass = status.size() == 3 && status.ends_with("xx");
    const char* end = status.data() + (isClass ? 1 : status.size());
    const auto [stop, ec] = std::from_chars(status.data(), end, number);
    if (ec != std::errc{} || stop != end || number < 0 || number > 999) {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "status is a number or a class such as 4xx.", "status");
    }
    const std::int64_t low = isClass ? number * 100 : number;
    where.add("l.status BETWEEN ? AND ?", {low, isClass ? low + 99 : low});
    return {};
}

/// All but the time.
Result<Where> conditions(const RequestFilter& filter) {
    Where where;
    if (!filter.traceId.empty()) where.add("(l.trace_id = ? OR l.client_request_id = ?)", {filter.traceId, filter.traceId});
    if (!filter.key.empty()) where.add("(l.key_id = ? OR k.prefix = ?)", {filter.key, filter.key});
    if (!filter.provider.empty()) where.add("l.provider = ?", {filter.provider});
    if (!filter.model.empty()) where.add("(l.model = ? OR l.upstream_model = ?)", {filter.model, filter.model});
    if (!filter.errorCode.empty()) where.add("l.error_code = ?", {filter.errorCode});
    if (auto done = addStatus(where, filter.status); !done) return fail(done.error());
    if (filter.minLatencyMs) {
        // Said in the words of the index, so that SQLite sees that it serves.
        if (*filter.minLatencyMs >= kSlowIndexFromMs) where.add(kSlowIndexed, {});
        where.add("l.latency_ms >= ?", {*filter.minLatencyMs});
    }
    if (filter.maxLatencyMs) where.add("l.latency_ms < ?", {*filter.maxLatencyMs});
    return where;
}

/// The filter's time, no newer than the row the page begins behind.
TimeSpan spanOf(const RequestFilter& filter, const std::optional<CursorKey>& behind) {
    TimeSpan span{filter.since ? toMillis(*filter.since) : 0, filter.until ? toMillis(*filter.until) : kEndOfTime};
    if (behind && behind->number < kEndOfTime) span.until = std::min(span.until, behind->number + 1);
    return span;
}

/// Spans of time without a gap or, of a key, the hours in which it was in use; newest first.
Result<std::vector<TimeSpan>> spansOf(Database& database, const RequestFilter& filter, const TimeSpan& span) {
    if (filter.key.empty()) return std::vector{span};
    return keyHours(database, filter.key, span);
}

/// Adds rows of one span, newest first, until there are `many`.
Result<void> readSpan(Database& database, Where where, const TimeSpan& span, std::size_t many, std::vector<RequestRow>& rows) {
    if (span.since > 0) where.add("l.created_at >= ?", {span.since});
    if (span.until < kEndOfTime) where.add("l.created_at < ?", {span.until});
    Values values = where.values();
    values.push_back(static_cast<std::int64_t>(many - rows.size()));
    return database.select(std::string(kSelect) + where.text() + " ORDER BY l.created_at DESC, l.id DESC LIMIT ?", values,
                           [&](const Row& row) -> Result<void> {
                               rows.push_back(readRequest(row));
                               return {};
                           });
}

Result<std::vector<AttemptRow>> attemptsOf(Database& database, const std::string& traceId) {
    std::vector<AttemptRow> attempts;
    auto done = database.select(
        "SELECT attempt, provider, upstream_model, status, error_code, detail, circuit_state, dns_ms, connect_ms, tls_ms, "
        "first_byte_ms, total_ms FROM request_attempt WHERE trace_id = ? ORDER BY attempt",
        {traceId}, [&](const Row& row) -> Result<void> {
            attempts.push_back({.attempt = row.integer(0),
                                .provider = row.text(1),
                                .upstreamModel = row.text(2),
                                .status = static_cast<int>(row.integer(3)),
                                .errorCode = row.text(4),
                                .detail = row.text(5),
                                .circuitState = row.text(6),
                                .dnsMs = row.maybeInteger(7),
                                .connectMs = row.maybeInteger(8),
                                .tlsMs = row.maybeInteger(9),
                                .firstByteMs = row.maybeInteger(10),
                                .totalMs = row.integer(11)});
            return {};
        });
    if (!done) return fail(done.error());
    return attempts;
}

Result<std::vector<LedgerRow>> ledgerOf(Database& database, const std::string& traceId) {
    std::vector<LedgerRow> rows;
    auto done = database.select(
        "SELECT request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, tokens_cached, "
        "tokens_cache_write, tokens_reasoning, cost_nanousd, price_version, created_at FROM usage_ledger "
        "WHERE request_id = ? ORDER BY attempt",
        {traceId}, [&](const Row& row) -> Result<void> {
            rows.push_back({.requestId = row.text(0),
                            .attempt = row.integer(1),
                            .usageSource = row.text(2),
                            .keyId = row.text(3),
                            .userId = row.text(4),
                            .provider = row.text(5),
                            .model = row.text(6),
                            .tokensIn = row.integer(7),
                            .tokensOut = row.integer(8),
                            .tokensCached = row.integer(9),
                            .tokensCacheWrite = row.integer(10),
                            .tokensReasoning = row.integer(11),
                            .costNanoUsd = row.maybeInteger(12),
                            .priceVersion = row.text(13),
                            .createdAt = timeAt(row, 14)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace

Result<Page<RequestRow>> listRequests(Database& database, const RequestFilter& filter, const PageRequest& page) {
    auto where = conditions(filter);
    if (!where) return fail(where.error());
    std::optional<CursorKey> behind;
    if (!page.cursor.empty()) {
        auto cursor = decodeCursor(page.cursor);
        if (!cursor) return fail(cursor.error());
        where->add("(l.created_at, l.id) < (?, ?)", {cursor->number, cursor->text});
        behind = std::move(*cursor);
    }
    const auto spans = spansOf(database, filter, spanOf(filter, behind));
    if (!spans) return fail(spans.error());
    std::vector<RequestRow> rows;
    for (const auto& span : *spans) {
        if (rows.size() > page.limit) break;
        if (auto done = readSpan(database, *where, span, page.limit + 1, rows); !done) return fail(done.error());
    }
    return cutPage(std::move(rows), page.limit, [](const RequestRow& row) { return CursorKey{toMillis(row.createdAt), row.id}; });
}

Result<std::optional<RequestDetail>> findRequest(Database& database, const std::string& traceId) {
    std::optional<RequestDetail> detail;
    auto done = database.select(std::string(kSelect) + " WHERE l.trace_id = ?", {traceId}, [&](const Row& row) -> Result<void> {
        detail = RequestDetail{.request = readRequest(row), .attempts = {}, .ledger = {}, .adjustments = {}};
        return {};
    });
    if (!done) return fail(done.error());
    if (!detail) return detail;
    auto note = database.text("SELECT route_note FROM gateway_log WHERE trace_id = ?", {traceId});
    if (!note) return fail(note.error());
    detail->routeNote = note->value_or("");
    auto attempts = attemptsOf(database, traceId);
    if (!attempts) return fail(attempts.error());
    auto ledgerRows = ledgerOf(database, traceId);
    if (!ledgerRows) return fail(ledgerRows.error());
    auto adjustments = adjustmentsOf(database, traceId);
    if (!adjustments) return fail(adjustments.error());
    detail->adjustments = std::move(*adjustments);
    detail->attempts = std::move(*attempts);
    detail->ledger = std::move(*ledgerRows);
    return detail;
}

}  // namespace gw::store
