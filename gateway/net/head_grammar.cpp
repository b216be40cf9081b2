#include "gateway/net/head_grammar.hpp"

#include "gateway/base/cidr.hpp"

#include <array>
#include <cstring>

namespace gw::net {
namespace {

enum Class : std::uint8_t { kToken = 1, kText = 2, kTarget = 4, kHost = 8, kHex = 16 };

constexpr bool within(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

constexpr std::array<std::uint8_t, 256> makeClasses() {
    std::array<std::uint8_t, 256> table{};
    for (unsigned i = 0; i < 256; ++i) {
        const char c = static_cast<char>(i);
        const bool alnum = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        unsigned bits = 0;
        if (alnum || within("!#$%&'*+-.^_`|~", c)) bits |= kToken;
        if (i == 9 || (i >= 32 && i != 127)) bits |= kText;
        if (alnum || within("-._~!$&'()*+,;=:@/?%[]", c)) bits |= kTarget;
        if (alnum || within("-._~%", c)) bits |= kHost;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f')) bits |= kHex;
        table[i] = static_cast<std::uint8_t>(bits);
    }
    return table;
}
constexpr auto kClasses = makeClasses();

bool is(char c, Class wanted) { return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0; }

bool allOf(std::string_view text, Class wanted) {
    unsigned common = wanted;
    for (const char c : text) common &= kClasses[static_cast<unsigned char>(c)];
    return common == wanted;
}

/// No byte below 0x20 and no 0x7f: eight bytes at once. A tab is sound too, but rare: then the slow way decides.
bool isPlainText(const char* eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHigh = 0x8080808080808080U;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, eight, sizeof bytes);
    const std::uint64_t control = (bytes - kOnes * 0x20) & ~bytes & kHigh;
    const std::uint64_t rubout = bytes ^ (kOnes * 0x7f);
    return (control | ((rubout - kOnes) & ~rubout & kHigh)) == 0;
}

bool allText(std::string_view text) {
    if (text.size() < 8) return allOf(text, kText);
    const char* const last = text.data() + text.size() - 8;
    for (const char* at = text.data(); at < last; at += 8) {
        if (!isPlainText(at) && !allOf({at, 8}, kText)) return false;
    }
    // The last eight may overlap those before.
    return isPlainText(last) || allOf({last, 8}, kText);
}

/// The first control character, a tab included, or `end`.
const char* endOfPlain(const char* at, const char* end) {
    while (end - at >= 8 && isPlainText(at)) at += 8;
    while (at < end && static_cast<unsigned char>(*at) >= 0x20 && *at != 0x7f) ++at;
    return at;
}

bool escapesAreWhole(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (text.size() - at < 3 || !is(text[at + 1], kHex) || !is(text[at + 2], kHex)) return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool isPort(std::string_view text) {
    std::uint64_t port = 0;
    return text.empty() || (text.size() <= 5 && parseDecimal(text, port) == Decimal::ok && port <= 65535);
}

}  // namespace

bool isTokenChar(char c) noexcept { return is(c, kToken); }
bool isToken(std::string_view text) noexcept { return !text.empty() && allOf(text, kToken); }
bool isFieldText(std::string_view text) noexcept { return allText(text); }
bool isLinePart(std::string_view text) noexcept { return allText(text); }

bool isOriginTarget(std::string_view target) noexcept {
    return !target.empty() && target.front() == '/' && allOf(target, kTarget) && escapesAreWhole(target);
}

bool isHostValue(std::string_view host) noexcept {
    if (host.empty()) return false;
    if (host.front() == '[') {
        const auto end = host.find(']');
        if (end == std::string_view::npos) return false;
        const std::string_view literal = host.substr(1, end - 1);
        const std::string_view rest = host.substr(end + 1);
        return literal.find(':') != std::string_view::npos && parseIp(literal).has_value() &&
               (rest.empty() || (rest.front() == ':' && isPort(rest.substr(1))));
    }
    const auto colon = host.find(':');
    const std::string_view name = host.substr(0, colon);
    if (name.empty() || !allOf(name, kHost) || !escapesAreWhole(name)) return false;
    return colon == std::string_view::npos || isPort(host.substr(colon + 1));
}

std::optional<HeaderView> parseFieldLine(std::string_view line) noexcept {
    std::size_t colon = 0;
    while (colon < line.size() && is(line[colon], kToken)) ++colon;
    if (colon == 0 || colon == line.size() || line[colon] != ':') return std::nullopt;
    HeaderView field{line.substr(0, colon), line.substr(colon + 1)};
    if (!isFieldText(field.value)) return std::nullopt;
    field.value = trimmed(field.value);
    return field;
}

std::optional<PlainField> plainFieldLine(std::string_view bytes, std::size_t from) noexcept {
    const char* const begin = bytes.data() + from;
    const char* const end = bytes.data() + bytes.size();
    const char* colon = begin;
    while (colon < end && is(*colon, kToken)) ++colon;
    if (colon == begin || colon == end || *colon != ':') return std::nullopt;
    const char* const value = colon + 1;
    const char* const stop = endOfPlain(value, end);
    if (end - stop < 2 || stop[0] != '\r' || stop[1] != '\n') return std::nullopt;
    const auto text = [](const char* first, const char* last) { return std::string_view(first, static_cast<std::size_t>(last - first)); };
    return PlainField{{text(begin, colon), trimmed(text(value, stop))}, static_cast<std::size_t>(stop + 2 - bytes.data())};
}

Decimal parseDecimal(std::string_view text, std::uint64_t& out) noexcept {
    if (text.empty()) return Decimal::malformed;
    std::uint64_t value = 0;
    bool overflow = false;
    for (const char c : text) {
        if (c < '0' || c > '9') return Decimal::malformed;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        overflow = overflow || value > (UINT64_MAX - digit) / 10;
        if (!overflow) value = value * 10 + digit;
    }
    if (overflow) return Decimal::overflow;
    out = value;
    return Decimal::ok;
}

bool listHolds(std::string_view list, std::string_view token) noexcept {
    while (!list.empty()) {
        const auto comma = list.find(',');
        if (equalIgnoringCase(trimmed(list.substr(0, comma)), token)) return true;
        if (comma == std::string_view::npos) return false;
        list.remove_prefix(comma + 1);
    }
    return false;
}

Line nextLine(std::string_view bytes, std::size_t from) noexcept {
    Line line;
    const std::string_view rest = bytes.substr(from);
    const void* found = rest.empty() ? nullptr : std::memchr(rest.data(), '\n', rest.size());
    if (found == nullptr) {
        line.text = rest;
        return line;
    }
    const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - rest.data());
    if (length == 0 || rest[length - 1] != '\r') {
        line.end = LineEnd::bare;
        return line;
    }
    line.end = LineEnd::complete;
    line.text = rest.substr(0, length - 1);
    line.next = from + length + 1;
    return line;
}

}  // namespace gw::net
