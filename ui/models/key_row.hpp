// One API key as the admin API tells it (KEY in the admin API's shapes), and the table of keys.
// Rows are plain values; the model lives on main, owned by the keys page. The secret is never part of a row.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace ui::models {

struct KeyRow {
    enum class State { active, rotating, frozen, revoked, expired };

    QString id, name, prefix, userId, ownerEmail, preset, revokeReason, lastIp;
    State state = State::active;
    std::optional<qint64> rpm, tpm, parallelMax;
    QString budgetUsd;  // decimal text; empty: no budget
    QStringList models, allowedIps, tags;
    bool requiresSignature = false;
    QDateTime createdAt, expiresAt, revokedAt, lastUsedAt;
    // The old secret of a rotated key, while it still works.
    QString previousPrefix, previousIp;
    QDateTime rotatedAt, previousUntil, previousUsedAt, secretUsedAt;
    std::optional<qint64> requestsToday, errorsToday, costTodayNanoUsd;

    QString key() const { return id; }
    bool operator==(const KeyRow&) const = default;

    static KeyRow fromJson(const QJsonObject& json);
    std::optional<double> errorShare() const;
    /// Name, prefix, owner, addresses and tags in one lower-case text, for the search field.
    QString searchText() const;
};

/// One word in the interface language: Active, Rotating, Frozen, Revoked, Expired.
QString keyStateWord(KeyRow::State state);
style::Status keyStateStatus(KeyRow::State state);

using KeyModel = RowTableModel<KeyRow>;

/// Columns: name, prefix, status, owner, preset, limits, requests, errors, cost, lastUsed, lastIp, expires, tags.
std::vector<Column<KeyRow>> keyColumns();

}  // namespace ui::models
