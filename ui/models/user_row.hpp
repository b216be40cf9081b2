// One user and one sign-in as the admin API tells them, and the table of users.
// Rows are plain values; the model lives on main, owned by the users page. No password is ever part of a row.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace ui::models {

struct UserRow {
    QString id, email, role, lastLoginIp;
    bool isActive = true;
    QDateTime createdAt, lastLoginAt;
    std::optional<qint64> keys, sessions, failedLogins, requestsToday;

    QString key() const { return id; }
    bool operator==(const UserRow&) const = default;
    bool isActiveAdmin() const;

    static UserRow fromJson(const QJsonObject& json);
    /// Address, role and last address in one lower-case text, for the search field.
    QString searchText() const;
};

struct SessionRow {
    QString id, ip, client;
    QDateTime startedAt, refreshedAt, expiresAt;
    bool current = false;  // the console's own

    bool operator==(const SessionRow&) const = default;
};
std::vector<SessionRow> sessionRows(const QJsonArray& items);

/// In the interface language: Administrator, Operator, Viewer.
QString userRoleWord(const QString& role);
/// What a role may do, in a sentence.
QString userRoleSentence(const QString& role);
/// "Console", "Local console", "API".
QString sessionClientWord(const QString& client);
QString userStateWord(const UserRow& row);
style::Status userStateStatus(const UserRow& row);

using UserModel = RowTableModel<UserRow>;

/// Columns: email, role, status, keys, sessions, lastLogin, lastIp, failed, requests, created.
std::vector<Column<UserRow>> userColumns();

}  // namespace ui::models
