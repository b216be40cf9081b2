// Header fields as bytes: names that are known in advance, lines to be sent. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gw {

/// Whether `size` bytes at `text` are those of `plain`, but for the case of letters. `plain` has no capitals.
bool isSpelling(const char* text, const char* plain, std::size_t size) noexcept;

/// equalIgnoringCase, where one of both is known to have no capitals: a field's name, a scheme, a media type.
inline bool isNamed(std::string_view text, std::string_view plain) noexcept {
    return text.size() == plain.size() && isSpelling(text.data(), plain.data(), plain.size());
}

/// "name: value" and CRLF; whether both may stand there is the caller's business.
void appendFieldLine(std::string& head, std::string_view name, std::string_view value);

}  // namespace gw
