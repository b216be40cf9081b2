// One security event as the admin API tells it (the same thing from the same place, with a count), and their table.
// Rows are plain values; the model lives on main, owned by the security page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>

namespace ui::models {

struct SecurityEventRow {
    QString id, kind, ip, keyId, keyPrefix, user, detail, traceId;
    bool isBlocked = false;
    QDateTime firstAt, lastAt;
    qint64 count = 0;

    QString key() const { return id; }
    bool operator==(const SecurityEventRow&) const = default;

    static SecurityEventRow fromJson(const QJsonObject& json);
    QString searchText() const;
};

/// "Sign-in failed", "Address refused" …; an unknown kind is shown as it is.
QString securityKindWord(const QString& kind);

using SecurityEventModel = RowTableModel<SecurityEventRow>;

/// Columns: last, kind, ip, who, count, detail, first, trace.
std::vector<Column<SecurityEventRow>> securityEventColumns();

QByteArray securityCsvHeading();
QByteArray securityCsvLine(const SecurityEventRow& row);

}  // namespace ui::models
