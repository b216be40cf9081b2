// One group of failed requests (GET reports/errors), and the table of groups. Rows are plain values; the model lives on main,
// owned by the errors page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonObject>

namespace ui::models {

struct ErrorGroupRow {
    QString group;     // code, provider, model, key id or node; empty: the log knows none
    QString label;     // a key's name
    QString grouping;  // "code", "provider" …
    qint64 count = 0, recent = 0, before = 0, keys = 0, statusMin = 0, statusMax = 0;
    double share = 0;  // of all errors shown
    QDateTime firstAt, lastAt;
    QString traceId;

    QString key() const { return grouping + u':' + group; }
    bool operator==(const ErrorGroupRow&) const = default;

    static ErrorGroupRow fromJson(const QJsonObject& json, const QString& grouping, qint64 all);
    /// What stands in the first column.
    QString title() const;
    /// What people are told the code means; other groups: empty.
    QString meaning() const;
    QString statusText() const;
    style::Status status() const;
};

using ErrorGroupModel = RowTableModel<ErrorGroupRow>;

/// Columns: group, meaning, count, share, change, keys, status, first, last, trace.
std::vector<Column<ErrorGroupRow>> errorGroupColumns();

}  // namespace ui::models
