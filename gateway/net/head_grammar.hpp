// The character classes and the field line of RFC 9110/9112, shared by request heads, response heads and chunk
// trailers. Pure functions on text, any thread.
#pragma once

#include "gateway/base/http.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gw::net {

bool isTokenChar(char c) noexcept;
/// RFC 9110 §5.6.2: one or more token characters.
bool isToken(std::string_view text) noexcept;
/// Visible characters, obs-text, space and tab; no other control characters (RFC 9110 §5.5).
bool isFieldText(std::string_view text) noexcept;
/// No control character but tab: what the unfinished last line of a head may hold.
bool isLinePart(std::string_view text) noexcept;
/// RFC 3986: path and query of an origin-form target, with `[` and `]`, every % followed by two hex digits.
bool isOriginTarget(std::string_view target) noexcept;
/// uri-host [":" port]; sub-delimiters other than those of names are refused (they serve lists and confusion).
bool isHostValue(std::string_view host) noexcept;

/// "name: value" without CRLF, value trimmed; nullopt for a fold, a bad name, space before the colon or a control
/// character.
std::optional<HeaderView> parseFieldLine(std::string_view line) noexcept;

/// A field line that is beyond doubt and where the next line starts.
struct PlainField {
    HeaderView field;
    std::size_t next = 0;
};
/// Reads the line that starts at `from` in one pass when it is whole and plain: a name, a colon, no control characters, CRLF.
/// Nothing for any other: nextLine and parseFieldLine tell whether and why it is wrong.
std::optional<PlainField> plainFieldLine(std::string_view bytes, std::size_t from) noexcept;

enum class Decimal : std::uint8_t { ok, malformed, overflow };
/// 1*DIGIT.
Decimal parseDecimal(std::string_view text, std::uint64_t& out) noexcept;

/// True when the comma-separated `list` holds `token` (compared without case).
bool listHolds(std::string_view list, std::string_view token) noexcept;

/// Where a head's lines end. `line` is without CRLF.
enum class LineEnd : std::uint8_t { complete, unfinished, bare };
struct Line {
    LineEnd end = LineEnd::unfinished;
    std::string_view text;
    std::size_t next = 0;  ///< offset behind the CRLF
};
/// The line that starts at `from`. `bare`: LF without CR, or CR without LF.
Line nextLine(std::string_view bytes, std::size_t from) noexcept;

}  // namespace gw::net
