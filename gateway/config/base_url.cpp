#include "gateway/config/snapshot.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace gw::config {

namespace {

bool validHostName(std::string_view host) {
    return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
           std::all_of(host.begin(), host.end(), [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
           });
}

/// A dotted name whose last label is a number is an IPv4 address in disguise (octal, decimal, hex forms) unless it parses.
bool disguisedAddress(std::string_view host) {
    const auto last = host.substr(host.find_last_of('.') == std::string_view::npos ? 0 : host.find_last_of('.') + 1);
    const bool numeric = !last.empty() && std::all_of(last.begin(), last.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
    const bool hex = last.size() > 2 && last[0] == '0' && (last[1] == 'x' || last[1] == 'X');
    return (numeric || hex) && !parseIp(host);
}

/// Splits "host", "host:port", "[v6]:port" into host and port; false when malformed.
bool splitAuthority(std::string_view authority, Endpoint& out) {
    std::string_view port;
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos) return false;
        out.host = authority.substr(1, close - 1);
        const auto address = parseIp(out.host);
        if (!address || out.host.find(':') == std::string::npos) return false;
        const auto rest = authority.substr(close + 1);
        if (!rest.empty() && rest.front() != ':') return false;
        port = rest.empty() ? rest : rest.substr(1);
        if (!rest.empty() && port.empty()) return false;
    } else {
        const auto colon = authority.find(':');
        out.host = authority.substr(0, colon);
        if (!validHostName(out.host) || disguisedAddress(out.host)) return false;
        if (colon != std::string_view::npos) {
            port = authority.substr(colon + 1);
            if (port.empty()) return false;
        }
    }
    if (port.empty()) return true;
    unsigned number = 0;
    const auto [end, ec] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (ec != std::errc{} || end != port.data() + port.size() || number == 0 || number > 65535) return false;
    out.port = static_cast<std::uint16_t>(number);
    return true;
}

bool validPrefix(std::string_view prefix) {
    return std::all_of(prefix.begin(), prefix.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("-._~/%").find(c) != std::string_view::npos;
    }) && prefix.find("//") == std::string_view::npos && prefix.find("/..") == std::string_view::npos;
}

}  // namespace

std::optional<Endpoint> parseBaseUrl(std::string_view url) {
    Endpoint endpoint;
    // inet_pton stops at a NUL: no control character and no space gets that far.
    if (std::any_of(url.begin(), url.end(), [](unsigned char c) { return c <= ' ' || c == 0x7F; })) return std::nullopt;
    if (url.starts_with("https://")) {
        url.remove_prefix(8);
    } else if (url.starts_with("http://")) {
        url.remove_prefix(7);
        endpoint.tls = false;
        endpoint.port = 80;
    } else {
        return std::nullopt;
    }
    const auto slash = url.find('/');
    const auto authority = url.substr(0, slash);
    std::string_view prefix = slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
    if (url.size() > 2048 || authority.find('@') != std::string_view::npos || !splitAuthority(authority, endpoint)) return std::nullopt;
    while (prefix.ends_with('/')) prefix.remove_suffix(1);
    for (const std::string_view version : {"/v1beta", "/v1"}) {
        if (!prefix.ends_with(version)) continue;
        prefix.remove_suffix(version.size());
        break;
    }
    while (prefix.ends_with('/')) prefix.remove_suffix(1);
    if (!validPrefix(prefix)) return std::nullopt;
    endpoint.prefix = prefix;
    endpoint.hostHeader = authority;
    return endpoint;
}

}  // namespace gw::config
