// Users of the admin API: list, make, look at, change role and state, give a fresh password, see and end their sign-ins.
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/reason_query.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/admin/user_reply.hpp"
#include "gateway/base/random_id.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::size_t kUsersPage = 500;
/// "gw-" is cut off; 24 characters of base62 are 142 bits.
constexpr std::size_t kPasswordLength = 24;

tl::unexpected<Error> badQuery(const char* name, const char* wanted) {
    return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                std::string("The query value ") + name + " must be " + wanted + ".", name);
}

Result<store::UserFilter> filterOf(const Exchange& exchange) {
    store::UserFilter filter;
    filter.search = lowerAscii(exchange.query("q").value_or(""));
    filter.role = exchange.query("role").value_or("");
    if (!filter.role.empty() && !roleFromText(filter.role)) return badQuery("role", "admin, operator or viewer");
    const auto active = exchange.query("is_active");
    if (active && *active != "true" && *active != "false") return badQuery("is_active", "true or false");
    if (active) filter.isActive = *active == "true";
    return filter;
}

void list(Services& services, const ExchangePtr& exchange) {
    auto page = exchange->page();
    if (!page) return exchange->fail(page.error());
    if (!exchange->query("limit")) page->limit = kUsersPage;
    const auto filter = filterOf(*exchange);
    if (!filter) return exchange->fail(filter.error());
    const auto job = [filter = *filter, page = store::PageRequest{page->limit, page->cursor},
                      now = services.clock.wall()](store::Database& database) {
        return store::listUsers(database, filter, page, now);
    };
    auto listed = [exchange](const Result<store::Page<store::UserListRow>>& users) {
        if (!users) return exchange->fail(users.error());
        json::array items;
        for (const auto& user : users->items) items.push_back(userJson(user));
        exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", orNull(users->nextCursor)}});
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

void create(Services& services, const ExchangePtr& exchange) {
    control::CreateUser command;
    command.email = *exchange->text("email");
    command.password = secrets::Secret(*exchange->text("password"));
    command.role = *exchange->text("role");
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        replyUser(services, exchange, done->id);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

/// 200 when every worker knows it (the user's keys are refused, or served again, from this moment on), else 202.
void applyPatch(Services& services, const ExchangePtr& exchange, control::PatchUser command, json::object extra) {
    auto then = [&services, exchange, extra = std::move(extra)](const control::Applied& done) {
        json::object members = extra;
        members["workers"] = workersJson(done.workers);
        replyUser(services, exchange, done.id, std::move(members), done.workers.complete() ? 200 : 202);
    };
    applyAndEndSessions(services, exchange, std::move(command), std::move(then));
}

void patch(Services& services, const ExchangePtr& exchange) {
    control::PatchUser command;
    command.id = exchange->param("id");
    command.role = exchange->text("role");
    command.isActive = exchange->boolean("is_active");
    command.reason = exchange->text("reason").value_or("");
    if (const auto password = exchange->text("password")) command.password = secrets::Secret(*password);
    applyPatch(services, exchange, std::move(command), {});
}

void resetPassword(Services& services, const ExchangePtr& exchange) {
    const std::string id = exchange->param("id");
    if (id == exchange->who().userId) {
        return exchange->fail(Error{ErrorCode::notYourself, ErrorSource::downstream, Retry::never,
                                    "Change your own password with POST /api/v1/auth/password.", "id"});
    }
    const std::string password = apiKeySecret().substr(3, kPasswordLength);
    control::PatchUser command;
    command.id = id;
    command.password = secrets::Secret(password);
    command.reason = exchange->text("reason").value_or("");
    if (command.reason.empty()) command.reason = "password reset";
    applyPatch(services, exchange, std::move(command), json::object{{"password", password}});
}

const Field kReason{.name = "reason", .max = 1000, .note = "Stands in the audit log."};
const Field kRole{.name = "role", .required = true, .oneOf = {"viewer", "operator", "admin"}};

void addListRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/users",
                .role = Role::viewer,
                .summary = "Users, the oldest first, with their keys, sign-ins and failed sign-ins.",
                .query = {{"limit", "1 to 500 (500)"},
                          {"cursor", "next_cursor of the page before"},
                          {"q", "part of the e-mail address"},
                          {"role", "viewer, operator or admin"},
                          {"is_active", "true or false"}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/users",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Makes a user.",
                .body = BodySchema{.fields = {{.name = "email", .required = true, .min = 3, .max = 254},
                                              {.name = "password", .required = true, .min = 10, .max = 256},
                                              kRole}},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { create(services, x); }});
}

void addOneUserRoutes(RouteTable& routes, Services& services) {
    auto optionalRole = kRole;
    optionalRole.required = false;
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/users/{id}",
                .role = Role::viewer,
                .summary = "One user.",
                .run = [&services](const ExchangePtr& x) { replyUser(services, x, x->param("id")); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/users/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes role, state or password; the user's sign-ins end with it. 409 for the last active administrator, and "
                           "for one's own role or state. 202 when a worker has not answered within 1 s.",
                .body = BodySchema{.fields = {optionalRole,
                                              {.name = "is_active", .kind = FieldKind::boolean},
                                              {.name = "password", .min = 10, .max = 256},
                                              kReason}},
                .run = [&services](const ExchangePtr& x) { patch(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/users/{id}/password-reset",
                .role = Role::admin,
                .idempotent = true,
                .summary = "A fresh random password, shown in this reply only; the user's sign-ins end.",
                .body = BodySchema{.fields = {kReason}},
                .run = [&services](const ExchangePtr& x) { resetPassword(services, x); }});
}

void addSessionRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/users/{id}/sessions",
                .role = Role::viewer,
                .summary = "Sign-ins of a user that can still be refreshed, the last used first.",
                .run = [&services](const ExchangePtr& x) { listSessions(services, x, x->param("id")); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/admin/users/{id}/sessions/{session_id}",
                .role = Role::admin,
                .summary = "Ends one sign-in of a user; answers with those that are left.",
                .query = {reasonQuery()},
                .run = [&services](const ExchangePtr& x) { endOneSession(services, x, x->param("id"), x->param("session_id")); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/users/{id}/sessions/end",
                .role = Role::admin,
                .summary = "Ends all sign-ins of a user, but the caller's own when it is the caller's; answers with those that are left.",
                .body = BodySchema{.fields = {kReason}},
                .run = [&services](const ExchangePtr& x) {
                    endAllSessions(services, x, x->param("id"), x->param("id") == x->who().userId);
                }});
}

}  // namespace

void addUserRoutes(RouteTable& routes, Services& services) {
    addListRoutes(routes, services);
    addOneUserRoutes(routes, services);
    addSessionRoutes(routes, services);
}

}  // namespace gw::admin
