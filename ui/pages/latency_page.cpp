#include "ui/pages/latency_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/charts/plot_axis.hpp"
#include "ui/charts/share_bar.hpp"
#include "ui/charts/time_series_chart.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/data_span.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/metrics_summary.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/models/traffic_expression.hpp"
#include "ui/pages/change_marks.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/latency_causes.hpp"
#include "ui/pages/preferences.hpp"
#include "ui/pages/share_delegate.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::LatencyParts;
using models::LatencyRouteRow;
using models::SlowRow;

namespace {

constexpr int kSlowRows = 100;
constexpr int kThresholdUsualMs = 5000;
constexpr int kThresholdMaxMs = 600'000;
constexpr int kThresholdStepMs = 500;
const QString kKeptThreshold = u"latency/thresholdMs"_s;
/// Two of the gateway's buckets to a band: a cell stays large enough to be hit.
constexpr int kBucketsPerBand = 2;
constexpr qint64 kStepsLeast = 5;  // of a chart
constexpr int kChartsHigh = 216;
constexpr double kPaler = 0.6, kPalest = 0.35;  // parts of one kind

}  // namespace

LatencyPage::LatencyPage(PageContext& context, QWidget* parent)
    : ReportPage(context, parent), routes_(new models::LatencyRouteModel(models::latencyRouteColumns(), this)), routesSorted_(new models::RowFilter(this)),
      slow_(new models::SlowModel(models::slowColumns(), this)), slowSorted_(new models::RowFilter(this)) {
    setObjectName(u"page.latency"_s);
    routesSorted_->setSourceModel(routes_);
    slowSorted_->setSourceModel(slow_);
    build();
    updateActions();
}

QString LatencyPage::title() const { return tr("Latency"); }

void LatencyPage::build() {
    export_ = addButton(u"page.latency.export"_s, tr("Export…"), [this] { exportLatency(); });
    actions()->addWidget(export_);
    body()->addWidget(buildBar());
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGapCard);
    column->addWidget(buildCharts(), 2);
    column->addWidget(buildBreakdown());
    auto* tables = new QHBoxLayout;
    tables->setSpacing(style::kGapCard);
    tables->addWidget(buildRoutes(), 1);
    tables->addWidget(buildSlow(), 1);
    column->addLayout(tables, 3);
    auto* empty = new widgets::EmptyState(style::Glyph::gauge, tr("No measured requests in this range"),
                                          tr("As soon as requests reach a provider, their times stand here."), this);
    empty->setObjectName(u"page.latency.empty"_s);
    contentOrEmpty_ = new QStackedWidget(this);
    contentOrEmpty_->addWidget(content);
    contentOrEmpty_->addWidget(empty);
    body()->addWidget(contentOrEmpty_, 1);
}

QWidget* LatencyPage::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    route_ = addChoice(u"page.latency.route"_s, tr("Show one route alone"), [this] { chooseRoute(route_->currentData().toString()); });
    route_->addItem(tr("All routes", "filter"), QString());
    route_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    buildThreshold();
    cellChip_ = addButton(u"page.latency.cell"_s, {}, [this] { chooseCell(std::nullopt); });
    cellChip_->setIcon(style::icon(style::Glyph::close));
    cellChip_->setToolTip(tr("Show all slow requests again"));
    cellChip_->setAccessibleName(cellChip_->toolTip());
    cellChip_->hide();
    only_ = addButton(u"page.latency.only"_s, tr("This route alone"), [this] {
        const QModelIndexList rows = routeTable_->selectionModel()->selectedRows();
        if (!rows.isEmpty()) chooseRoute(rows.first().data(models::kKeyRole).toString());
    });
    traffic_ = addButton(u"page.latency.traffic"_s, tr("Show in live traffic"), [this] { showTraffic(); });
    openTrace_ = addButton(u"page.latency.trace"_s, tr("Open the request"), [this] { openSlow(); });
    row->addWidget(route_);
    row->addWidget(threshold_);
    row->addWidget(cellChip_);
    row->addStretch(1);
    for (QPushButton* button : {only_, openTrace_, traffic_}) row->addWidget(button);
    return bar;
}

