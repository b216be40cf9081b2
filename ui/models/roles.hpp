// Item roles that the console's models answer besides Qt's own. Values only.
#pragma once

#include <Qt>

namespace ui::models {

inline constexpr int kSortRole = Qt::UserRole + 1;      // raw value; a QDateTime for times
inline constexpr int kStatusRole = Qt::UserRole + 2;    // int of style::Status; invalid: the cell has no status
inline constexpr int kKeyRole = Qt::UserRole + 3;       // the row's key
inline constexpr int kColumnIdRole = Qt::UserRole + 4;  // header only: Column::id

}  // namespace ui::models
