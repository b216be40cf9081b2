// The bytes of a spool record: Reservation and RequestRecord in a compact, versioned encoding (varints, length-prefixed
// text, error codes by name, so that a reordered error_codes.def changes nothing). Decoding is strict: one spelling a value,
// caps on every text and list, nothing left over. Pure functions, any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/ledger/reservation_view.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::ledger {

/// A text is cut (at a UTF-8 boundary) to this many bytes when it is encoded; a longer one is refused when decoded.
inline constexpr std::size_t kTextMax = 1024;
/// Attempts kept in a record; the list of attempts is cut to it, a record that bills or releases more is refused.
inline constexpr std::size_t kListMax = 64;
/// No payload is longer: 14 texts, 64 × 4 of attempts and 64 × 3 of billed attempts at 1 KiB each stay below it.
inline constexpr std::size_t kPayloadMax = std::size_t{512} * 1024;

class ByteWriter;

/// Appends to `out`. @return internal when more than kListMax attempts are billed or released; then nothing is written.
void encode(ByteWriter& out, const ReservationView& reservation);
Result<void> encode(ByteWriter& out, const RequestRecord& record);
/// The same as a text of its own.
Result<std::string> encode(const Reservation& reservation);
Result<std::string> encode(const RequestRecord& record);

/// @return spoolFailed, with what was wrong at which byte.
Result<Reservation> decodeReservation(std::string_view payload);
Result<RequestRecord> decodeRecord(std::string_view payload);
/// Into a record whose memory is used again; after an error it holds nothing of worth.
Result<void> decodeRecord(std::string_view payload, RequestRecord& record);
/// Its texts are the payload's.
Result<void> decodeRecord(std::string_view payload, RecordView& record);

/// Which reservation it is. The text is the payload's.
struct ReservationName {
    std::string_view requestId;
    std::uint16_t attempt = 1;
};
/// Reads all of a reservation as strictly as decodeReservation, but keeps its name only.
Result<ReservationName> checkReservation(std::string_view payload);

/// The request id of either kind without decoding the rest (recovery looks at millions of them).
std::optional<std::string_view> peekRequestId(std::string_view payload);

}  // namespace gw::ledger
