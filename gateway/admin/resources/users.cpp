// Users of the admin API: list, make, look at, change role, state and password.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/base/log.hpp"
#include "gateway/store/user_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object userJson(const store::UserRow& user) {
    json::object out;
    out["id"] = user.id;
    out["email"] = user.email;
    out["role"] = user.role;
    out["is_active"] = user.isActive;
    out["created_at"] = timeText(user.createdAt);
    out["last_login_at"] = timeOrNull(user.lastLoginAt);
    return out;
}

/// From the table, because it has the last sign-in.
void replyUser(Services& services, const ExchangePtr& exchange, const std::string& id) {
    const auto job = [id](store::Database& database) { return store::findUser(database, id); };
    auto found = [exchange](const Result<std::optional<store::UserRow>>& user) {
        if (!user) return exchange->fail(user.error());
        if (*user) return exchange->ok(userJson(**user));
        exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                             "There is no user with this id: see GET /api/v1/admin/users.", "id"});
    };
    services.ready().store.read(job, exchange->then(std::move(found)));
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto job = [](store::Database& database) { return store::allUsers(database); };
    auto listed = [exchange](const Result<std::vector<store::UserRow>>& users) {
        if (!users) return exchange->fail(users.error());
        json::array items;
        for (const auto& user : *users) items.push_back(userJson(user));
        exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
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

void patch(Services& services, const ExchangePtr& exchange) {
    control::PatchUser command;
    command.id = exchange->param("id");
    command.role = exchange->text("role");
    command.isActive = exchange->boolean("is_active");
    if (const auto password = exchange->text("password")) command.password = secrets::Secret(*password);
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        // The change ended the user's sign-ins in the database; access tokens and streams end here.
        auto ended = [&services, exchange, id = done->id](const Result<void>& loaded) {
            if (!loaded) log::admin().error("ended sign-ins not read error={}", log::quoted(describe(loaded.error())));
            replyUser(services, exchange, id);
        };
        services.sessions->loadEnded(exchange->then(std::move(ended)));
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

const Field kRole{.name = "role", .required = true, .oneOf = {"viewer", "operator", "admin"}};

}  // namespace

void addUserRoutes(RouteTable& routes, Services& services) {
    auto optionalRole = kRole;
    optionalRole.required = false;
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/users",
                .role = Role::viewer,
                .summary = "All users.",
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
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/users/{id}",
                .role = Role::viewer,
                .summary = "One user.",
                .run = [&services](const ExchangePtr& x) { replyUser(services, x, x->param("id")); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/users/{id}",
                .role = Role::admin,
                .summary = "Changes role, state or password; the user's sign-ins end with it.",
                .body = BodySchema{.fields = {optionalRole,
                                              {.name = "is_active", .kind = FieldKind::boolean},
                                              {.name = "password", .min = 10, .max = 256}}},
                .run = [&services](const ExchangePtr& x) { patch(services, x); }});
}

}  // namespace gw::admin
