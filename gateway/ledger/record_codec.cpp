#include "gateway/ledger/record_codec.hpp"

#include "gateway/ledger/byte_codec.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace gw::ledger {

namespace {

/// Bumped when the layout changes; a reader knows all versions it ever wrote.
constexpr std::uint64_t kVersion = 1;
/// Of a request's record: 2 ends with the note about its route, 3 with what it waited for before its first call.
constexpr std::uint64_t kRecordVersion = 3;

// ---- writing

void putMoney(ByteWriter& out, const std::optional<NanoUsd>& cost) {
    out.flag(cost.has_value());
    if (cost) out.integer(cost->value);
}

void putMaybe(ByteWriter& out, const std::optional<std::int32_t>& value) {
    out.flag(value.has_value());
    if (value) out.integer(*value);
}

void putError(ByteWriter& out, const std::optional<ErrorCode>& error) {
    out.text(error ? codeText(*error) : std::string_view{}, kTextMax);
}

void putUsage(ByteWriter& out, const TokenUsage& usage) {
    out.integers(usage.input, usage.output, usage.cached, usage.cacheWrite, usage.reasoning);
}

void putAttempt(ByteWriter& out, const AttemptRecord& attempt) {
    out.natural(attempt.attempt);
    out.text(attempt.provider, kTextMax);
    out.text(attempt.upstreamModel, kTextMax);
    out.integer(attempt.status);
    putError(out, attempt.error);
    out.text(attempt.detail, kTextMax);
    for (const auto* value : {&attempt.dnsMs, &attempt.connectMs, &attempt.tlsMs, &attempt.firstByteMs}) putMaybe(out, *value);
    out.integer(attempt.totalMs);
    out.text(attempt.circuitState, kTextMax);
}

void putBilled(ByteWriter& out, const BilledAttempt& billed) {
    out.natural(billed.attempt);
    out.natural(static_cast<std::uint64_t>(billed.source));
    out.text(billed.provider, kTextMax);
    out.text(billed.model, kTextMax);
    putUsage(out, billed.usage);
    putMoney(out, billed.cost);
    out.text(billed.priceVersion, kTextMax);
}

// ---- reading

std::optional<NanoUsd> getMoney(ByteReader& in) {
    if (!in.flag()) return std::nullopt;
    return NanoUsd{in.integer()};
}

std::int32_t getInt32(ByteReader& in) {
    using Limits = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(in.integer(Limits::min(), Limits::max(), "number out of range"));
}

std::optional<std::int32_t> getMaybe(ByteReader& in) {
    if (!in.flag()) return std::nullopt;
    return getInt32(in);
}

void getText(ByteReader& in, std::string& text) { text.assign(in.text(kTextMax)); }
void getText(ByteReader& in, std::string_view& text) { text = in.text(kTextMax); }

std::uint16_t getAttemptNumber(ByteReader& in) {
    return static_cast<std::uint16_t>(in.natural(std::numeric_limits<std::uint16_t>::max(), "attempt out of range"));
}

/// A word of a later version that this one does not know becomes `internal`: the record must not be lost for it.
std::optional<ErrorCode> getError(ByteReader& in) {
    const auto word = in.text(kTextMax);
    if (word.empty()) return std::nullopt;
#define GW_ERROR(name, code, status, sentence) \
    if (word == code) return ErrorCode::name;
#include "gateway/base/error_codes.def"
#undef GW_ERROR
    return ErrorCode::internal;
}

TokenUsage getUsage(ByteReader& in) {
    TokenUsage usage;
    for (Tokens* tokens : {&usage.input, &usage.output, &usage.cached, &usage.cacheWrite, &usage.reasoning}) {
        *tokens = in.integer();
    }
    return usage;
}

template <class Text>
void getAttempt(ByteReader& in, BasicAttempt<Text>& attempt) {
    attempt.attempt = getAttemptNumber(in);
    getText(in, attempt.provider);
    getText(in, attempt.upstreamModel);
    attempt.status = getInt32(in);
    attempt.error = getError(in);
    getText(in, attempt.detail);
    for (auto* value : {&attempt.dnsMs, &attempt.connectMs, &attempt.tlsMs, &attempt.firstByteMs}) *value = getMaybe(in);
    attempt.totalMs = getInt32(in);
    getText(in, attempt.circuitState);
}

template <class Text>
void getBilled(ByteReader& in, BasicBilled<Text>& billed) {
    billed.attempt = getAttemptNumber(in);
    billed.source = static_cast<UsageSource>(
        in.natural(static_cast<std::uint64_t>(UsageSource::estimated), "usage source out of range"));
    getText(in, billed.provider);
    getText(in, billed.model);
    billed.usage = getUsage(in);
    billed.cost = getMoney(in);
    getText(in, billed.priceVersion);
}

/// Items that are there already are used again with their memory.
template <class Item, class Get>
void getList(ByteReader& in, std::vector<Item>& items, Get get) {
    items.resize(static_cast<std::size_t>(in.natural(kListMax, "list too long")));
    for (auto& item : items) {
        if (in.failed()) return;
        get(in, item);
    }
}

/// @return the version, which is at most `newest`.
std::uint64_t getVersion(ByteReader& in, std::uint64_t newest) {
    const auto version = in.natural();
    if (version < kVersion || version > newest) in.fault("unknown version");
    return version;
}

tl::unexpected<Error> undecodable(const ByteReader& in) {
    return fail(ErrorCode::spoolFailed, "spool record: " + in.faultText());
}

Result<void> finished(ByteReader& in) {
    if (!in.failed() && !in.atEnd()) in.fault("bytes left over");
    if (in.failed()) return undecodable(in);
    return {};
}

/// The texts of a record in the order of the layout, traceId first (peekRequestId relies on it).
template <class Record>
auto texts(Record& r) {
    return std::array{&r.traceId, &r.clientRequestId, &r.keyId,    &r.keyPrefix, &r.userId,        &r.ip,    &r.route,
                      &r.dialect, &r.model,           &r.presetId, &r.provider,  &r.upstreamModel, &r.cache, &r.node};
}

template <class Text>
Result<void> getRecord(std::string_view payload, BasicRecord<Text>& record) {
    ByteReader in(payload);
    const auto version = getVersion(in, kRecordVersion);
    for (auto* text : texts(record)) getText(in, *text);
    record.createdAt = fromMillis(in.integer());
    record.status = getInt32(in);
    record.error = getError(in);
    record.stream = in.flag();
    record.estimated = in.flag();
    record.console = in.flag();
    record.previousSecret = false;
    record.attempts = getAttemptNumber(in);
    record.usage = getUsage(in);
    record.cost = getMoney(in);
    record.ttftMs = getMaybe(in);
    for (auto* value : {&record.latencyMs, &record.upstreamMs, &record.overheadUs}) *value = getInt32(in);
    getList(in, record.attemptList, getAttempt<Text>);
    getList(in, record.billed, getBilled<Text>);
    getList(in, record.released, [](ByteReader& from, std::uint16_t& attempt) { attempt = getAttemptNumber(from); });
    if (version >= 2) getText(in, record.routeNote);
    else record.routeNote = {};
    record.queuedUs = version >= 3 ? getMaybe(in) : std::nullopt;
    record.bodyMs = version >= 3 ? getInt32(in) : 0;
    return finished(in);
}

}  // namespace

