#include "ui/models/user_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct UserWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::UserTable)
};

QVariant sortable(const std::optional<qint64>& value) { return value ? QVariant::fromValue(*value) : QVariant(); }
QVariant sortable(const QDateTime& time) { return time.isValid() ? QVariant(time) : QVariant(); }
QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

/// Administrators first.
int rungOf(const QString& role) { return role == "admin"_L1 ? 0 : role == "operator"_L1 ? 1 : 2; }

QString stateTip(const UserRow& row) {
    return row.isActive ? UserWords::tr("May sign in; the user's keys are served.")
                        : UserWords::tr("May not sign in; the user's keys are refused with 401.");
}

QString loginTip(const UserRow& row) {
    if (!row.lastLoginAt.isValid()) return UserWords::tr("Has never signed in.");
    return row.lastLoginIp.isEmpty() ? exactText(row.lastLoginAt)
                                     : UserWords::tr("%1 from %2", "time from address").arg(exactText(row.lastLoginAt), row.lastLoginIp);
}

std::optional<style::Status> failedStatus(const UserRow& row) {
    if (row.failedLogins.value_or(0) == 0) return std::nullopt;
    return *row.failedLogins >= 5 ? style::Status::critical : style::Status::degraded;
}

}  // namespace

bool UserRow::isActiveAdmin() const { return isActive && role == "admin"_L1; }

UserRow UserRow::fromJson(const QJsonObject& json) {
    UserRow row;
    row.id = json["id"_L1].toString();
    row.email = json["email"_L1].toString();
    row.role = json["role"_L1].toString();
    row.isActive = json["is_active"_L1].toBool(true);
    row.createdAt = timeOf(json["created_at"_L1]);
    row.lastLoginAt = timeOf(json["last_login_at"_L1]);
    row.lastLoginIp = json["last_login_ip"_L1].toString();
    row.keys = integerOf(json["keys"_L1]);
    row.sessions = integerOf(json["sessions"_L1]);
    row.failedLogins = integerOf(json["failed_logins_24h"_L1]);
    row.requestsToday = integerOf(json["requests_today"_L1]);
    return row;
}

QString UserRow::searchText() const {
    return QStringList{email, role, userRoleWord(role), lastLoginIp, id}.join(u' ').toLower();
}

std::vector<SessionRow> sessionRows(const QJsonArray& items) {
    std::vector<SessionRow> rows;
    for (const QJsonValue& item : items) {
        SessionRow row;
        row.id = item["id"_L1].toString();
        row.ip = item["ip"_L1].toString();
        row.client = item["client"_L1].toString();
        row.startedAt = timeOf(item["started_at"_L1]);
        row.refreshedAt = timeOf(item["refreshed_at"_L1]);
        row.expiresAt = timeOf(item["expires_at"_L1]);
        row.current = item["current"_L1].toBool();
        rows.push_back(std::move(row));
    }
    return rows;
}

QString userRoleWord(const QString& role) {
    if (role == "admin"_L1) return UserWords::tr("Administrator", "role of a user");
    if (role == "operator"_L1) return UserWords::tr("Operator", "role of a user");
    if (role == "viewer"_L1) return UserWords::tr("Viewer", "role of a user");
    return role;
}

QString userRoleSentence(const QString& role) {
    if (role == "admin"_L1) return UserWords::tr("May do everything: keys, users, providers, prices, configuration, restore.");
    if (role == "operator"_L1) return UserWords::tr("Reads everything; blocks addresses, freezes keys, trips circuits, runs operational actions.");
    return UserWords::tr("Reads everything, changes nothing.");
}

QString sessionClientWord(const QString& client) {
    if (client == "local"_L1) return UserWords::tr("Local console", "where a sign-in comes from");
    if (client == "console"_L1) return UserWords::tr("Console", "where a sign-in comes from");
    return UserWords::tr("API", "where a sign-in comes from");
}

QString userStateWord(const UserRow& row) {
    return row.isActive ? UserWords::tr("Active", "state of a user") : UserWords::tr("Deactivated", "state of a user");
}

style::Status userStateStatus(const UserRow& row) { return row.isActive ? style::Status::ok : style::Status::down; }

std::vector<Column<UserRow>> userColumns() {
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"email", [] { return UserWords::tr("User", "column"); }, [](const UserRow& row) { return row.email; },
         [](const UserRow& row) { return QVariant(row.email); }, left, nullptr,
         [](const UserRow& row) { return UserWords::tr("%1 (id %2)").arg(row.email, row.id); }},
        {"role", [] { return UserWords::tr("Role", "column"); }, [](const UserRow& row) { return userRoleWord(row.role); },
         [](const UserRow& row) { return QVariant(rungOf(row.role)); }, left, nullptr,
         [](const UserRow& row) { return userRoleSentence(row.role); }},
        {"status", [] { return UserWords::tr("Status", "column"); }, &userStateWord,
         [](const UserRow& row) { return QVariant(row.isActive ? 0 : 1); }, left,
         [](const UserRow& row) { return Status(userStateStatus(row)); }, &stateTip},
        {"keys", [] { return UserWords::tr("Keys", "column"); }, [](const UserRow& row) { return countText(row.keys); },
         [](const UserRow& row) { return sortable(row.keys); }, kAlignNumber, nullptr,
         [](const UserRow&) { return UserWords::tr("Keys that are not revoked"); }},
        {"sessions", [] { return UserWords::tr("Sign-ins", "column: open sessions"); },
         [](const UserRow& row) { return countText(row.sessions); }, [](const UserRow& row) { return sortable(row.sessions); },
         kAlignNumber, nullptr, [](const UserRow&) { return UserWords::tr("Sign-ins that go on"); }},
        {"lastLogin", [] { return UserWords::tr("Last sign-in", "column"); },
         [](const UserRow& row) { return relativeText(row.lastLoginAt, QDateTime::currentDateTimeUtc()); },
         [](const UserRow& row) { return sortable(row.lastLoginAt); }, left, nullptr, &loginTip},
        {"lastIp", [] { return UserWords::tr("Last address", "column: of the last sign-in"); },
         [](const UserRow& row) { return orDash(row.lastLoginIp); }, [](const UserRow& row) { return QVariant(row.lastLoginIp); }},
        {"failed", [] { return UserWords::tr("Failed", "column: failed sign-ins in 24 h"); },
         [](const UserRow& row) { return countText(row.failedLogins); },
         [](const UserRow& row) { return sortable(row.failedLogins); }, kAlignNumber, &failedStatus,
         [](const UserRow&) { return UserWords::tr("Failed sign-ins in the last 24 hours"); }},
        {"requests", [] { return UserWords::tr("Today", "column: requests today"); },
         [](const UserRow& row) { return countText(row.requestsToday); },
         [](const UserRow& row) { return sortable(row.requestsToday); }, kAlignNumber, nullptr,
         [](const UserRow&) { return UserWords::tr("Requests with the user's keys today (UTC)"); }},
        {"created", [] { return UserWords::tr("Created", "column"); },
         [](const UserRow& row) { return relativeText(row.createdAt, QDateTime::currentDateTimeUtc()); },
         [](const UserRow& row) { return sortable(row.createdAt); }, left, nullptr,
         [](const UserRow& row) { return exactText(row.createdAt); }},
    };
}

}  // namespace ui::models
