#include "ui/pages/overview_charts.hpp"

#include "ui/charts/cursor_link.hpp"
#include "ui/models/metrics_summary.hpp"
#include "ui/models/number_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using charts::TimeSeriesChart;

namespace {

QString axisNumber(double value) { return QLocale().toString(value, 'g', 6); }

}  // namespace

OverviewCharts::OverviewCharts(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    throughput_ = addChart(u"page.overview.chart.throughput"_s, tr("Throughput"), tr("requests/s"),
                           {tr("All", "chart line"), tr("Success", "chart line")});
    errors_ = addChart(u"page.overview.chart.errors"_s, tr("Errors by class"), tr("requests/s"),
                       {u"5xx"_s, u"429"_s, u"4xx"_s});
    latency_ = addChart(u"page.overview.chart.latency"_s, tr("Latency"), {}, {u"P50"_s, u"P95"_s, u"P99"_s});
    const auto rate = [](double value) { return models::rateText(value); };
    throughput_->setFormats(&axisNumber, rate);
    errors_->setFormats(&axisNumber, rate);
    latency_->setFormats(&models::plainDurationText, [](double ms) { return models::durationText(ms); });
    latency_->setTopMin(100);
    latency_->setThreshold(models::kLatencyP95Threshold.warn, tr("P95 threshold %1").arg(models::plainDurationText(models::kLatencyP95Threshold.warn)));
    auto* link = new charts::CursorLink(this);
    for (TimeSeriesChart* chart : {throughput_, errors_, latency_}) link->add(chart);
}

TimeSeriesChart* OverviewCharts::addChart(const QString& name, const QString& title, const QString& unit,
                                          const QStringList& lines) {
    auto* card = new widgets::Card(title, this);
    card->setSubtitle(unit);
    auto* chart = new TimeSeriesChart(card);
    chart->setObjectName(name);
    chart->setAccessibleName(title);
    chart->setSeriesNames(lines);
    card->content()->addWidget(chart, 1);
    layout()->addWidget(card);
    static_cast<QHBoxLayout*>(layout())->setStretchFactor(card, 1);
    return chart;
}

QStringList OverviewCharts::seriesNames() {
    return {u"requests"_s,   u"success"_s,     u"errors_5xx"_s,  u"errors_429"_s,
            u"errors_4xx"_s, u"latency_p50"_s, u"latency_p95"_s, u"latency_p99"_s};
}

void OverviewCharts::setWindow(std::chrono::seconds window) {
    for (TimeSeriesChart* chart : {throughput_, errors_, latency_}) chart->setWindowS(window.count());
}

void OverviewCharts::show(const models::MetricSeries& series) {
    const auto feed = [&](TimeSeriesChart* chart, const QStringList& names, bool worthShowing) {
        std::vector<std::vector<double>> lines;
        for (const QString& name : names) lines.push_back(worthShowing ? series.points(name) : std::vector<double>());
        chart->setPoints(series.startEpochS(), series.stepS(), std::move(lines));
    };
    // Rows of zeros from a gateway nobody has called yet are not a measurement worth drawing.
    const bool traffic = series.hasTraffic({u"requests"_s});
    const QStringList errorNames{u"errors_5xx"_s, u"errors_429"_s, u"errors_4xx"_s};
    errors_->setEmptyText(traffic ? tr("No errors in this range") : tr("No traffic yet"));
    feed(throughput_, {u"requests"_s, u"success"_s}, traffic);
    feed(errors_, errorNames, series.hasTraffic(errorNames));
    feed(latency_, {u"latency_p50"_s, u"latency_p95"_s, u"latency_p99"_s}, traffic);
}

void OverviewCharts::setMarkers(const QList<charts::ChartMarker>& markers) {
    for (TimeSeriesChart* chart : {throughput_, errors_, latency_}) chart->setMarkers(markers);
}

void OverviewCharts::setStale(bool stale) {
    for (TimeSeriesChart* chart : {throughput_, errors_, latency_}) chart->setStale(stale);
}

}  // namespace ui::pages
