// The small print of JSON scalars: number and escape grammar, unescaping, UTF-8 faults. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::dialect {

/// RFC 8259 §6.
bool isJsonNumber(std::string_view text) noexcept;
/// Whether each backslash starts an escape of RFC 8259 §7.
bool escapesAreValid(std::string_view inner) noexcept;
/// The string behind its escapes; a lone surrogate becomes U+FFFD. `inner` must have valid escapes.
std::string unescaped(std::string_view inner);
/// What sameText cannot tell at a glance.
bool sameBehindEscapes(std::string_view inner, std::string_view plain);
/// Compares a raw string with `plain`, looking behind escapes when there are any.
inline bool sameText(std::string_view inner, std::string_view plain) {
    // An escape is longer than what it stands for.
    if (inner.size() <= plain.size()) return inner == plain;
    return !plain.empty() && (inner.front() == plain.front() || inner.front() == '\\') && sameBehindEscapes(inner, plain);
}
/// A whole number without fraction or exponent that fits; nullopt otherwise.
std::optional<std::int64_t> wholeNumber(std::string_view text) noexcept;
/// Position of the first byte that is not UTF-8 (RFC 3629); npos when all is.
std::size_t firstBadUtf8(std::string_view text) noexcept;

}  // namespace gw::dialect