void LatencyPage::buildThreshold() {
    threshold_ = new QSpinBox(this);
    threshold_->setObjectName(u"page.latency.threshold"_s);
    threshold_->setAccessibleName(tr("From when on a request counts as slow"));
    threshold_->setToolTip(threshold_->accessibleName());
    threshold_->setRange(1, kThresholdMaxMs);
    threshold_->setSingleStep(kThresholdStepMs);
    threshold_->setGroupSeparatorShown(true);
    threshold_->setKeyboardTracking(false);
    threshold_->setPrefix(tr("Slow from ", "before a number of milliseconds"));
    threshold_->setSuffix(tr(" ms", "behind a number of milliseconds"));
    const int kept = preferences() ? preferences()->kept(kKeptThreshold).toInt() : 0;
    threshold_->setValue(kept > 0 ? kept : kThresholdUsualMs);
    connect(threshold_, &QSpinBox::valueChanged, this, [this](int ms) {
        if (preferences()) preferences()->keep(kKeptThreshold, ms);
        heat_->setThresholdMs(thresholdMs());
        questionChanged();
    });
}

QWidget* LatencyPage::buildCharts() {
    auto* part = new QWidget(this);
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    auto* left = quantilesCard_ = new widgets::Card(tr("Quantiles"), part);
    quantiles_ = new charts::TimeSeriesChart(left);
    quantiles_->setObjectName(u"page.latency.quantiles"_s);
    quantiles_->setAccessibleName(tr("Latency quantiles over time"));
    quantiles_->setSeriesNames({u"P50"_s, u"P95"_s, u"P99"_s});
    quantiles_->setFormats(&models::plainDurationText, [](double ms) { return models::durationText(ms); });
    quantiles_->setTopMin(100);
    quantiles_->setThreshold(models::kLatencyP95Threshold.warn, tr("P95 threshold %1").arg(models::plainDurationText(models::kLatencyP95Threshold.warn)));
    left->content()->addWidget(quantiles_, 1);
    auto* right = heatCard_ = new widgets::Card(tr("How many took how long"), part);
    heat_ = new charts::HeatMap(right);
    heat_->setObjectName(u"page.latency.heat"_s);
    heat_->setAccessibleName(tr("Heat-map of latency over time"));
    heat_->setToolTip(tr("Choose a cell to see its requests"));
    heat_->setEmptyText(tr("No measured requests in this range"));
    heat_->setThresholdMs(thresholdMs());
    connect(heat_, &charts::HeatMap::cellChosen, this, [this](const charts::HeatCell& cell) { chooseCell(cell); });
    right->content()->addWidget(heat_, 1);
    row->addWidget(left, 1);
    row->addWidget(right, 1);
    part->setMinimumHeight(kChartsHigh);
    return part;
}

QWidget* LatencyPage::buildBreakdown() {
    partsCard_ = new widgets::Card(tr("Where the time goes"), this);
    parts_ = new charts::ShareBar(partsCard_);
    parts_->setObjectName(u"page.latency.parts"_s);
    parts_->setAccessibleName(tr("Where the time goes"));
    parts_->setFormat([](double ms) { return models::durationText(ms); });
    parts_->setEmptyText(tr("No measured requests in this range"));
    partsCard_->content()->addWidget(parts_);
    partsCard_->content()->addStretch(1);
    causesCard_ = new widgets::Card(tr("Possible causes"), this);
    causes_ = new LatencyCauses(causesCard_);
    connect(causes_, &LatencyCauses::chosen, this, &LatencyPage::followCause);
    causesCard_->content()->addWidget(causes_);
    auto* both = new QWidget(this);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    row->addWidget(partsCard_, 3);
    row->addWidget(causesCard_, 2);
    both->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return both;
}

