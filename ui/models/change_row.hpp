// One audited change (a row of the audit trail), and the table of recent ones.
// Rows are plain values; the models live on main, owned by the pages that show them.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace ui::models {

struct ChangeRow {
    qint64 seq = 0;
    QDateTime at;
    QString actor, source, action, targetName, targetId, outcome, reason;
    QString code;                   // of a circuit that turned by itself: why it opened
    qint64 seconds = 0, count = 0;  // the same: see detail()

    QString key() const { return QString::number(seq); }
    bool operator==(const ChangeRow&) const = default;

    static ChangeRow fromJson(const QJsonObject& json);
    /// The named object, else its id.
    QString target() const { return targetName.isEmpty() ? targetId : targetName; }
    /// What the gateway has to say of it, in the reader's language: "UPSTREAM_TIMEOUT, rests for 5 s"; else the reason given.
    QString detail() const;
};

std::vector<ChangeRow> changeRows(const QJsonArray& items);

/// "Key revoked"; an action without words of its own is shown by its name.
QString actionText(const QString& action);
/// Console, API, Command line, System.
QString changeSourceWord(const QString& source);
/// Done, Failed, Result unknown.
QString changeOutcomeWord(const QString& outcome);
style::Status changeOutcomeStatus(const QString& outcome);

using ChangeModel = RowTableModel<ChangeRow>;

/// Columns: time, action, target, actor, outcome.
std::vector<Column<ChangeRow>> changeColumns();

}  // namespace ui::models
