// The error value that every room passes on instead of throwing: a stable code, where it came from, whether another
// upstream may be tried, and a detail for logs. A plain value: any thread, no owner.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gw {

enum class ErrorCode : std::uint8_t {
#define GW_ERROR(name, code, status, sentence) name,
#include "gateway/base/error_codes.def"
#undef GW_ERROR
};

enum class ErrorSource : std::uint8_t { downstream, upstream, store, internal };

/// What a caller may do after the error: nothing, or try the next candidate of the preset.
enum class Retry : std::uint8_t { never, nextCandidate };

struct Error {
    ErrorCode code = ErrorCode::internal;
    ErrorSource source = ErrorSource::internal;
    Retry retry = Retry::never;
    /// What exactly was wrong and what to do, for people and logs. Holds no keys, no bodies, no prompts.
    std::string detail;
    /// The field, setting or parameter that was wrong; empty when it was none.
    std::string field;
};

/// "UPSTREAM_TIMEOUT": the word in logs, tables and the admin API.
std::string_view codeText(ErrorCode code) noexcept;
/// The English sentence of error_codes.def.
std::string_view codeSentence(ErrorCode code) noexcept;
/// The HTTP status a client gets for it.
int httpStatus(ErrorCode code) noexcept;
/// Sentence and detail in one line.
std::string describe(const Error& error);

}  // namespace gw
