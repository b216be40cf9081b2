#include "ui/charts/cursor_link.hpp"

#include "ui/charts/time_series_chart.hpp"

namespace ui::charts {

void CursorLink::add(TimeSeriesChart* chart) {
    charts_ << chart;
    connect(chart, &TimeSeriesChart::cursorMoved, this, [this, chart](std::optional<qint64> timeS) {
        for (TimeSeriesChart* other : charts_) {
            if (other != chart) other->setCursor(timeS);
        }
    });
    connect(chart, &QObject::destroyed, this, [this, chart] { charts_.removeAll(chart); });
}

}  // namespace ui::charts
