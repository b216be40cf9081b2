#include "ui/pages/overview_tiles.hpp"

#include "ui/models/number_text.hpp"
#include "ui/pages/kpi_tile.hpp"
#include "ui/style/spacing.hpp"

#include <QHBoxLayout>

#include <cmath>

namespace ui::pages {

using namespace Qt::StringLiterals;
using style::Status;

namespace {

constexpr size_t kCircuitSamples = 180;

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

}  // namespace

OverviewTiles::OverviewTiles(QWidget* parent)
    : QWidget(parent),
      requests_(new KpiTile(u"page.overview.tile.requests"_s, tr("Requests/s"), this)),
      errors_(new KpiTile(u"page.overview.tile.errors"_s, tr("5xx error rate"), this)),
      p95_(new KpiTile(u"page.overview.tile.p95"_s, tr("P95 latency"), this)),
      circuits_(new KpiTile(u"page.overview.tile.circuits"_s, tr("Open circuits"), this)),
      spool_(new KpiTile(u"page.overview.tile.spool"_s, tr("Spool backlog"), this)),
      cost_(new KpiTile(u"page.overview.tile.cost"_s, tr("Cost"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    for (KpiTile* tile : {requests_, errors_, p95_, circuits_, spool_, cost_}) row->addWidget(tile, 1);
}

void OverviewTiles::show(const models::MetricsSummary& sum, const models::MetricSeries& series) {
    sum_ = sum;
    if (sum.circuitsOpen) {
        circuitsSeen_.push_back(static_cast<double>(*sum.circuitsOpen));
        if (circuitsSeen_.size() > kCircuitSamples) circuitsSeen_.erase(circuitsSeen_.begin());
    }
    showErrors();
    showCircuits();
    showSpool();
    showCost();
    follow(series);
}

void OverviewTiles::follow(const models::MetricSeries& series) {
    showRequests(series);
    showLatency(series);
    requests_->setTrend(series.points(u"requests"_s), std::nullopt);
    errors_->setTrend(series.points(u"errors_5xx"_s), std::nullopt);
    p95_->setTrend(series.points(u"latency_p95"_s), models::kLatencyP95Threshold.warn);
    circuits_->setTrend(circuitsSeen_, std::nullopt);
    spool_->setTrend(series.points(u"spool_pending"_s), models::kSpoolThreshold.warn);
    cost_->setTrend(series.points(u"cost_nanousd"_s), std::nullopt);
}

void OverviewTiles::showRequests(const models::MetricSeries& series) {
    const auto present = known(series.latest(u"requests"_s));
    const Status status = present || sum_.perSecond ? Status::ok : Status::unknown;
    const QString caption = sum_.requests ? tr("%1 in all · average %2/s")
                                                .arg(models::shortCountText(static_cast<double>(*sum_.requests)),
                                                     models::rateText(sum_.perSecond))
                                          : QString();
    const QString brief = sum_.requests ? tr("average %1/s", "requests").arg(models::rateText(sum_.perSecond)) : QString();
    requests_->setValue(status, models::rateText(present ? present : sum_.perSecond), caption, brief);
}

void OverviewTiles::showErrors() {
    const bool quiet = sum_.requests && *sum_.requests == 0;
    const auto share = quiet ? std::nullopt : sum_.errorShare;
    errors_->setValue(models::kErrorShareThreshold.judge(share), models::percentText(share),
                      tr("warn %1 · critical %2", "thresholds")
                          .arg(models::plainPercentText(models::kErrorShareThreshold.warn),
                               models::plainPercentText(models::kErrorShareThreshold.crit)),
                      tr("warn from %1", "threshold").arg(models::plainPercentText(models::kErrorShareThreshold.warn)));
}

/// The tile is of the whole range, the chart beside it of each moment: the caption says the newest one.
void OverviewTiles::showLatency(const models::MetricSeries& series) {
    const auto present = known(series.latest(u"latency_p95"_s));
    const QString warn = models::plainDurationText(models::kLatencyP95Threshold.warn);
    const QString caption = present ? tr("now %1 · warn %2", "P95 of this moment, threshold").arg(models::durationText(present), warn)
                                    : tr("warn %1 · critical %2", "thresholds").arg(warn, models::plainDurationText(models::kLatencyP95Threshold.crit));
    p95_->setToolTip(tr("P95 of all requests of the range. The chart and \"now\" show the newest moment alone. Warns from %1, critical from %2.")
                         .arg(warn, models::plainDurationText(models::kLatencyP95Threshold.crit)));
    p95_->setValue(models::kLatencyP95Threshold.judge(sum_.latencyP95Ms), models::durationText(sum_.latencyP95Ms), caption,
                   tr("warn from %1", "threshold").arg(models::plainDurationText(models::kLatencyP95Threshold.warn)));
}

void OverviewTiles::showCircuits() {
    if (!sum_.circuitsOpen || !sum_.circuitsTotal) {
        circuits_->setValue(Status::unknown, models::unknownText(), {});
        return;
    }
    const qint64 stopped = *sum_.circuitsOpen;
    const qint64 total = *sum_.circuitsTotal;
    const Status status = stopped == 0 ? Status::ok : stopped >= total ? Status::critical : Status::degraded;
    const QString value = total == 0 ? u"0"_s : u"%1 / %2"_s.arg(stopped).arg(total);
    QString caption = total == 0 ? tr("no upstream used yet") : tr("all upstreams serving");
    if (stopped > 0) caption = tr("%n upstream(s) stopped", "open circuits", static_cast<int>(stopped));
    circuits_->setValue(status, value, caption);
}

void OverviewTiles::showSpool() {
    const auto rows = sum_.spoolPending ? std::optional(static_cast<double>(*sum_.spoolPending)) : std::nullopt;
    spool_->setValue(models::kSpoolThreshold.judge(rows), models::shortCountText(rows),
                     tr("records to store · warn %1").arg(models::countText(static_cast<qint64>(models::kSpoolThreshold.warn))),
                     tr("warn from %1", "threshold").arg(models::countText(static_cast<qint64>(models::kSpoolThreshold.warn))));
}

void OverviewTiles::showCost() {
    const bool unpriced = sum_.unpricedRequests.value_or(0) > 0;
    const auto count = [](std::optional<qint64> tokens) {
        return models::shortCountText(tokens ? std::optional(static_cast<double>(*tokens)) : std::nullopt);
    };
    const QString caption =
        unpriced ? tr("%n request(s) without a price", "cost tile", static_cast<int>(*sum_.unpricedRequests))
                 : tr("tokens: %1 in, %2 out").arg(count(sum_.tokensIn), count(sum_.tokensOut));
    const Status status = !sum_.costNanoUsd ? Status::unknown : unpriced ? Status::degraded : Status::ok;
    const auto tokens = sum_.tokensIn && sum_.tokensOut ? std::optional(*sum_.tokensIn + *sum_.tokensOut) : std::nullopt;
    const QString brief = unpriced ? tr("%n unpriced", "requests, cost tile", static_cast<int>(*sum_.unpricedRequests))
                                   : tr("%1 tokens", "in and out, cost tile").arg(count(tokens));
    cost_->setValue(status, models::moneyText(sum_.costNanoUsd), caption, brief);
}

void OverviewTiles::setStale(bool stale) {
    for (KpiTile* tile : {requests_, errors_, p95_, circuits_, spool_, cost_}) tile->setStale(stale);
}

}  // namespace ui::pages
