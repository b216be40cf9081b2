// What would change when one preset becomes another: a row for each route that is touched, with its share before and
// after. Pure functions; any thread. The model lives on main, owned by the dialog that shows it.
#pragma once

#include "ui/models/route_share.hpp"

namespace ui::models {

struct PresetDiffRow {
    QString route, change, share;

    QString key() const { return route; }
    bool operator==(const PresetDiffRow&) const = default;
};

/// Routes whose values or shares differ, then the preset's own name and strategy. `before` may be an empty preset.
std::vector<PresetDiffRow> presetDiff(const PresetRow& before, const PresetRow& after, const QSet<QString>& providersOff);

using PresetDiffModel = RowTableModel<PresetDiffRow>;

/// Columns: route, change, share.
std::vector<Column<PresetDiffRow>> presetDiffColumns();

}  // namespace ui::models
