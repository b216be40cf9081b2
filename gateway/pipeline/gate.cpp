#include "gateway/pipeline/gate.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace gw::pipeline {

namespace {

/// Hops looked at; a longer list is somebody's play.
constexpr int kHopsMax = 32;

bool isIn(const std::vector<Cidr>& ranges, const IpAddress& address) {
    return std::any_of(ranges.begin(), ranges.end(), [&address](const Cidr& range) { return range.contains(address); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// "1.2.3.4", "1.2.3.4:5678", "2001:db8::1" or "[2001:db8::1]:5678".
std::optional<IpAddress> parseHop(std::string_view text) {
    if (const auto plain = parseIp(text)) return plain;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        const bool whole = close != std::string_view::npos && (close + 1 == text.size() || text[close + 1] == ':');
        return whole ? parseIp(text.substr(1, close - 1)) : std::nullopt;
    }
    if (std::count(text.begin(), text.end(), ':') != 1) return std::nullopt;
    return parseIp(text.substr(0, text.find(':')));
}

}  // namespace

IpAddress clientAddress(const RequestHead& head, const IpAddress& peer, const std::vector<Cidr>& trustedProxies) {
    if (trustedProxies.empty() || !isIn(trustedProxies, peer)) return peer;
    IpAddress nearest = peer;
    int hops = 0;
    for (auto field = head.fields.rbegin(); field != head.fields.rend(); ++field) {
        if (!equalIgnoringCase(field->name, "x-forwarded-for")) continue;
        std::string_view list = field->value;
        while (!list.empty() && ++hops <= kHopsMax) {
            const auto comma = list.rfind(',');
            const auto hop = parseHop(trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1)));
            list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
            if (!hop) return nearest;
            nearest = *hop;
            if (!isIn(trustedProxies, nearest)) return nearest;
        }
    }
    return nearest;
}

Result<void> checkAddress(const config::Snapshot& snapshot, const IpAddress& address) {
    if (snapshot.blocked.find(address)) return fail(ErrorCode::ipBlocked, ErrorSource::downstream, Retry::never);
    return {};
}

}  // namespace gw::pipeline