QWidget* LatencyPage::buildRoutes() {
    auto* card = new widgets::Card(tr("By provider and model"), this);
    routeTable_ = new DataTable(u"page.latency.routes"_s, tr("Latency by provider and model"), card);
    routeTable_->setModel(routesSorted_);
    const auto at = [this](const char* column) { return routes_->columnOf(column); };
    routeTable_->setItemDelegateForColumn(at("parts"), new ShareDelegate([this](const QString& key) {
        const LatencyRouteRow* row = routes_->find(key);
        return row ? shares(row->parts) : QList<charts::SharePart>();
    }, routeTable_));
    routeTable_->sortByColumn(at("p95"), Qt::DescendingOrder);
    offerOnRows(routeTable_, u"page.latency.routeMenu"_s, {only_, traffic_}, only_);
    routeTable_->setColumnPlan({{at("provider"), 92, 0}, {at("model"), 0, 0}, {at("requests"), 84, 2}, {at("p50"), 68, 4}, {at("p95"), 68, 0},
                                {at("p99"), 68, 1}, {at("mean"), 68, 5}, {at("parts"), 176, 3}});
    connect(routeTable_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateActions(); });
    card->content()->addWidget(routeTable_);
    return card;
}

QWidget* LatencyPage::buildSlow() {
    slowCard_ = new widgets::Card(tr("Slow requests"), this);
    slowTable_ = new DataTable(u"page.latency.slow"_s, tr("Slow requests"), slowCard_);
    slowTable_->setModel(slowSorted_);
    const auto at = [this](const char* column) { return slow_->columnOf(column); };
    slowTable_->setItemDelegateForColumn(at("status"), new delegates::StatusDelegate(slowTable_));
    slowTable_->setItemDelegateForColumn(at("at"), new delegates::RelativeTimeDelegate(slowTable_));
    slowTable_->sortByColumn(at("latency"), Qt::DescendingOrder);
    offerOnRows(slowTable_, u"page.latency.slowMenu"_s, {openTrace_, traffic_}, openTrace_);
    slowTable_->setColumnPlan({{at("at"), 100, 0}, {at("latency"), 76, 0}, {at("ttft"), 96, 3}, {at("provider"), 92, 1}, {at("model"), 0, 0},
                               {at("key"), 110, 4}, {at("status"), 72, 2}, {at("attempts"), 92, 5}});
    connect(slowTable_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateActions(); });
    slowCard_->content()->addWidget(slowTable_);
    return slowCard_;
}

void LatencyPage::focusFilter() { route_->setFocus(Qt::ShortcutFocusReason); }

void LatencyPage::setRange(std::chrono::seconds window) {
    if (window != range()) chooseCell(std::nullopt);
    quantiles_->setWindowS(window.count());
    ReportPage::setRange(window);
}

void LatencyPage::open(const QString& argument) {
    if (!argument.isEmpty()) chooseRoute(argument);
}

qint64 LatencyPage::thresholdMs() const { return threshold_->value(); }

void LatencyPage::refresh() {
    QString path = u"/api/v1/admin/reports/latency?"_s + span();
    const LatencyRouteRow* route = routes_->find(chosenRoute_);
    if (route) path += u"&provider=%1&model=%2"_s.arg(encoded(route->provider), encoded(route->model));
    ask(tr("Latency"), path, [this](const QJsonObject& body) { take(body); });
    loadSlow();
    loadCauses();
    loadChangeMarks(client(), span(), quantiles_, [this](const QList<charts::ChartMarker>& marks) { quantiles_->setMarkers(marks); });
}

void LatencyPage::take(const QJsonObject& body) {
    takeRoutes(body);
    const QJsonObject total = body["total"_L1].toObject();
    const qint64 requests = total["requests"_L1].toInteger();
    takeCharts(body, requests);
    showParts();
    contentOrEmpty_->setCurrentIndex(routes_->rowCount() == 0 ? 1 : 0);
    // The chart's legend and the subtitle say the same figures, and where there are too few requests the same sign.
    const QStringList figures = restingTexts(total, requests);
    quantiles_->setRestingTexts(figures);
    QString subtitle = tr("%n request(s)", "page subtitle", static_cast<int>(requests));
    if (requests > 0) subtitle += u" · P50 %1 · P95 %2 · P99 %3"_s.arg(figures[0], figures[1], figures[2]);
    if (requests > 0 && requests < models::kSamplesForP99) subtitle += u" · "_s + tr("too few for a P95 or P99 (at least %1)").arg(models::kSamplesForP99);
    setSubtitle(subtitle);
    summary_ = subtitle;
    spanText_ = spanText(body);
    showCauses();
    updateActions();
    markReady();
}

