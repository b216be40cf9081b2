// The three charts of the overview under one cursor: throughput, errors by class, latency.
// Thread: main. Owner: the overview page, which feeds them once a second while visible.
#pragma once

#include "ui/charts/time_series_chart.hpp"
#include "ui/models/metric_series.hpp"

#include <QWidget>

#include <chrono>

namespace ui::pages {

class OverviewCharts : public QWidget {
    Q_OBJECT

public:
    explicit OverviewCharts(QWidget* parent);

    /// Names the charts read; the page asks metrics/series for these.
    static QStringList seriesNames();
    void setWindow(std::chrono::seconds window);
    void show(const models::MetricSeries& series);
    void setMarkers(const QList<charts::ChartMarker>& markers);
    void setStale(bool stale);
    using QWidget::show;

private:
    charts::TimeSeriesChart* addChart(const QString& name, const QString& title, const QString& unit,
                                      const QStringList& lines);

    charts::TimeSeriesChart* throughput_;
    charts::TimeSeriesChart* errors_;
    charts::TimeSeriesChart* latency_;
};

}  // namespace ui::pages
