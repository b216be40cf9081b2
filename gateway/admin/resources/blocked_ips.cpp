// Blocked addresses: refused before anything else is looked at. What is shown of a block stands in block_json.cpp.
#include "gateway/admin/block_json.hpp"
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/reason_query.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/block_range.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::int64_t kSecondsMax = 315'360'000;

Error notBlocked() {
    return {ErrorCode::notFound, ErrorSource::downstream, Retry::never, "This address is not blocked: see GET /api/v1/admin/blocked-ips.", "ip"};
}

/// The row as it stands, with what the workers said; 202 when one had not answered within 1 s.
void replyBlock(Services& services, const ExchangePtr& exchange, const control::Applied& done, int status) {
    auto& control = services.ready().control;
    const auto found = control.state().blocks.find(done.id);
    json::object body;
    if (found != control.state().blocks.end()) body = blockJson(found->second, control.snapshot()->blocked);
    body["workers"] = workersJson(done.workers);
    exchange->ok(body, done.workers.complete() ? status : 202);
}

void block(Services& services, const ExchangePtr& exchange) {
    control::BlockIp command;
    command.ip = *exchange->text("ip");
    command.seconds = exchange->integer("seconds");
    command.reason = exchange->text("reason").value_or("");
    command.force = exchange->boolean("force").value_or(false);
    command.proxies = services.settings.trustedProxies;
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        replyBlock(services, exchange, *done, 201);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

void patch(Services& services, const ExchangePtr& exchange) {
    control::PatchBlock command;
    command.ip = exchange->param("ip");
    command.seconds = exchange->patchInteger("seconds");
    command.reason = exchange->text("reason");
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        replyBlock(services, exchange, *done, 200);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

void unblock(Services& services, const ExchangePtr& exchange) {
    control::UnblockIp command;
    command.ip = exchange->param("ip");
    command.reason = reasonOf(*exchange);
    auto applied = [exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        json::object body{{"ip", done->id}, {"deleted", true}, {"workers", workersJson(done->workers)}};
        exchange->ok(body, done->workers.complete() ? 200 : 202);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

/// Works for an address that is not blocked too: that is the evidence after an undo.
void verify(Services& services, const ExchangePtr& exchange) {
    const auto range = control::blockRange(exchange->param("ip"));
    if (!range) {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "ip is an address or a range such as 203.0.113.0/24.", "ip"});
    }
    // Of an address the address itself is asked for, of a range its first one.
    const auto address = parseIp(exchange->param("ip")).value_or(range->base);
    auto asked = [exchange, address](const std::vector<WorkerAnswer>& answers) {
        exchange->ok(json::object{{"ip", exchange->param("ip")}, {"address", address.text()}, {"answers", answersJson(answers)}});
    };
    services.ready().workers.askAddress(address, exchange->then(std::move(asked)));
}

void one(Services& services, const ExchangePtr& exchange) {
    auto& control = services.ready().control;
    const auto range = control::blockRange(exchange->param("ip"));
    const auto found = range ? control.state().blocks.find(control::blockText(*range)) : control.state().blocks.end();
    if (found == control.state().blocks.end()) return exchange->fail(notBlocked());
    exchange->ok(blockJson(found->second, control.snapshot()->blocked));
}

const Field kSeconds{.name = "seconds", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = kSecondsMax, .note = "Null: for good."};
const Field kReason{.name = "reason", .max = 1000};

void addReadingRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/blocked-ips",
                .role = Role::viewer,
                .summary = "Blocked addresses, newest first, with how often each was the reason of a refusal since the start.",
                .query = {{"limit", "1 to 500 (100)."}, {"cursor", "next_cursor of the page before."}, {"q", "Part of the address, reason or operator."},
                          {"address", "Only blocks that hold this address."}},
                .run = [&services](const ExchangePtr& x) {
                    auto& control = services.ready().control;
                    listBlocks(*x, control.state().blocks, control.snapshot()->blocked, services.clock.wall());
                }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/blocked-ips/{ip}",
                .role = Role::viewer,
                .summary = "One block, in whatever spelling it is asked for.",
                .run = [&services](const ExchangePtr& x) { one(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/blocked-ips/{ip}/verify",
                .role = Role::viewer,
                .summary = "What each worker would answer a request from this address.",
                .run = [&services](const ExchangePtr& x) { verify(services, x); }});
}

}  // namespace

void addBlockedIpRoutes(RouteTable& routes, Services& services) {
    addReadingRoutes(routes, services);
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/blocked-ips",
                .role = Role::operation,
                .idempotent = true,
                .summary = "Blocks an address or CIDR (an IPv6 address without prefix: its /64); answers when every worker refuses it, or 202.",
                .body = BodySchema{.fields = {{.name = "ip", .required = true, .min = 1, .max = 64, .note = "Address or CIDR."},
                                              kSeconds,
                                              kReason,
                                              {.name = "force",
                                               .kind = FieldKind::boolean,
                                               .note = "Also where it is the caller's own address, or wider than /16 (IPv4) or /32 (IPv6)."}}},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { block(services, x); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/blocked-ips/{ip}",
                .role = Role::operation,
                .summary = "Another expiry, counted from this moment, or another reason.",
                .body = BodySchema{.fields = {kSeconds, kReason}},
                .run = [&services](const ExchangePtr& x) { patch(services, x); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/admin/blocked-ips/{ip}",
                .role = Role::operation,
                .summary = "Takes a block away; the slash of a CIDR is percent-encoded.",
                .query = {reasonQuery()},
                .run = [&services](const ExchangePtr& x) { unblock(services, x); }});
}

}  // namespace gw::admin
