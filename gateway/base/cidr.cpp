#include "gateway/base/cidr.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

namespace gw {

namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

struct Range {
    std::string_view text;
};

/// IANA special-purpose registries (RFC 6890 and successors): nothing a public provider answers from.
constexpr std::array kPrivateRanges{
    "0.0.0.0/8",      "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24",   "192.0.2.0/24",    "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4",    "240.0.0.0/4",     "::/127",         "fc00::/7",    "fe80::/10",      "ff00::/8",
    "2001:db8::/32",  "64:ff9b::/96"};

/// @return behind the number.
char* putDecimal(char* to, std::uint8_t number) {
    if (number >= 100) *to++ = static_cast<char>('0' + number / 100);
    if (number >= 10) *to++ = static_cast<char>('0' + number / 10 % 10);
    *to++ = static_cast<char>('0' + number % 10);
    return to;
}

}  // namespace

bool IpAddress::isV4() const noexcept { return std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes.begin()); }

bool IpAddress::isLoopback() const noexcept {
    if (isV4()) return bytes[12] == 127;
    return std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t b) { return b == 0; }) && bytes[15] == 1;
}

bool IpAddress::isPrivate() const noexcept {
    static const auto ranges = [] {
        std::array<Cidr, kPrivateRanges.size()> parsed;
        std::transform(kPrivateRanges.begin(), kPrivateRanges.end(), parsed.begin(),
                       [](const char* text) { return parseCidr(text).value(); });
        return parsed;
    }();
    return std::any_of(ranges.begin(), ranges.end(), [this](const Cidr& range) { return range.contains(*this); });
}

std::string IpAddress::text() const {
    if (isV4()) {
        char dotted[16];
        char* end = dotted;
        for (std::size_t i = 12; i < bytes.size(); ++i) {
            if (i > 12) *end++ = '.';
            end = putDecimal(end, bytes[i]);
        }
        return {dotted, end};
    }
    char buffer[INET6_ADDRSTRLEN];
    ::inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
    return buffer;
}

std::optional<IpAddress> parseIp(std::string_view text) {
    char buffer[INET6_ADDRSTRLEN];
    if (text.empty() || text.size() >= sizeof buffer) return std::nullopt;
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    IpAddress address;
    if (::inet_pton(AF_INET6, buffer, address.bytes.data()) == 1) return address;
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
    if (::inet_pton(AF_INET, buffer, address.bytes.data() + 12) == 1) return address;
    return std::nullopt;
}

bool Cidr::contains(const IpAddress& address) const noexcept {
    const std::size_t whole = bits / 8;
    if (!std::equal(base.bytes.begin(), base.bytes.begin() + whole, address.bytes.begin())) return false;
    const unsigned rest = bits % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xFF << (8 - rest));
    return (base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

std::string Cidr::text() const {
    const bool v4 = base.isV4() && bits >= 96;
    if (bits == 128) return base.text();
    return base.text() + "/" + std::to_string(v4 ? bits - 96 : bits);
}

std::optional<Cidr> parseCidr(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parseIp(text.substr(0, slash));
    if (!address) return std::nullopt;
    Cidr range{*address, 128};
    if (slash == std::string_view::npos) return range;
    const auto digits = text.substr(slash + 1);
    const bool v4 = text.find(':') == std::string_view::npos;
    unsigned bits = 0;
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (ec != std::errc{} || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
    if (bits > (v4 ? 32U : 128U) || (digits.size() > 1 && digits[0] == '0')) return std::nullopt;
    range.bits = static_cast<std::uint8_t>(v4 ? bits + 96 : bits);
    for (unsigned bit = range.bits; bit < 128; ++bit)
        if (address->bytes[bit / 8] & (0x80U >> (bit % 8))) return std::nullopt;
    return range;
}

}  // namespace gw