void LatencyPage::takeCharts(const QJsonObject& body, qint64 requests) {
    const qint64 stepS = std::max<qint64>(body["step"_L1].toInteger(), 1);
    const qint64 since = models::timeOf(body["since"_L1]).toSecsSinceEpoch() / stepS * stepS;
    const qint64 until = models::timeOf(body["until"_L1]).toSecsSinceEpoch();
    const QJsonArray steps = body["steps"_L1].toArray();
    const auto firstData = steps.isEmpty() ? std::nullopt : std::optional(steps.first()["at"_L1].toInteger());
    const qint64 shown = models::shownSince(since, until, stepS, firstData, kStepsLeast);
    std::vector<qint64> floors;
    const QJsonArray bounds = body["floors_ms"_L1].toArray();
    for (int i = 0; i < bounds.size(); i += kBucketsPerBand) floors.push_back(bounds[i].toInteger());
    const auto count = static_cast<size_t>(std::max<qint64>((until - since) / stepS + 1, 1));
    constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::vector<double>> lines(3, std::vector<double>(count, kGap));
    QList<charts::HeatColumn> columns;
    for (const QJsonValue& step : steps) {
        const qint64 at = step["at"_L1].toInteger();
        charts::HeatColumn column{at, std::vector<double>(floors.size(), 0)};
        for (const QJsonValue& cell : step["cells"_L1].toArray()) {
            const auto band = static_cast<size_t>(cell[0].toInt() / kBucketsPerBand);
            if (band < column.counts.size()) column.counts[band] += cell[1].toDouble();
        }
        const auto slot = static_cast<size_t>(std::max<qint64>((at - since) / stepS, 0));
        const char* names[] = {"p50", "p95", "p99"};
        const double samples = std::accumulate(column.counts.begin(), column.counts.end(), 0.0);
        for (size_t line = 0; line < lines.size() && slot < count; ++line) {
            // A P99 of a handful is one request's accident, a P95 of the whole range's handful, too.
            if (line == 2 && samples < static_cast<double>(models::kSamplesForP99)) continue;
            if (line == 1 && requests < models::kSamplesForP99) continue;
            lines[line][slot] = models::numberOf(step[QLatin1StringView(names[line])]).value_or(kGap);
        }
        columns << std::move(column);
    }
    if (requests == 0) lines.assign(3, {});
    quantiles_->setEmptyText(tr("No measured requests in this range"));
    quantiles_->setWindowS(until - shown);
    const QString sinceText = shown > since ? charts::momentLabel(*firstData, until - since) : QString();
    for (widgets::Card* card : {quantilesCard_, heatCard_}) card->setSubtitle(sinceText.isEmpty() ? QString() : tr("since %1; nothing before", "charts").arg(sinceText));
    quantiles_->setPoints(since, static_cast<int>(stepS), std::move(lines));
    heat_->setColumns(shown, until, stepS, std::move(floors), std::move(columns));
}

QStringList LatencyPage::restingTexts(const QJsonObject& total, qint64 requests) const {
    const auto figure = [&](const char* name) { return models::durationText(models::numberOf(total[QLatin1StringView(name)])); };
    if (requests < models::kSamplesForP99) return {figure("p50"), models::unknownText(), models::unknownText()};
    return {figure("p50"), figure("p95"), figure("p99")};
}

void LatencyPage::loadCauses() {
    ask(tr("Circuits"), u"/api/v1/admin/circuits"_s, [this](const QJsonObject& body) {
        facts_.circuits.clear();
        for (const QJsonValue& item : body["items"_L1].toArray()) facts_.circuits.push_back(models::CircuitRow::fromJson(item.toObject()));
        showCauses();
    });
    ask(tr("Dependencies"), u"/api/v1/admin/dependencies"_s, [this](const QJsonObject& body) {
        facts_.dependencies.clear();
        const QDateTime at = models::timeOf(body["checked_at"_L1]);
        for (const QJsonValue& item : body["items"_L1].toArray()) facts_.dependencies.push_back(models::DependencyRow::fromJson(item.toObject(), at));
        showCauses();
    });
    ask(tr("Errors"), u"/api/v1/admin/reports/errors?group=code&"_s + span(), [this](const QJsonObject& body) {
        facts_.errors.clear();
        for (const QJsonValue& item : body["items"_L1].toArray()) facts_.errors.insert(item["group"_L1].toString(), item["count"_L1].toInteger());
        showCauses();
    });
}

