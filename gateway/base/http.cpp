#include "gateway/base/http.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace gw {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Eight letters at once: bytes from 'A' to 'Z' get bit 5, all others stay.
std::uint64_t lowerEight(const char* text) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHigh = 0x80 * kOnes;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    const std::uint64_t low = bytes & ~kHigh;
    const std::uint64_t fromA = low + kOnes * (0x80 - 'A'), pastZ = low + kOnes * (0x7F - 'Z');
    return bytes | ((fromA & ~pastZ & ~bytes & kHigh) >> 2U);
}

bool sameLetters(const char* a, const char* b, std::size_t size) noexcept {
    if (size < 8) {
        for (std::size_t i = 0; i < size; ++i)
            if (lower(a[i]) != lower(b[i])) return false;
        return true;
    }
    // The last eight may overlap those before.
    for (std::size_t i = 0; i + 8 < size; i += 8)
        if (lowerEight(a + i) != lowerEight(b + i)) return false;
    return lowerEight(a + size - 8) == lowerEight(b + size - 8);
}

std::string_view valueOf(const std::vector<HeaderView>& fields, std::string_view name) noexcept {
    for (const auto& field : fields)
        if (field.name.size() == name.size() && sameLetters(field.name.data(), name.data(), name.size())) return field.value;
    return {};
}

int hexDigit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

/// Length of the well-formed UTF-8 sequence at `text[at]`; 0 when it is not one (RFC 3629 §4).
std::size_t utf8Length(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(at);
    if (first < 0x80U) return 1;
    if (first >= 0xC2U && first <= 0xDFU) return tail(at + 1) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        const unsigned second = byte(at + 1);
        const bool ok = (first != 0xE0U || second >= 0xA0U) && (first != 0xEDU || second <= 0x9FU);
        return ok && tail(at + 1) && tail(at + 2) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const unsigned second = byte(at + 1);
        const bool ok = (first != 0xF0U || second >= 0x90U) && (first != 0xF4U || second <= 0x8FU);
        return ok && tail(at + 1) && tail(at + 2) && tail(at + 3) ? 4 : 0;
    }
    return 0;
}

void appendEscaped(std::string& out, char c) {
    static constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
        out.push_back(c);
        return;
    }
    out += "\\u00";
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
}

/// Bytes that stand for themselves in a JSON string.
constexpr std::array<bool, 256> kPlainInJson = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
    return plain;
}();

}  // namespace

std::string_view methodText(Method method) noexcept {
    static constexpr std::array<std::string_view, 8> kNames{"GET",   "HEAD",   "POST",    "PUT",
                                                            "PATCH", "DELETE", "OPTIONS", "OTHER"};
    return kNames[static_cast<std::size_t>(method)];
}

std::string_view RequestHead::value(std::string_view name) const noexcept { return valueOf(fields, name); }
std::string_view UpstreamHead::value(std::string_view name) const noexcept { return valueOf(fields, name); }

std::string_view reasonPhrase(int status) noexcept {
    switch (status) {
        case 100: return "Continue";
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 402: return "Payment Required";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 502: return "Bad Gateway";
        case 503: return "Service Unavailable";
        case 504: return "Gateway Timeout";
        case 505: return "HTTP Version Not Supported";
        default: return "Status";
    }
}

bool equalIgnoringCase(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && sameLetters(a.data(), b.data(), a.size());
}

std::string lowerAscii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

std::optional<std::string> percentDecoded(std::string_view text, bool form) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && form) {
            out.push_back(' ');
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hexDigit(text[i + 1]);
            const int low = hexDigit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

std::optional<std::string> queryValue(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto pair = query.substr(0, end);
        const auto equals = pair.find('=');
        const auto decodedName = percentDecoded(pair.substr(0, equals), true);
        if (decodedName && *decodedName == name)
            return percentDecoded(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true);
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return std::nullopt;
}

std::string jsonQuoted(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    out.push_back('"');
    if (std::all_of(text.begin(), text.end(), [](char c) { return kPlainInJson[static_cast<unsigned char>(c)]; })) return out.append(text).append(1, '"');
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8Length(text, i);
        if (length == 0) {
            out += "\\ufffd";
            ++i;
        } else if (length == 1) {
            appendEscaped(out, text[i++]);
        } else {
            out.append(text.substr(i, length));
            i += length;
        }
    }
    out.push_back('"');
    return out;
}

}  // namespace gw