void encode(ByteWriter& out, const ReservationView& reservation) {
    out.natural(kVersion);
    out.text(reservation.requestId, kTextMax);
    out.natural(reservation.attempt);
    for (const auto text : {reservation.keyId, reservation.userId, reservation.provider, reservation.model}) out.text(text, kTextMax);
    putUsage(out, reservation.estimate);
    putMoney(out, reservation.cost);
    out.text(reservation.priceVersion, kTextMax);
    out.integer(toMillis(reservation.at));
}

Result<std::string> encode(const Reservation& reservation) {
    ByteWriter out;
    encode(out, reservation);
    return out.taken();
}

Result<std::string> encode(const RequestRecord& record) {
    ByteWriter out;
    if (auto encoded = encode(out, record); !encoded) return fail(std::move(encoded.error()));
    return out.taken();
}

Result<void> encode(ByteWriter& out, const RequestRecord& record) {
    if (record.billed.size() > kListMax || record.released.size() > kListMax) {
        return fail(ErrorCode::internal, "a request with more than 64 billed or released attempts", "attempt");
    }
    out.natural(kRecordVersion);
    for (const auto* text : texts(record)) out.text(*text, kTextMax);
    out.integers(toMillis(record.createdAt), record.status);
    putError(out, record.error);
    out.flag(record.stream);
    out.flag(record.estimated);
    out.flag(record.console);
    out.natural(record.attempts);
    putUsage(out, record.usage);
    putMoney(out, record.cost);
    putMaybe(out, record.ttftMs);
    out.integers(record.latencyMs, record.upstreamMs, record.overheadUs);
    const auto attempts = std::min(record.attemptList.size(), kListMax);
    out.natural(attempts);
    for (std::size_t i = 0; i < attempts; ++i) putAttempt(out, record.attemptList[i]);
    out.natural(record.billed.size());
    for (const auto& billed : record.billed) putBilled(out, billed);
    out.natural(record.released.size());
    for (const auto attempt : record.released) out.natural(attempt);
    out.text(record.routeNote, kTextMax);
    putMaybe(out, record.queuedUs);
    out.integer(record.bodyMs);
    return {};
}

Result<Reservation> decodeReservation(std::string_view payload) {
    ByteReader in(payload);
    Reservation reservation;
    getVersion(in, kVersion);
    getText(in, reservation.requestId);
    reservation.attempt = getAttemptNumber(in);
    for (auto* text : {&reservation.keyId, &reservation.userId, &reservation.provider, &reservation.model}) getText(in, *text);
    reservation.estimate = getUsage(in);
    reservation.cost = getMoney(in);
    getText(in, reservation.priceVersion);
    reservation.at = fromMillis(in.integer());
    if (auto done = finished(in); !done) return fail(done.error());
    return reservation;
}

Result<ReservationName> checkReservation(std::string_view payload) {
    ByteReader in(payload);
    ReservationName name;
    getVersion(in, kVersion);
    name.requestId = in.text(kTextMax);
    name.attempt = getAttemptNumber(in);
    for (int text = 0; text < 4; ++text) in.text(kTextMax);
    getUsage(in);
    getMoney(in);
    in.text(kTextMax);
    in.integer();
    if (auto done = finished(in); !done) return fail(done.error());
    return name;
}

Result<void> decodeRecord(std::string_view payload, RequestRecord& record) { return getRecord(payload, record); }
Result<void> decodeRecord(std::string_view payload, RecordView& record) { return getRecord(payload, record); }

Result<RequestRecord> decodeRecord(std::string_view payload) {
    Result<RequestRecord> record;
    if (auto done = decodeRecord(payload, *record); !done) return fail(done.error());
    return record;
}

std::optional<std::string_view> peekRequestId(std::string_view payload) {
    ByteReader in(payload);
    getVersion(in, kRecordVersion);
    const auto requestId = in.text(kTextMax);
    if (in.failed()) return std::nullopt;
    return requestId;
}

}  // namespace gw::ledger
