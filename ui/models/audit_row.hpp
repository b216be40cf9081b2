// One row of the audit trail with all that is known of it, the table of them, and the differences between the object's
// states before and after. Rows are plain values; the model lives on main, owned by the audit page.
#pragma once

#include "ui/models/change_row.hpp"

#include <QJsonValue>

namespace ui::models {

struct AuditRow {
    ChangeRow change;
    QString role, ip, targetType, hash;
    QJsonValue before, after;  // objects of the fields that changed; null: none

    QString key() const { return change.key(); }
    bool operator==(const AuditRow&) const = default;

    static AuditRow fromJson(const QJsonObject& json);
};

using AuditModel = RowTableModel<AuditRow>;

/// Columns: time, actor, role, source, action, target, outcome, reason, ip, seq.
std::vector<Column<AuditRow>> auditColumns();

/// One field that is another after the change than before it.
struct AuditDifference {
    QString field, before, after;

    QString key() const { return field; }
    bool operator==(const AuditDifference&) const = default;
};

/// In the fields' order; what did not exist is "—".
std::vector<AuditDifference> auditDifferences(const AuditRow& row);
/// Columns: field, before, after.
std::vector<Column<AuditDifference>> differenceColumns();

}  // namespace ui::models
