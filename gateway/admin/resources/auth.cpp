// Signing in and out: password login with lock-out, refresh, and the console's two private ways in.
#include "gateway/admin/resources.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object userJson(const store::UserRow& user) {
    return {{"id", user.id}, {"email", user.email}, {"role", user.role}, {"must_change_password", user.mustChangePassword}};
}

json::object pairJson(const TokenPair& pair) {
    json::object out;
    out["access_token"] = pair.access;
    out["refresh_token"] = pair.refresh;
    out["token_type"] = "bearer";
    out["expires_in"] = kAccessLifetime.count();
    out["user"] = userJson(pair.user);
    return out;
}

void auditSignIn(Services& services, const Exchange& exchange, const store::UserRow& user, const char* action,
                 const char* outcome = "done") {
    control::AuditDraft draft;
    draft.action = action;
    draft.targetType = "user";
    draft.targetId = user.id;
    draft.targetName = user.email;
    auto actor = actorOf(exchange);
    // Whoever failed to sign in is not the user.
    if (std::string_view(outcome) == "done") {
        actor.userId = user.id;
        actor.email = user.email;
        actor.role = user.role;
    }
    services.ready().control.audit(std::move(draft), std::move(actor), outcome, [](const Result<store::AuditRow>& row) {
        if (!row) log::admin().error("sign-in not audited error={}", log::quoted(describe(row.error())));
    });
}

void signIn(Services& services, const ExchangePtr& exchange, const store::UserRow& user, const char* action) {
    auto opened = [&services, exchange, action](const Result<TokenPair>& pair) {
        if (!pair) return exchange->fail(pair.error());
        auditSignIn(services, *exchange, pair->user, action);
        exchange->ok(pairJson(*pair));
    };
    const char* client = exchange->request().privateListener ? "local" : exchange->who().fromConsole ? "console" : "api";
    services.sessions->open(user, exchange->who().ip, client, exchange->then(std::move(opened)));
}

/// Trimmed lower case, as users are kept.
std::string accountName(const std::string& email) {
    const auto first = email.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return lowerAscii(std::string_view(email).substr(first, email.find_last_not_of(" \t") - first + 1));
}

void refuseLocked(const ExchangePtr& exchange, ErrorCode code, std::chrono::seconds wait) {
    Error error{code, ErrorSource::downstream, Retry::never, std::string(codeSentence(code)), {}};
    const auto seconds = std::to_string(wait.count());
    exchange->refuse(error, json::object{{"retry_after_seconds", wait.count()}}, {{"retry-after", seconds}});
}

void finishLogin(Services& services, const ExchangePtr& exchange, const std::string& account, const Result<bool>& verified) {
    const auto address = guardedAddress(exchange->who().ip);
    if (!verified) {
        services.guard.cancelled(account, address);
        return verified.error().code == ErrorCode::tooBusy ? refuseLocked(exchange, ErrorCode::tooBusy, std::chrono::seconds{1})
                                                           : exchange->fail(verified.error());
    }
    const auto* user = services.ready().control.state().userByEmail(account);
    const bool good = *verified && user && user->isActive;
    services.guard.ended(account, address, good);
    if (good) return signIn(services, exchange, *user, "auth.login");
    services.security.loginFailed(exchange->who().ip, user ? user->email : std::string(), exchange->request().requestId);
    log::admin().warn("login_failed ip={} trace_id={} user={}", exchange->who().ip, exchange->request().requestId,
                      user ? log::quoted(user->email) : "unknown");
    // Bounded by the lock-out. Names nobody has are not audited: what was typed may be a password.
    if (user) auditSignIn(services, *exchange, *user, "auth.login_failed", "failed");
    exchange->fail(Error{ErrorCode::loginFailed, ErrorSource::downstream, Retry::never, {}, {}});
}

void login(Services& services, const ExchangePtr& exchange) {
    const auto account = accountName(*exchange->text("email"));
    const auto wait = services.guard.begin(account, guardedAddress(exchange->who().ip));
    if (wait.count() > 0) {
        const auto* known = services.ready().control.state().userByEmail(account);
        services.security.loginFailed(exchange->who().ip, known ? known->email : std::string(), exchange->request().requestId, "locked");
        log::admin().warn("login_failed ip={} trace_id={} user={} reason=locked wait_s={}", exchange->who().ip,
                          exchange->request().requestId, known ? log::quoted(known->email) : "unknown", wait.count());
        return refuseLocked(exchange, ErrorCode::loginLocked, wait);
    }
    const auto* user = services.ready().control.state().userByEmail(account);
    // An unknown or disabled user costs the same time: the crypto thread compares with a decoy.
    const std::string hash = user && user->isActive ? user->passwordHash : std::string();
    auto verified = [&services, exchange, account](const Result<bool>& result) {
        finishLogin(services, exchange, account, result);
    };
    services.ready().crypto.verify(hash, secrets::Secret(*exchange->text("password")), exchange->then(std::move(verified)));
}

