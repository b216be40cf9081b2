#include "gateway/admin/user_reply.hpp"

#include "gateway/admin/if_match.hpp"
#include "gateway/admin/key_reply.hpp"
#include "gateway/admin/reason_query.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/base/log.hpp"
#include "gateway/control/row_tag.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace gw::admin {
namespace {

namespace json = boost::json;

void failNoSession(const ExchangePtr& exchange) {
    exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                         "The user has no such sign-in: it has ended already.", "session_id"});
}

void endSessions(Services& services, const ExchangePtr& exchange, control::EndUserSessions command) {
    command.reason = exchange->text("reason").value_or(reasonOf(*exchange));
    const std::string id = command.id;
    applyAndEndSessions(services, exchange, std::move(command), [&services, exchange, id](const control::Applied&) {
        listSessions(services, exchange, id);
    });
}

}  // namespace

json::object userJson(const store::UserListRow& row) {
    const auto& user = row.user;
    json::object out;
    out["id"] = user.id;
    out["etag"] = control::tagOf(user);
    out["email"] = user.email;
    out["role"] = user.role;
    out["is_active"] = user.isActive;
    out["created_at"] = timeText(user.createdAt);
    out["must_change_password"] = user.mustChangePassword;
    out["last_login_at"] = timeOrNull(user.lastLoginAt);
    out["last_login_ip"] = textOrNull(user.lastLoginIp);
    out["keys"] = row.keys;
    out["sessions"] = row.sessions;
    out["failed_logins_24h"] = row.failedLogins;
    out["requests_today"] = row.requestsToday;
    return out;
}

json::object sessionsJson(const std::vector<store::SessionRow>& rows, const std::string& ownFamily) {
    json::array items;
    for (const auto& row : rows) {
        json::object item;
        item["id"] = row.family;
        item["started_at"] = timeText(row.startedAt);
        item["refreshed_at"] = timeText(row.refreshedAt);
        item["expires_at"] = timeText(row.expiresAt);
        item["ip"] = textOrNull(row.ip);
        item["client"] = row.client;
        item["current"] = row.family == ownFamily;
        items.push_back(std::move(item));
    }
    return {{"items", std::move(items)}, {"next_cursor", nullptr}};
}

void failNoUser(const ExchangePtr& exchange) {
    exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                         "There is no user with this id: see GET /api/v1/admin/users.", "id"});
}

void replyUser(Services& services, const ExchangePtr& exchange, const std::string& id, json::object extra, int status) {
    const auto job = [id, now = services.clock.wall()](store::Database& database) { return store::findUserListRow(database, id, now); };
    auto found = [exchange, extra = std::move(extra), status](const Result<std::optional<store::UserListRow>>& row) {
        if (!row) return exchange->fail(row.error());
        if (!*row) return failNoUser(exchange);
        auto body = userJson(**row);
        for (const auto& member : extra) body[member.key()] = member.value();
        exchange->ok(body, status);
    };
    services.ready().store.read(job, exchange->then(std::move(found)));
}

void listSessions(Services& services, const ExchangePtr& exchange, const std::string& userId) {
    if (!services.ready().control.state().user(userId)) return failNoUser(exchange);
    const auto job = [userId, now = services.clock.wall()](store::Database& database) {
        return store::sessionsOfUser(database, userId, now);
    };
    auto listed = [exchange](const Result<std::vector<store::SessionRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        exchange->ok(sessionsJson(*rows, exchange->who().family));
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

void endOneSession(Services& services, const ExchangePtr& exchange, const std::string& userId, const std::string& family) {
    if (!services.ready().control.state().user(userId)) return failNoUser(exchange);
    const auto job = [userId, now = services.clock.wall()](store::Database& database) {
        return store::sessionsOfUser(database, userId, now);
    };
    auto listed = [&services, exchange, userId, family](const Result<std::vector<store::SessionRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        const auto own = [&](const store::SessionRow& row) { return row.family == family; };
        if (std::none_of(rows->begin(), rows->end(), own)) return failNoSession(exchange);
        endSessions(services, exchange, {userId, family, {}, {}});
    };
    services.ready().store.read(job, exchange->then(std::move(listed)));
}

void endAllSessions(Services& services, const ExchangePtr& exchange, const std::string& userId, bool keepOwn) {
    endSessions(services, exchange, {userId, {}, keepOwn ? exchange->who().family : std::string(), {}});
}

void applyAndEndSessions(Services& services, const ExchangePtr& exchange, control::Command command,
                         std::function<void(const control::Applied&)> then) {
    auto applied = [&services, exchange, then = std::move(then)](const Result<control::Applied>& done) {
        if (!done) return done.error().code == ErrorCode::notFound ? failNoUser(exchange) : exchange->fail(done.error());
        auto held = std::make_shared<control::Applied>();
        held->id = done->id;
        held->snapshotVersion = done->snapshotVersion;
        held->workers = done->workers;
        auto ended = [then, held](const Result<void>& loaded) {
            if (!loaded) log::admin().error("ended sign-ins not read error={}", log::quoted(describe(loaded.error())));
            then(*held);
        };
        services.sessions->loadEnded(exchange->then(std::move(ended)));
    };
    applyMatching(services, exchange, std::move(command), std::move(applied));
}

}  // namespace gw::admin
