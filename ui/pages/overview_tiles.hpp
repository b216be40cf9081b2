// The six figures at the top of the overview. Thread: main. Owner: the overview page.
#pragma once

#include "ui/models/metric_series.hpp"
#include "ui/models/metrics_summary.hpp"

#include <QWidget>

#include <chrono>
#include <vector>

namespace ui::pages {

class KpiTile;

class OverviewTiles : public QWidget {
    Q_OBJECT

public:
    explicit OverviewTiles(QWidget* parent);

    void show(const models::MetricsSummary& sum, const models::MetricSeries& series);
    /// Once a second: the trends and the present rate, between two summaries.
    void follow(const models::MetricSeries& series);
    void setStale(bool stale);
    using QWidget::show;

private:
    void showRequests(const models::MetricSeries& series);
    void showErrors();
    void showLatency(const models::MetricSeries& series);
    void showCircuits();
    void showSpool();
    void showCost();

    models::MetricsSummary sum_;
    std::vector<double> circuitsSeen_;  // one a summary, since the page was opened
    KpiTile* requests_;
    KpiTile* errors_;
    KpiTile* p95_;
    KpiTile* circuits_;
    KpiTile* spool_;
    KpiTile* cost_;
};

}  // namespace ui::pages