/// The console's own user: the administrator who was there first.
const store::UserRow* localOwner(const control::State& state) {
    const store::UserRow* owner = nullptr;
    for (const auto& [id, user] : state.users) {
        if (user.role != "admin" || !user.isActive) continue;
        if (!owner || user.createdAt < owner->createdAt) owner = &user;
    }
    return owner;
}

void bootstrap(Services& services, const ExchangePtr& exchange) {
    control::BootstrapAdmin command;
    command.email = *exchange->text("email");
    command.password = secrets::Secret(*exchange->text("password"));
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        const auto* user = services.ready().control.state().user(done->id);
        if (!user) return exchange->fail(Error{ErrorCode::internal, ErrorSource::internal, Retry::never, "user not found", {}});
        signIn(services, exchange, *user, "auth.bootstrap");
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

void refresh(Services& services, const ExchangePtr& exchange) {
    auto refreshed = [exchange](const Result<TokenPair>& pair) {
        if (pair) return exchange->ok(pairJson(*pair));
        auto error = pair.error();
        // One sentence for unknown, spent, expired and ended tokens.
        if (error.code == ErrorCode::unauthenticated) error.detail.clear();
        exchange->fail(error);
    };
    services.sessions->refresh(*exchange->text("refresh_token"), exchange->who().ip, exchange->then(std::move(refreshed)));
}

void logout(Services& services, const ExchangePtr& exchange) {
    auto ended = [&services, exchange](const Result<void>& done) {
        if (!done) return exchange->fail(done.error());
        const auto* user = services.ready().control.state().user(exchange->who().userId);
        if (user) auditSignIn(services, *exchange, *user, "auth.logout");
        exchange->ok(json::object{{"signed_out", true}});
    };
    services.sessions->end(exchange->who().family, exchange->then(std::move(ended)));
}

BodySchema credentials(std::int64_t passwordMin) {
    return BodySchema{.fields = {{.name = "email", .required = true, .min = 1, .max = 254},
                                 {.name = "password", .required = true, .min = passwordMin, .max = 256}}};
}

void addPublicRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::post,
                .path = "/api/v1/auth/login",
                .role = Role::none,
                .summary = "E-mail address and password for an access token (15 min) and a refresh token (30 days).",
                .body = credentials(1),
                .run = [&services](const ExchangePtr& x) { login(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/auth/refresh",
                .role = Role::none,
                .summary = "Swaps a refresh token, which works once, for a fresh pair.",
                .body = BodySchema{.fields = {{.name = "refresh_token", .required = true, .min = 1, .max = 300}}},
                .run = [&services](const ExchangePtr& x) { refresh(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/auth/logout",
                .role = Role::viewer,
                .withOldPassword = true,
                .summary = "Ends this sign-in: its access and refresh tokens.",
                .body = BodySchema{},
                .run = [&services](const ExchangePtr& x) { logout(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/auth/me",
                .role = Role::viewer,
                .withOldPassword = true,
                .summary = "The user whose token this is.",
                .run = [](const ExchangePtr& x) {
                    const auto& who = x->who();
                    x->ok(json::object{{"id", who.userId}, {"email", who.email}, {"role", json::string(roleText(who.role))},
                                      {"must_change_password", who.mustChangePassword}});
                }});
}

}  // namespace

void addAuthRoutes(RouteTable& routes, Services& services) {
    addPublicRoutes(routes, services);
    routes.add({.method = Method::post,
                .path = "/api/v1/auth/local",
                .role = Role::none,
                .privateOnly = true,
                .summary = "The console's own token: that of the first administrator.",
                .body = BodySchema{},
                .run = [&services](const ExchangePtr& x) {
                    const auto* owner = localOwner(services.ready().control.state());
                    if (owner) return signIn(services, x, *owner, "auth.local");
                    x->fail(Error{ErrorCode::noAdmin, ErrorSource::downstream, Retry::never, {}, {}});
                }});
    routes.add({.method = Method::post,
                .path = "/api/v1/auth/bootstrap",
                .role = Role::none,
                .privateOnly = true,
                .summary = "Makes the first administrator; only while no user exists.",
                .body = credentials(10),
                .success = 201,
                .run = [&services](const ExchangePtr& x) { bootstrap(services, x); }});
}

}  // namespace gw::admin
