#include "ui/charts/axis_scale.hpp"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui::charts {

QList<double> ValueScale::ticks() const {
    QList<double> values;
    const int count = static_cast<int>(std::lround(top / step));
    for (int i = 0; i <= count; ++i) values << step * i;
    return values;
}

ValueScale valueScale(double valueMax, int stepsMax, double topMin) {
    const double wanted = std::max({valueMax, topMin, 1e-9});
    const double rough = wanted / std::max(1, stepsMax);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * power;
        // A hair of tolerance: 0.3 / 0.1 is not quite 3.
        const double steps = std::ceil(wanted / step - 1e-9);
        if (steps <= stepsMax) return {steps * step, step};
    }
    return {10 * power * stepsMax, 10 * power};
}

QList<qint64> timeTicks(qint64 beginS, qint64 endS, int labelsMax) {
    constexpr std::array<qint64, 14> kSteps{60,   120,  180,  300,   600,   900,   1800,
                                            3600, 7200, 10800, 14400, 21600, 43200, 86400};
    if (endS <= beginS || labelsMax <= 0) return {};
    qint64 step = kSteps.back();
    for (const qint64 candidate : kSteps) {
        if ((endS - beginS) / candidate <= labelsMax) {
            step = candidate;
            break;
        }
    }
    const qint64 offset = QDateTime::fromSecsSinceEpoch(endS).offsetFromUtc();
    const qint64 first = (beginS + offset + step - 1) / step * step - offset;
    QList<qint64> ticks;
    for (qint64 tick = first; tick <= endS; tick += step) ticks << tick;
    return ticks;
}

}  // namespace ui::charts
