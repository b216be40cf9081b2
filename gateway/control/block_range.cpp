#include "gateway/control/block_range.hpp"

#include <algorithm>
#include <charconv>

namespace gw::control {

namespace {

constexpr unsigned kMapped = 96;  ///< where an IPv4 prefix begins in the mapped form

/// Prefix lengths as people count them; wider is a smaller number.
struct Widest {
    unsigned free;    ///< without force
    unsigned forced;  ///< with force
};
constexpr Widest kV4{16, 8};
constexpr Widest kV6{32, 16};

constexpr unsigned kV6Customer = 64;

bool isV4(const Cidr& range) { return range.base.isV4() && range.bits >= kMapped; }

bool overlap(const Cidr& a, const Cidr& b) { return a.contains(b.base) || b.contains(a.base); }

void clearHostBits(Cidr& range) {
    for (unsigned bit = range.bits; bit < 128; ++bit) {
        range.base.bytes[bit / 8] = static_cast<std::uint8_t>(range.base.bytes[bit / 8] & ~(0x80U >> (bit % 8)));
    }
}

/// The digits behind the slash; nullopt when they are none, have a leading zero or are more than `most`.
std::optional<unsigned> prefixLength(std::string_view digits, unsigned most) {
    unsigned bits = 0;
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (digits.empty() || ec != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    if (bits > most || (digits.size() > 1 && digits[0] == '0')) return std::nullopt;
    return bits;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

tl::unexpected<Error> refuse(ErrorCode code, std::string detail) {
    return fail(code, ErrorSource::downstream, Retry::never, std::move(detail), "ip");
}

Result<void> checkWidth(const Cidr& range, bool force) {
    // An IPv6 range that holds all of ::ffff:0:0/96 is at most a /96, far within the forced bound of /16: it holds IPv4 too
    // and is refused as what it is.
    static const Cidr kAllV4 = parseCidr("0.0.0.0/0").value();
    const bool v4 = isV4(range);
    const unsigned bits = v4 ? range.bits - kMapped : range.bits;
    const auto widest = v4 ? kV4 : kV6;
    if (bits < widest.forced || (!v4 && range.contains(kAllV4.base))) {
        return refuse(ErrorCode::blockTooWide, "This range is never blocked: the widest are /8 (IPv4) and /16 (IPv6).");
    }
    if (bits < widest.free && !force) {
        return refuse(ErrorCode::blockTooWide, "This range is wider than /16 (IPv4) or /32 (IPv6): send force=true if all of it is meant.");
    }
    return {};
}

}  // namespace

std::optional<Cidr> blockRange(std::string_view text) {
    text = trimmed(text);
    const auto slash = text.find('/');
    const auto address = parseIp(text.substr(0, slash));
    if (!address) return std::nullopt;
    Cidr range{*address, 128};
    const bool v4Text = text.find(':') == std::string_view::npos;
    if (slash == std::string_view::npos) {
        if (!address->isV4()) range.bits = kV6Customer;
    } else {
        const auto bits = prefixLength(text.substr(slash + 1), v4Text ? 32 : 128);
        if (!bits) return std::nullopt;
        range.bits = static_cast<std::uint8_t>(v4Text ? *bits + kMapped : *bits);
    }
    clearHostBits(range);
    return range;
}

std::string blockText(const Cidr& range) {
    return range.bits == 128 && !range.base.isV4() ? range.text() + "/128" : range.text();
}

Result<void> checkBlockGuards(const Cidr& range, const BlockGuards& guards) {
    static const Cidr kLoopback4 = parseCidr("127.0.0.0/8").value();
    static const Cidr kLoopback6 = parseCidr("::1").value();
    if (auto width = checkWidth(range, guards.force); !width) return width;
    if (overlap(range, kLoopback4) || overlap(range, kLoopback6)) {
        return refuse(ErrorCode::blockLoopback, "This range holds this machine's own address, which is never blocked.");
    }
    const auto holdsProxy = [&range](const Cidr& proxy) { return overlap(range, proxy); };
    if (std::any_of(guards.proxies.begin(), guards.proxies.end(), holdsProxy)) {
        return refuse(ErrorCode::blockProxy, "This range holds a trusted proxy (GATEWAY_TRUSTED_PROXIES): block the clients behind it instead.");
    }
    if (guards.caller && range.contains(*guards.caller) && !guards.force) {
        return refuse(ErrorCode::blockSelf, "This range holds the address you are calling from: send force=true if that is meant.");
    }
    return {};
}

}  // namespace gw::control
