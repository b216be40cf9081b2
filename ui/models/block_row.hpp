// One blocked address or range as the admin API tells it, and the table of blocks.
// Rows are plain values; the model lives on main, owned by the security page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace ui::models {

struct BlockRow {
    QString id, ip, reason, source, createdBy;
    QDateTime createdAt, expiresAt;  // expiresAt invalid: for good
    std::optional<qint64> hits;      // since the gateway's start
    QDateTime lastHitAt;

    QString key() const { return ip; }
    bool operator==(const BlockRow&) const = default;

    static BlockRow fromJson(const QJsonObject& json);
    /// What is left of it; nullopt: for good. Never below zero.
    std::optional<qint64> secondsLeft(const QDateTime& now) const;
    QString searchText() const;
};

using BlockModel = RowTableModel<BlockRow>;

/// Columns: target, reason, source, by, since, left, hits, lastHit.
std::vector<Column<BlockRow>> blockColumns();

/// "for good", "6 d 23 h", "23 h 14 min", "09:41", in the interface language.
QString timeLeftText(std::optional<qint64> seconds);

QByteArray blockCsvHeading();
QByteArray blockCsvLine(const BlockRow& row);

/// What is wrong with an address or range as typed, in a sentence; empty: nothing that can be seen from here.
QString addressProblem(const QString& text);
/// What would be blocked, where it is not what was typed: an IPv6 address means its /64, host bits are let go. Else empty.
QString addressNote(const QString& text);

}  // namespace ui::models
