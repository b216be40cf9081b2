// The live stream of metrics, changes and requests.
#include "gateway/admin/resources.hpp"

#include <string_view>

namespace gw::admin {
namespace {

Result<EventHub::Topics> topicsFrom(const Exchange& exchange) {
    EventHub::Topics topics{};
    const std::string list = exchange.query("topics").value_or("metrics,changes,requests");
    std::string_view rest = list;
    for (;;) {
        const auto comma = rest.find(',');
        const auto topic = topicFromText(rest.substr(0, comma));
        if (!topic) {
            return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                        "The query value topics must be a list of: metrics, changes, requests, alerts.", "topics");
        }
        topics[static_cast<std::size_t>(*topic)] = true;
        if (comma == std::string_view::npos) return topics;
        rest.remove_prefix(comma + 1);
    }
}

void subscribe(Services& services, const ExchangePtr& exchange) {
    const auto topics = topicsFrom(*exchange);
    if (!topics) return exchange->fail(topics.error());
    if (services.events.full()) {
        return exchange->fail(Error{ErrorCode::tooBusy, ErrorSource::internal, Retry::never,
                                    "Too many event streams are open: close one and try again.", {}});
    }
    auto head = replyHead(200, "text/event-stream", exchange->request().requestId);
    const auto& who = exchange->who();
    services.events.subscribe(*topics, who.tokenEnds, who.family, std::move(head), exchange->takeSink());
}

}  // namespace

void addEventRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/events",
                .role = Role::viewer,
                .summary = "Server-sent events: metrics each second, changes and requests at most 4 times a second.",
                .query = {{"topics", "metrics,changes,requests,alerts"}},
                .run = [&services](const ExchangePtr& x) { subscribe(services, x); }});
}

}  // namespace gw::admin
