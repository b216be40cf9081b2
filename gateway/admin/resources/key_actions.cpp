// What happens to an API key: revoke, freeze, unfreeze, rotate, and the proof that every worker knows of it.
#include "gateway/admin/block_json.hpp"
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/resources.hpp"

#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::int64_t kGraceHoursMax = 168;

const Field kReason{.name = "reason", .max = 1000, .note = "Stands in the audit log."};

/// 200 when every worker refuses (or takes) the key from this moment on, 202 when one had not answered within 1 s.
void applyToKey(Services& services, const ExchangePtr& exchange, control::Command command) {
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        json::object extra{{"workers", workersJson(done->workers)}};
        if (done->key) extra["key"] = json::string(done->key->reveal());
        if (done->signingSecret) extra["signing_secret"] = json::string(done->signingSecret->reveal());
        replyKey(services, exchange, done->id, std::move(extra), done->workers.complete() ? 200 : 202);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

void rotate(Services& services, const ExchangePtr& exchange) {
    const auto hours = exchange->queryInteger("grace_period_hours", 0, kGraceHoursMax);
    if (!hours) return exchange->fail(hours.error());
    applyToKey(services, exchange, control::RotateKey{exchange->param("id"), hours->value_or(0), exchange->text("reason").value_or("")});
}

void verify(Services& services, const ExchangePtr& exchange) {
    const std::string id = exchange->param("id");
    if (!services.ready().control.state().key(id)) {
        return exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                                    "There is no API key with this id: see GET /api/v1/admin/api-keys.", "id"});
    }
    auto asked = [exchange](const std::vector<WorkerAnswer>& answers) {
        exchange->ok(json::object{{"answers", answersJson(answers)}});
    };
    services.ready().workers.ask(id, exchange->then(std::move(asked)));
}

Route action(const char* path, Role role, const char* summary, std::function<void(const ExchangePtr&)> run) {
    Route route;
    route.method = Method::post;
    route.path = path;
    route.role = role;
    route.summary = summary;
    route.body = BodySchema{.fields = {kReason}, .form = true};
    route.run = std::move(run);
    return route;
}

}  // namespace

void addKeyActionRoutes(RouteTable& routes, Services& services) {
    routes.add(action("/api/v1/admin/api-keys/{id}/revoke", Role::admin,
                      "Revokes the key for good; answers when every worker refuses it, or 202.", [&services](const ExchangePtr& x) {
                          applyToKey(services, x, control::RevokeKey{x->param("id"), x->text("reason").value_or("")});
                      }));
    auto freeze = action("/api/v1/admin/api-keys/{id}/freeze", Role::operation, "Refuses the key until it is unfrozen.",
                         [&services](const ExchangePtr& x) {
                             applyToKey(services, x, control::FreezeKey{x->param("id"), x->text("reason").value_or("")});
                         });
    auto unfreeze = action("/api/v1/admin/api-keys/{id}/unfreeze", Role::operation, "Takes a frozen key back into use.",
                           [&services](const ExchangePtr& x) {
                               applyToKey(services, x, control::UnfreezeKey{x->param("id"), x->text("reason").value_or("")});
                           });
    routes.add(std::move(freeze));
    routes.add(std::move(unfreeze));
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/api-keys/{id}/rotate",
                .role = Role::admin,
                .idempotent = true,
                .summary = "A fresh secret, shown in this reply only; the old one works on for the grace period.",
                .query = {{"grace_period_hours", "0 (the old secret ends at once) to 168"}},
                .body = BodySchema{.fields = {kReason}, .form = true},
                .run = [&services](const ExchangePtr& x) { rotate(services, x); }});
    routes.add(action("/api/v1/admin/api-keys/{id}/end-grace", Role::admin,
                      "Ends the old secret of a rotated key before its grace period is over.", [&services](const ExchangePtr& x) {
                          applyToKey(services, x, control::EndGrace{x->param("id"), x->text("reason").value_or("")});
                      }));
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/api-keys/{id}/verify",
                .role = Role::viewer,
                .summary = "What each worker would answer a request with this key.",
                .run = [&services](const ExchangePtr& x) { verify(services, x); }});
}

}  // namespace gw::admin
