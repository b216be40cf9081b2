#include "gateway/admin/origin_policy.hpp"

#include "gateway/base/cidr.hpp"
#include "gateway/base/http.hpp"

#include <algorithm>
#include <charconv>

namespace gw::admin {
namespace {

/// Every value of a field; a second Host or Origin is a trick.
std::vector<std::string_view> values(const pipeline::AdminRequest& request, std::string_view name) {
    std::vector<std::string_view> found;
    for (const auto& [key, value] : request.fields) {
        if (key == name) found.push_back(value);
    }
    return found;
}

bool isPort(std::string_view text) {
    unsigned port = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), port);
    return ec == std::errc{} && end == text.data() + text.size() && port <= 65535;
}

tl::unexpected<Error> crossSite(std::string detail) {
    return fail(ErrorCode::forbidden, ErrorSource::downstream, Retry::never, std::move(detail));
}

Result<void> checkSite(const pipeline::AdminRequest& request, const std::string& host) {
    for (const auto site : values(request, "sec-fetch-site")) {
        if (site != "same-origin" && site != "none") {
            return crossSite("A web page of another site may not call the admin API.");
        }
    }
    for (const auto origin : values(request, "origin")) {
        const auto scheme = origin.find("://");
        const auto name = scheme == std::string_view::npos ? std::nullopt : hostName(origin.substr(scheme + 3));
        if (!name || *name != host) return crossSite("The Origin header names another site than the Host header.");
    }
    return {};
}

}  // namespace

std::optional<std::string> hostName(std::string_view hostField) {
    std::string_view host = hostField;
    std::string_view port;
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        port = host.substr(end + 1);
        host = host.substr(1, end - 1);
        if (!parseIp(host)) return std::nullopt;
    } else {
        const auto colon = host.find(':');
        if (colon != std::string_view::npos) {
            port = host.substr(colon);
            host = host.substr(0, colon);
        }
    }
    if (!port.empty() && (port.front() != ':' || !isPort(port.substr(1)))) return std::nullopt;
    if (host.empty()) return std::nullopt;
    return lowerAscii(host);
}

OriginPolicy::OriginPolicy(const config::Settings& settings) : hosts_{"localhost", "127.0.0.1", "::1"} {
    const auto address = parseIp(settings.host);
    const bool any = address && *address == IpAddress{};
    const bool anyV4 = settings.host == "0.0.0.0";
    if (!any && !anyV4 && !settings.host.empty()) hosts_.push_back(lowerAscii(settings.host));
    if (settings.adminListen != "same") {
        const auto own = hostName(settings.adminListen);
        if (own && *own != "0.0.0.0" && *own != "::") hosts_.push_back(*own);
    }
    for (const auto& host : settings.adminHosts) {
        if (const auto name = hostName(host)) hosts_.push_back(*name);
    }
}

bool OriginPolicy::allows(std::string_view host) const { return std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end(); }

Result<void> OriginPolicy::check(const pipeline::AdminRequest& request) const {
    const auto hosts = values(request, "host");
    const auto name = hosts.size() == 1 ? hostName(hosts.front()) : std::nullopt;
    if (!name || !allows(*name)) {
        return fail(ErrorCode::hostNotAllowed, ErrorSource::downstream, Retry::never,
                    "The admin API does not answer under the host name of this request: use localhost or 127.0.0.1, "
                    "or list the name in GATEWAY_ADMIN_HOSTS.",
                    "host");
    }
    return checkSite(request, *name);
}

}  // namespace gw::admin
