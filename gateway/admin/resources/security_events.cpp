// What deserves a look: failed sign-ins and signatures, refused addresses, bursts of unknown keys, changes of keys.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <optional>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::chrono::hours kCounted{1};

json::object eventJson(const SecurityEvent& event, const config::Snapshot& snapshot) {
    const auto address = parseIp(event.ip);
    json::object out;
    out["id"] = event.id;
    out["kind"] = event.kind;
    out["ip"] = textOrNull(event.ip);
    out["blocked"] = address && snapshot.blocked.find(*address) != nullptr;
    out["key_id"] = textOrNull(event.keyId);
    out["key_prefix"] = textOrNull(event.keyPrefix);
    out["user"] = textOrNull(event.user);
    out["detail"] = textOrNull(event.detail);
    out["trace_id"] = textOrNull(event.traceId);
    out["first_at"] = timeText(event.first);
    out["last_at"] = timeText(event.last);
    out["count"] = event.count;
    return out;
}

bool takes(const SecurityEvent& event, const std::optional<std::string>& kind, const std::optional<std::string>& ip) {
    const bool ofKind = !kind || event.kind == *kind || event.kind.starts_with(*kind + ".");
    return ofKind && (!ip || event.ip == *ip);
}

/// How many of each kind came within the hour.
json::object countsOf(const std::vector<const SecurityEvent*>& events, WallTime now) {
    json::object counts;
    for (const auto* event : events) {
        if (now - event->last > kCounted) continue;
        auto& count = counts[event->kind];
        count = (count.is_uint64() ? count.as_uint64() : 0) + event->count;
    }
    return counts;
}

/// An id; nullopt when the cursor is none.
std::optional<std::uint64_t> placeOf(const std::string& cursor) {
    std::uint64_t id = 0;
    const auto [end, ec] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), id);
    if (ec != std::errc{} || end != cursor.data() + cursor.size()) return std::nullopt;
    return id;
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto page = exchange->page();
    if (!page) return exchange->fail(page.error());
    const auto place = page->cursor.empty() ? std::optional<std::uint64_t>(0) : placeOf(page->cursor);
    if (!place) {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "The query value cursor is no next_cursor of this list.", "cursor"});
    }
    const auto kind = exchange->query("kind");
    const auto ip = exchange->query("ip");
    const auto all = services.security.newest();
    const auto& snapshot = *services.ready().control.snapshot();
    json::array items;
    json::value next(nullptr);
    const SecurityEvent* last = nullptr;
    bool begun = *place == 0;
    for (const auto* event : all) {
        if (!begun) {
            begun = event->id == *place;
        } else if (!takes(*event, kind, ip)) {
            continue;
        } else if (items.size() == page->limit) {
            next = json::string(std::to_string(last->id));
            break;
        } else {
            items.push_back(eventJson(*event, snapshot));
            last = event;
        }
    }
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", std::move(next)}, {"last_hour", countsOf(all, services.clock.wall())}});
}

}  // namespace

void addSecurityEventRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/security/events",
                .role = Role::viewer,
                .summary = "Failed sign-ins and signatures, refused addresses, bursts of unknown keys and what was changed, newest first.",
                .query = {{"kind", "login_failed, signature_failed, blocked, unknown_key, rate_limit, address_not_allowed, jwt, ip, key or user."},
                          {"ip", "An address."},
                          {"limit", "1 to 500 (100)."},
                          {"cursor", "next_cursor of the page before."}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
}

}  // namespace gw::admin
