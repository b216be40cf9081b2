// The six text sizes and the fixed-width face (console.md §4: 8, 9.5, 11, 13, 18, 24 pt; weights 400 and 600).
// Main thread. The family is named outright: its Latin digits are tabular, so live numbers do not jitter.
#pragma once

#include <QFont>

namespace ui::style {

QFont captionFont();
QFont bodyFont();
QFont bodyStrongFont();
QFont sectionFont();
QFont pageTitleFont();
QFont kpiFont();
QFont heroFont();
QFont monoFont();

}  // namespace ui::style
