#include "gateway/dialect/json_text.hpp"

#include <charconv>

namespace gw::dialect {

namespace {

bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

std::size_t skipDigits(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && isDigit(text[at])) ++at;
    return at;
}

/// The four hex digits at `at`; nullopt when they are not.
std::optional<std::uint32_t> hex4(std::string_view text, std::size_t at) noexcept {
    if (at + 4 > text.size()) return std::nullopt;
    std::uint32_t value = 0;
    const char* const end = text.data() + at + 4;
    const auto [stop, ec] = std::from_chars(text.data() + at, end, value, 16);
    if (ec != std::errc{} || stop != end) return std::nullopt;
    return value;
}

void appendUtf8(std::string& out, std::uint32_t point) {
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (point < 0x80) {
        push(point);
    } else if (point < 0x800) {
        push(0xC0 | (point >> 6));
        push(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        push(0xE0 | (point >> 12));
        push(0x80 | ((point >> 6) & 0x3F));
        push(0x80 | (point & 0x3F));
    } else {
        push(0xF0 | (point >> 18));
        push(0x80 | ((point >> 12) & 0x3F));
        push(0x80 | ((point >> 6) & 0x3F));
        push(0x80 | (point & 0x3F));
    }
}

char simpleEscape(char letter) noexcept {
    switch (letter) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return letter;
    }
}

/// Appends the character of the \uXXXX whose digits start at `at`. @return the position behind it.
std::size_t appendUnicode(std::string& out, std::string_view inner, std::size_t at) {
    constexpr std::uint32_t kReplacement = 0xFFFD;
    const std::uint32_t unit = hex4(inner, at).value_or(kReplacement);
    at += 4;
    if (unit < 0xD800 || unit > 0xDFFF) {
        appendUtf8(out, unit);
        return at;
    }
    if (unit < 0xDC00 && inner.substr(at, 2) == "\\u") {
        const auto low = hex4(inner, at + 2);
        if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
            appendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (*low - 0xDC00));
            return at + 6;
        }
    }
    appendUtf8(out, kReplacement);
    return at;
}

/// Length of the UTF-8 sequence at `at`, 0 when it is none (RFC 3629 §4).
std::size_t utf8Length(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(at);
    const unsigned second = byte(at + 1);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(at + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && second < 0xA0;
        const bool surrogate = lead == 0xED && second > 0x9F;
        return continues(at + 1) && continues(at + 2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && second < 0x90;
        const bool tooLarge = lead == 0xF4 && second > 0x8F;
        return continues(at + 1) && continues(at + 2) && continues(at + 3) && !overlong && !tooLarge ? 4 : 0;
    }
    return 0;
}

}  // namespace

bool isJsonNumber(std::string_view text) noexcept {
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::size_t whole = at;
    at = skipDigits(text, at);
    if (at == whole || (text[whole] == '0' && at > whole + 1)) return false;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = at + 1;
        at = skipDigits(text, fraction);
        if (at == fraction) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        const std::size_t exponent = at;
        at = skipDigits(text, exponent);
        if (at == exponent) return false;
    }
    return at == text.size();
}

bool escapesAreValid(std::string_view inner) noexcept {
    constexpr std::string_view kSimple = "\"\\/bfnrt";
    for (auto at = inner.find('\\'); at != std::string_view::npos; at = inner.find('\\', at)) {
        if (at + 1 >= inner.size()) return false;
        if (inner[at + 1] == 'u') {
            if (!hex4(inner, at + 2)) return false;
            at += 6;
        } else {
            if (kSimple.find(inner[at + 1]) == std::string_view::npos) return false;
            at += 2;
        }
    }
    return true;
}

std::string unescaped(std::string_view inner) {
    std::string out;
    out.reserve(inner.size());
    std::size_t at = 0;
    while (at < inner.size()) {
        const auto slash = inner.find('\\', at);
        out.append(inner.substr(at, slash - at));
        if (slash == std::string_view::npos || slash + 1 >= inner.size()) break;
        if (inner[slash + 1] == 'u') {
            at = appendUnicode(out, inner, slash + 2);
        } else {
            out.push_back(simpleEscape(inner[slash + 1]));
            at = slash + 2;
        }
    }
    return out;
}

bool sameBehindEscapes(std::string_view inner, std::string_view plain) {
    return inner.find('\\') != std::string_view::npos && unescaped(inner) == plain;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) noexcept {
    std::int64_t value = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
    return value;
}

std::size_t firstBadUtf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

}  // namespace gw::dialect
