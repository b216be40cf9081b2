// One thing the gateway depends on (store, upstream, worker, disk, spool), and the table of them.
// Rows are plain values; the model lives on main, owned by the overview page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace ui::models {

struct DependencyRow {
    QString component, name, kind, version, usage, detail, reason;
    std::optional<double> share;  ///< 0…1, with some reasons
    style::Status status = style::Status::unknown;
    std::optional<double> latencyMs;
    QDateTime checkedAt;

    QString key() const { return kind + u'/' + component + u'/' + name; }
    bool operator==(const DependencyRow&) const = default;

    static DependencyRow fromJson(const QJsonObject& json, const QDateTime& checkedAt);
};

using DependencyModel = RowTableModel<DependencyRow>;

/// Columns: component, status, latency, version, usage, checked, detail.
std::vector<Column<DependencyRow>> dependencyColumns();

}  // namespace ui::models
