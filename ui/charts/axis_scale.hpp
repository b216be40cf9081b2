// Where a chart's grid lines stand: round values from zero up, and round local clock times.
// Pure functions; any thread.
#pragma once

#include <QList>
#include <QtGlobal>

namespace ui::charts {

struct ValueScale {
    double top = 1;   // end of the axis, a multiple of step
    double step = 1;  // 1, 2, 2.5 or 5 times a power of ten
    QList<double> ticks() const;
};

/// The smallest scale from zero that holds `valueMax` with at most `stepsMax` steps.
/// @param topMin the axis never ends below this, so that silence is not shown as noise.
ValueScale valueScale(double valueMax, int stepsMax, double topMin);

/// Epoch seconds of the labels between begin and end: whole minutes or hours of local time, at most `labelsMax`.
QList<qint64> timeTicks(qint64 beginS, qint64 endS, int labelsMax);

}  // namespace ui::charts
