// Blocked addresses: refused before anything else is looked at.
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object blockJson(const store::BlockedIpRow& row) {
    json::object out;
    out["id"] = row.id;
    out["ip"] = row.ip;
    out["reason"] = textOrNull(row.reason);
    out["source"] = row.source;
    out["created_by"] = textOrNull(row.createdBy);
    out["created_at"] = timeText(row.createdAt);
    out["expires_at"] = timeOrNull(row.expiresAt);
    return out;
}

void list(Services& services, const ExchangePtr& exchange) {
    std::vector<const store::BlockedIpRow*> rows;
    const auto now = services.clock.wall();
    for (const auto& [ip, row] : services.ready().control.state().blocks) {
        if (!row.expiresAt || *row.expiresAt > now) rows.push_back(&row);
    }
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->createdAt > b->createdAt; });
    json::array items;
    for (const auto* row : rows) items.push_back(blockJson(*row));
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

void block(Services& services, const ExchangePtr& exchange) {
    control::BlockIp command;
    command.ip = *exchange->text("ip");
    command.seconds = exchange->integer("seconds");
    command.reason = exchange->text("reason").value_or("");
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        json::object body;
        for (const auto& [ip, row] : services.ready().control.state().blocks) {
            if (row.id == done->id || ip == done->id) body = blockJson(row);
        }
        body["workers"] = workersJson(done->workers);
        exchange->ok(body, done->workers.complete() ? 201 : 202);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

void unblock(Services& services, const ExchangePtr& exchange) {
    control::UnblockIp command;
    command.ip = exchange->param("ip");
    auto applied = [exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        json::object body{{"ip", exchange->param("ip")}, {"deleted", true}, {"workers", workersJson(done->workers)}};
        exchange->ok(body, done->workers.complete() ? 200 : 202);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

}  // namespace

void addBlockedIpRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/blocked-ips",
                .role = Role::viewer,
                .summary = "Blocked addresses, newest first.",
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/blocked-ips",
                .role = Role::operation,
                .idempotent = true,
                .summary = "Blocks an address or CIDR; answers when every worker refuses it, or 202.",
                .body = BodySchema{.fields = {{.name = "ip", .required = true, .min = 1, .max = 64, .note = "Address or CIDR."},
                                              {.name = "seconds", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 315'360'000},
                                              {.name = "reason", .max = 1000}}},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { block(services, x); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/admin/blocked-ips/{ip}",
                .role = Role::operation,
                .summary = "Takes a block away; the slash of a CIDR is percent-encoded.",
                .run = [&services](const ExchangePtr& x) { unblock(services, x); }});
}

}  // namespace gw::admin
