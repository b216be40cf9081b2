#include "gateway/admin/route_table.hpp"

#include "gateway/base/assert.hpp"

#include <algorithm>

namespace gw::admin {
namespace {

std::vector<std::string_view> segmentsOf(std::string_view path) {
    std::vector<std::string_view> segments;
    for (;;) {
        const auto slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

bool isParam(std::string_view segment) { return segment.starts_with('{'); }

/// Number of parameters the pattern binds, or nullopt when it does not fit. Fewer parameters are a closer fit.
std::optional<std::size_t> fit(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
    if (pattern.size() != path.size()) return std::nullopt;
    std::size_t params = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (isParam(pattern[i])) {
            if (path[i].empty()) return std::nullopt;
            ++params;
        } else if (pattern[i] != path[i]) {
            return std::nullopt;
        }
    }
    return params;
}

bool bindParams(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path, PathParams& out) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!isParam(pattern[i])) continue;
        auto value = percentDecoded(path[i]);
        const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
        if (!value || value->size() > 300 || std::any_of(value->begin(), value->end(), isControl)) return false;
        out.emplace(std::string(pattern[i].substr(1, pattern[i].size() - 2)), std::move(*value));
    }
    return true;
}

bool takes(const Route& route, Method method) {
    return route.method == method || (method == Method::head && route.method == Method::get);
}

}  // namespace

void RouteTable::add(Route route) {
    for (const auto& other : routes_) GW_ASSERT(other.method != route.method || other.path != route.path);
    routes_.push_back(std::move(route));
}

RouteMatch RouteTable::match(Method method, std::string_view path, bool privateListener) const {
    RouteMatch found;
    const auto asked = segmentsOf(path);
    std::optional<std::size_t> closest;
    std::string_view pattern;
    for (const auto& route : routes_) {
        if (route.privateOnly && !privateListener) continue;
        const auto params = fit(segmentsOf(route.path), asked);
        if (!params || (closest && *params > *closest)) continue;
        if (!closest || *params < *closest) {
            found = {};
            closest = params;
            pattern = route.path;
        }
        if (takes(route, method)) found.route = &route;
        if (!found.allow.empty()) found.allow += ", ";
        found.allow += methodText(route.method);
    }
    if (closest && found.route) found.broken = !bindParams(segmentsOf(pattern), asked, found.params);
    return found;
}

}  // namespace gw::admin