void LatencyPage::showCauses() {
    facts_.routes = routes_->rows();
    causes_->show(models::latencyCauses(facts_));
    const size_t all = causes_->causes().size();
    causesCard_->setSubtitle(all > LatencyCauses::kShown ? tr("the gravest %1 of %2", "causes").arg(LatencyCauses::kShown).arg(all) : QString());
}

void LatencyPage::followCause(const models::LatencyCause& cause) {
    if (cause.page == "latency"_L1) return chooseRoute(cause.argument);
    Q_EMIT goTo(cause.page, cause.argument);
}

void LatencyPage::takeRoutes(const QJsonObject& body) {
    std::vector<LatencyRouteRow> rows;
    for (const QJsonValue& item : body["items"_L1].toArray()) rows.push_back(LatencyRouteRow::fromJson(item.toObject()));
    routes_->apply(std::move(rows));
    // A route that was chosen before its figures were there.
    if (!chosenRoute_.isEmpty() && routes_->find(chosenRoute_) && route_->findData(chosenRoute_) < 0) questionChanged();
    showRouteChoice();
}

void LatencyPage::showRouteChoice() {
    const QSignalBlocker quiet(route_);
    for (const LatencyRouteRow& row : routes_->rows()) {
        if (route_->findData(row.key()) < 0) route_->addItem(row.key(), row.key());
    }
    route_->setCurrentIndex(std::max(0, route_->findData(chosenRoute_)));
}

QList<charts::SharePart> LatencyPage::shares(const LatencyParts& parts) {
    const QString gateway = tr("Gateway", "whose part of a request's time");
    const QString provider = tr("Provider", "whose part of a request's time");
    QList<charts::SharePart> shares{{tr("Queue", "part of a request's time: inside the gateway before its first call"), parts.queue, 2, 1, gateway},
                                    {tr("Own work", "part of a request's time: the gateway's"), parts.gateway, 2, kPaler, gateway},
                                    {u"DNS"_s, parts.dns, 3, 1, provider},
                                    {tr("Connect", "part of a request's time: TCP"), parts.tcp, 3, kPaler, provider},
                                    {u"TLS"_s, parts.tls, 3, kPalest, provider},
                                    {tr("First byte", "part of a request's time"), parts.wait, 1, 1, provider},
                                    {tr("Streaming", "part of a request's time"), parts.stream, 0, 1, provider}};
    // Clients that send their bodies at once have no line.
    if (parts.body > 0) shares.prepend({tr("Sending the body", "part of a request's time"), parts.body, 0, kPalest, tr("Client", "whose part of a request's time")});
    return shares;
}

void LatencyPage::showParts() {
    LatencyParts sum;
    qint64 requests = 0;
    for (const LatencyRouteRow& row : routes_->rows()) {
        if (!chosenRoute_.isEmpty() && row.key() != chosenRoute_) continue;
        sum += row.parts;
        requests += row.requests;
    }
    const LatencyParts mean = requests > 0 ? sum.dividedBy(static_cast<double>(requests)) : LatencyParts();
    parts_->setParts(shares(mean));
    parts_->setToolTip(tr("Queue is the time inside the gateway before the first call of a provider goes out; own work is all else it does itself."));
    partsCard_->setSubtitle(requests > 0 ? tr("mean of a request") : QString());
}

QString LatencyPage::slowPath() const {
    QString path = u"/api/v1/admin/requests?limit=%1"_s.arg(kSlowRows);
    if (cell_) {
        const auto text = [](qint64 timeS) { return QDateTime::fromSecsSinceEpoch(timeS, Qt::UTC).toString(Qt::ISODate); };
        path += u"&since=%1&until=%2&min_latency_ms=%3"_s.arg(text(cell_->fromS), text(cell_->untilS)).arg(cell_->floorMs);
        if (cell_->ceilingMs) path += u"&max_latency_ms=%1"_s.arg(*cell_->ceilingMs);
    } else {
        path += u'&' + span() + u"&min_latency_ms=%1"_s.arg(thresholdMs());
    }
    if (const LatencyRouteRow* route = routes_->find(chosenRoute_)) path += u"&provider=%1&model=%2"_s.arg(encoded(route->provider), encoded(route->model));
    return path;
}

