// Times as people read them: "3 min ago" for the near past, date and clock beyond, both clocks in tool tips.
// Any thread; pure functions of the two times given.
#pragma once

#include <QDateTime>
#include <QString>

namespace ui::models {

/// "just now", "12 s ago", "3 min ago", "5 h ago", then the date; "in 3 days" for the future; em dash when invalid.
QString relativeText(const QDateTime& time, const QDateTime& now);
/// Local date and clock, short.
QString momentText(const QDateTime& time);
/// Local and UTC, exact: for tool tips.
QString exactText(const QDateTime& time);

}  // namespace ui::models
