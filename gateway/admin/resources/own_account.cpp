// What everybody may do with their own account: change the password, see and end their sign-ins.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/user_reply.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

void refuseWait(const ExchangePtr& exchange, ErrorCode code, std::chrono::seconds wait) {
    const Error error{code, ErrorSource::downstream, Retry::never, std::string(codeSentence(code)), {}};
    exchange->refuse(error, json::object{{"retry_after_seconds", wait.count()}}, {{"retry-after", std::to_string(wait.count())}});
}

void setPassword(Services& services, const ExchangePtr& exchange) {
    control::PatchUser command;
    command.id = exchange->who().userId;
    command.password = secrets::Secret(*exchange->text("new_password"));
    command.keepFamily = exchange->who().family;
    command.reason = "own password changed";
    applyAndEndSessions(services, exchange, std::move(command), [&services, exchange](const control::Applied& done) {
        replyUser(services, exchange, done.id);
    });
}

void finishCheck(Services& services, const ExchangePtr& exchange, const Result<bool>& verified) {
    const auto& who = exchange->who();
    const auto address = guardedAddress(who.ip);
    if (!verified) {
        services.guard.cancelled(who.email, address);
        if (verified.error().code == ErrorCode::tooBusy) return refuseWait(exchange, ErrorCode::tooBusy, std::chrono::seconds{1});
        return exchange->fail(verified.error());
    }
    services.guard.ended(who.email, address, *verified);
    if (*verified) return setPassword(services, exchange);
    log::admin().warn("login_failed ip={} trace_id={} user={} reason=password_change", who.ip, exchange->request().requestId,
                      log::quoted(who.email));
    exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "The current password is wrong.", "current_password"});
}

/// Guarded like a sign-in: whoever found an open console must not be able to guess the password behind it.
void changePassword(Services& services, const ExchangePtr& exchange) {
    const auto& who = exchange->who();
    const auto* user = services.ready().control.state().user(who.userId);
    const auto current = *exchange->text("current_password");
    if (!user) return failNoUser(exchange);
    if (current == *exchange->text("new_password")) {
        return exchange->fail(Error{ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                                    "The new password is the current one: choose another.", "new_password"});
    }
    const auto wait = services.guard.begin(who.email, guardedAddress(who.ip));
    if (wait.count() > 0) return refuseWait(exchange, ErrorCode::loginLocked, wait);
    auto verified = [&services, exchange](const Result<bool>& result) { finishCheck(services, exchange, result); };
    services.ready().crypto.verify(user->passwordHash, secrets::Secret(current), exchange->then(std::move(verified)));
}

}  // namespace

void addOwnAccountRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::post,
                .path = "/api/v1/auth/password",
                .role = Role::viewer,
                .withOldPassword = true,
                .summary = "Changes one's own password; all other sign-ins end. Wrong current passwords count as failed sign-ins.",
                .body = BodySchema{.fields = {{.name = "current_password", .required = true, .min = 1, .max = 256},
                                              {.name = "new_password", .required = true, .min = 10, .max = 256}}},
                .run = [&services](const ExchangePtr& x) { changePassword(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/auth/sessions",
                .role = Role::viewer,
                .summary = "One's own sign-ins that can still be refreshed.",
                .run = [&services](const ExchangePtr& x) { listSessions(services, x, x->who().userId); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/auth/sessions/{session_id}",
                .role = Role::viewer,
                .summary = "Ends one of one's own sign-ins.",
                .run = [&services](const ExchangePtr& x) { endOneSession(services, x, x->who().userId, x->param("session_id")); }});
}

}  // namespace gw::admin