void LatencyPage::loadSlow() {
    ask(tr("Slow requests"), slowPath(), [this](const QJsonObject& body) { takeSlow(body); });
}

void LatencyPage::takeSlow(const QJsonObject& body) {
    std::vector<SlowRow> rows;
    for (const QJsonValue& item : body["items"_L1].toArray()) {
        SlowRow row = SlowRow::fromJson(item.toObject());
        // The heat-map knows only requests that reached a provider.
        if (!cell_ || !row.provider.isEmpty()) rows.push_back(std::move(row));
    }
    slow_->apply(std::move(rows));
    const bool more = !body["next_cursor"_L1].toString().isEmpty();
    slowCard_->setTitle(cell_ ? tr("Requests of the cell") : tr("Slow requests"));
    const QString from = cell_ ? QString() : tr("from %1", "threshold").arg(models::plainDurationText(static_cast<double>(thresholdMs())));
    slowCard_->setSubtitle(more ? tr("the newest %1 of them %2", "number, threshold").arg(kSlowRows).arg(from).trimmed() : from);
    slowTable_->setPlaceholder(cell_ ? tr("These requests are no longer in the log.")
                                     : tr("No request took longer than %1.").arg(models::plainDurationText(static_cast<double>(thresholdMs()))));
    updateActions();
}

void LatencyPage::chooseCell(std::optional<charts::HeatCell> cell) {
    if (cell_ == cell) return;
    cell_ = cell;
    cellChip_->setVisible(cell.has_value());
    if (cell) cellChip_->setText(heat_->readOut());
    questionChanged();
}

void LatencyPage::chooseRoute(const QString& key) {
    if (key == chosenRoute_) return;
    chosenRoute_ = key;
    cell_.reset();
    cellChip_->hide();
    showRouteChoice();
    showParts();
    questionChanged();
}

void LatencyPage::updateActions() {
    if (!slowTable_) return;
    const bool slow = slowTable_->selectionModel()->hasSelection();
    const bool route = routeTable_->selectionModel()->hasSelection();
    permit(openTrace_, u"viewer"_s, slow ? QString() : tr("Select a slow request first."));
    permit(only_, u"viewer"_s, route ? QString() : tr("Select a route first."));
    permit(traffic_, u"viewer"_s, {});
    permit(export_, u"viewer"_s, routes_->rowCount() == 0 ? tr("There are no rows.") : QString());
}

void LatencyPage::openSlow() {
    const QModelIndexList rows = slowTable_->selectionModel()->selectedRows();
    if (!rows.isEmpty()) Q_EMIT goTo(u"traffic"_s, rows.first().data(models::kKeyRole).toString());
}

/// The slow ones, of the route that is chosen or selected.
void LatencyPage::showTraffic() {
    QString line = models::withCondition({}, u"latency"_s, u">="_s, QString::number(cell_ ? cell_->floorMs : thresholdMs()));
    const QModelIndexList rows = routeTable_->selectionModel()->selectedRows();
    const LatencyRouteRow* route = routes_->find(!chosenRoute_.isEmpty() || rows.isEmpty() ? chosenRoute_ : rows.first().data(models::kKeyRole).toString());
    if (route) {
        line = models::withCondition(line, u"provider"_s, u"="_s, route->provider);
        line = models::withCondition(line, u"model"_s, u"="_s, route->model);
    }
    Q_EMIT goTo(u"traffic"_s, u"filter:"_s + line);
}

void LatencyPage::showFreshness(bool stale, bool offline) {
    quantiles_->setStale(stale || offline);
    heat_->setStale(stale || offline);
    parts_->setStale(stale || offline);
    routeTable_->setEnabled(!offline);
    slowTable_->setEnabled(!offline);
    updateActions();
}

Page* createLatencyPage(PageContext& context, QWidget* parent) { return new LatencyPage(context, parent); }

}  // namespace ui::pages
