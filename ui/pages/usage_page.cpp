#include "ui/pages/usage_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/charts/bar_chart.hpp"
#include "ui/charts/plot_axis.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/data_span.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/models/traffic_expression.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/kpi_tile.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimeZone>
#include <QVBoxLayout>

#include <cmath>
#include <map>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::UsageRow;
using models::UsageSums;
using style::Status;

namespace {

constexpr int kChartHigh = 184;
constexpr int kSeriesNamed = 3;
constexpr qint64 kBarsLeast = 8;
constexpr int kGroupWide = 230;  // a key's name with its prefix

enum Period { kShellRange, kToday, kYesterday, kThisMonth, kLastMonth, kYear };

}  // namespace

UsagePage::UsagePage(PageContext& context, QWidget* parent)
    : ReportPage(context, parent), model_(new models::UsageModel(models::usageColumns(), this)), sorted_(new models::RowFilter(this)) {
    setObjectName(u"page.usage"_s);
    sorted_->setSourceModel(model_);
    build();
    updateActions();
}

QString UsagePage::title() const { return tr("Usage & cost"); }

void UsagePage::build() {
    export_ = addButton(u"page.usage.export"_s, tr("Export…"), [this] { exportUsage(); });
    actions()->addWidget(export_);
    body()->addWidget(buildBar());
    body()->addWidget(buildTiles());
    chartCard_ = new widgets::Card(tr("Cost over time"), this);
    auto* chartCard = chartCard_;
    chart_ = new charts::BarChart(chartCard);
    chart_->setObjectName(u"page.usage.chart"_s);
    chart_->setAccessibleName(tr("Cost over time"));
    chart_->setEmptyText(tr("Nothing was used in this time"));
    chart_->setTopMin(0);
    // Hundredths of a cent say nothing of less than a tenth of a cent.
    constexpr double kTiny = 1e6;
    const auto money = [](double nano) { return nano > 0 && nano < kTiny ? models::exactMoneyText(std::llround(nano)) : models::moneyText(std::llround(nano)); };
    chart_->setFormats(money, money);
    chartCard->content()->addWidget(chart_);
    chartCard->setFixedHeight(kChartHigh);
    body()->addWidget(chartCard);
    body()->addWidget(buildTable(), 1);
}

QWidget* UsagePage::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    group_ = addChoice(u"page.usage.group"_s, tr("Group the use by"), [this] { questionChanged(); });
    group_->addItem(tr("By key", "grouping"), u"key"_s);
    group_->addItem(tr("By user", "grouping"), u"user"_s);
    group_->addItem(tr("By provider", "grouping"), u"provider"_s);
    group_->addItem(tr("By model", "grouping"), u"model"_s);
    group_->addItem(tr("By day", "grouping"), u"day"_s);
    period_ = addChoice(u"page.usage.period"_s, tr("The time that is summed up"), [this] { questionChanged(); });
    period_->addItem(tr("Chosen range, whole quarter-hours", "period"), kShellRange);
    period_->addItem(tr("Today", "period"), kToday);
    period_->addItem(tr("Yesterday", "period"), kYesterday);
    period_->addItem(tr("This month", "period"), kThisMonth);
    period_->addItem(tr("Last month", "period"), kLastMonth);
    period_->addItem(tr("Last 12 months", "period"), kYear);
    traffic_ = addButton(u"page.usage.traffic"_s, tr("Show in live traffic"), [this] { showTraffic(); });
    object_ = addButton(u"page.usage.object"_s, tr("Open the key"), [this] { openGroup(); });
    row->addWidget(group_);
    row->addWidget(period_);
    row->addStretch(1);
    row->addWidget(object_);
    row->addWidget(traffic_);
    return bar;
}

QWidget* UsagePage::buildTiles() {
    auto* part = new QWidget(this);
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapCard);
    cost_ = new KpiTile(u"page.usage.tile.cost"_s, tr("Cost", "tile"), part);
    calls_ = new KpiTile(u"page.usage.tile.calls"_s, tr("Billed calls", "tile"), part);
    tokens_ = new KpiTile(u"page.usage.tile.tokens"_s, tr("Tokens", "tile"), part);
    unpriced_ = new KpiTile(u"page.usage.tile.unpriced"_s, tr("Without a price", "tile"), part);
    estimated_ = new KpiTile(u"page.usage.tile.estimated"_s, tr("Estimated", "tile"), part);
    for (KpiTile* tile : {cost_, calls_, tokens_, unpriced_, estimated_}) {
        tile->hideTrend();
        row->addWidget(tile, 1);
    }
    part->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return part;
}

QWidget* UsagePage::buildTable() {
    auto* card = new widgets::Card({}, this);
    table_ = new DataTable(u"page.usage.table"_s, tr("Use and cost by group"), card);
    table_->setModel(sorted_);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setItemDelegateForColumn(at("group"), new delegates::StatusDelegate(table_));
    for (const char* column : {"share", "budget"}) table_->setItemDelegateForColumn(at(column), new delegates::UsageDelegate(table_));
    table_->sortByColumn(at("cost"), Qt::DescendingOrder);
    offerOnRows(table_, u"page.usage.menu"_s, {object_, traffic_}, object_);
    planColumns(false, false);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateActions(); });
    auto* empty = new widgets::EmptyState(style::Glyph::usage, tr("Nothing was used in this time"), tr("Calls that reach a provider are billed here, to the nano-dollar."), card);
    empty->setObjectName(u"page.usage.empty"_s);
    tableOrEmpty_ = new QStackedWidget(card);
    tableOrEmpty_->addWidget(table_);
    tableOrEmpty_->addWidget(empty);
    card->content()->addWidget(tableOrEmpty_);
    return card;
}

/// Corrections, where there are any, give way to nothing; batch calls come before what is only a part of other columns.
void UsagePage::planColumns(bool corrected, bool batch) {
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setColumnPlan({{at("group"), kGroupWide, 0}, {at("cost"), 0, 0}, {at("share"), 78, 1}, {at("calls"), 84, 0}, {at("in"), 96, 2}, {at("out"), 104, 2},
                           {at("cached"), 84, 5}, {at("written"), 104, 7}, {at("reasoning"), 96, 8}, {at("batch"), 104, batch ? 4 : 9}, {at("unpriced"), 92, 0}, {at("estimated"), 96, 0},
                           {at("adjusted"), 116, corrected ? 0 : 6}, {at("budget"), 112, 3}});
}

void UsagePage::focusFilter() { group_->setFocus(Qt::ShortcutFocusReason); }

QString UsagePage::grouping() const { return group_->currentData().toString(); }

std::pair<QDateTime, QDateTime> UsagePage::period() const {
    const QDateTime now = QDateTime::currentDateTime();
    const QDate today = now.date();
    const QDate month(today.year(), today.month(), 1);
    const QDateTime end = now.addSecs(1);
    switch (period_->currentData().toInt()) {
        case kToday: return {today.startOfDay(), end};
        case kYesterday: return {today.addDays(-1).startOfDay(), today.startOfDay()};
        case kThisMonth: return {month.startOfDay(), end};
        case kLastMonth: return {month.addMonths(-1).startOfDay(), month.startOfDay()};
        case kYear: return {month.addMonths(-11).startOfDay(), end};
        default: return {now.addSecs(-range().count()), end};
    }
}

std::chrono::seconds UsagePage::spanShown() const {
    const auto [since, until] = period();
    return std::chrono::seconds(since.secsTo(until));
}

QString UsagePage::query() const {
    const auto [since, until] = period();
    // By name where the system has one: days on which the clock is put forward or back are then 23 or 25 hours.
    const QByteArray zone = QTimeZone::systemTimeZoneId();
    const QString days = zone.contains('/') ? u"&time_zone="_s + encoded(QString::fromLatin1(zone)) : QString();
    return u"since=%1&until=%2&utc_offset_minutes=%3"_s.arg(since.toUTC().toString(Qt::ISODate), until.toUTC().toString(Qt::ISODate)).arg(until.offsetFromUtc() / 60) + days;
}

void UsagePage::refresh() {
    ask(tr("Usage"), u"/api/v1/admin/reports/usage?group=%1&%2"_s.arg(grouping(), query()), [this](const QJsonObject& body) { take(body); });
}

void UsagePage::take(const QJsonObject& body) {
    const UsageSums totals = UsageSums::fromJson(body["totals"_L1].toObject());
    std::vector<UsageRow> rows;
    for (const QJsonValue& item : body["items"_L1].toArray()) rows.push_back(UsageRow::fromJson(item.toObject(), grouping(), totals.costNanoUsd));
    const auto shown = static_cast<qint64>(rows.size());
    model_->apply(std::move(rows));
    takeChart(body);
    showTiles(totals);
    tableOrEmpty_->setCurrentIndex(shown == 0 ? 1 : 0);
    const QDateTime since = models::timeOf(body["since"_L1]).toLocalTime();
    QString subtitle = tr("since %1", "page subtitle").arg(since.toString(u"yyyy-MM-dd HH:mm"_s));
    const qint64 all = body["groups"_L1].toInteger();
    if (all > shown) subtitle += u" · "_s + tr("the dearest %1 of %2").arg(models::countText(shown), models::countText(all));
    setSubtitle(subtitle);
    spanText_ = spanText(body);
    totals_ = totals;
    planColumns(totals.adjustedNanoUsd != 0, totals.batch > 0);
    if (!selected() && sorted_->rowCount() > 0) table_->selectRow(0);
    updateActions();
    markReady();
}

void UsagePage::takeChart(const QJsonObject& body) {
    QStringList groups;  // the dearest, in the order of the list the gateway sent
    QStringList names;
    const bool byDay = grouping() == "day"_L1;
    for (const QJsonValue& item : body["items"_L1].toArray()) {
        if (byDay || groups.size() == kSeriesNamed) break;
        groups << item["group"_L1].toString();
        names << UsageRow::fromJson(item.toObject(), grouping(), 0).title();
    }
    const bool others = byDay || body["items"_L1].toArray().size() > kSeriesNamed;
    if (others) names << (byDay ? tr("Cost", "chart series") : tr("All others", "chart series"));
    std::map<qint64, std::vector<double>> bars;
    for (const QJsonValue& point : body["points"_L1].toArray()) {
        auto& parts = bars[point[0].toInteger()];
        parts.resize(static_cast<size_t>(names.size()), 0);
        const auto at = byDay ? qsizetype{0} : groups.indexOf(point[1].toString());
        const auto place = static_cast<size_t>(at >= 0 ? at : names.size() - 1);
        if (place < parts.size()) parts[place] += point[2].toDouble();
    }
    QList<charts::Bar> list;
    for (auto& [at, parts] : bars) list << charts::Bar{at, std::move(parts)};
    chart_->setSeriesNames(names);
    const qint64 since = models::timeOf(body["since"_L1]).toSecsSinceEpoch(), until = models::timeOf(body["until"_L1]).toSecsSinceEpoch();
    const qint64 step = std::max<qint64>(body["step"_L1].toInteger(), 1);
    const auto firstData = list.isEmpty() ? std::nullopt : std::optional(list.first().atS);
    const qint64 shown = models::shownSince(since, until, step, firstData, kBarsLeast);
    const QString from = shown > since ? charts::momentLabel(*firstData, until - since) : QString();
    chartCard_->setSubtitle(from.isEmpty() ? QString() : tr("since %1; nothing before", "chart").arg(from));
    chart_->setBars(shown, until, step, std::move(list));
}

void UsagePage::showTiles(const UsageSums& sums) {
    const auto bill = sums.billNanoUsd();
    QString caption = tr("everything has a price");
    if (sums.calls == 0) caption = tr("no billed calls");
    if (sums.unpriced > 0) caption = tr("without %n unpriced call(s)", "cost tile", static_cast<int>(sums.unpriced));
    if (sums.adjustedNanoUsd != 0) caption = tr("with corrections of %1").arg(models::exactMoneyText(sums.adjustedNanoUsd));
    cost_->setValue(sums.unpriced > 0 ? Status::degraded : Status::ok, models::moneyText(bill), caption);
    cost_->setToolTip(bill ? tr("Exactly %1.").arg(models::exactMoneyText(*bill)) : QString());
    calls_->setValue(Status::ok, models::countText(sums.calls), tr("rows of the ledger"));
    const auto brief = [](qint64 count) { return models::shortCountText(static_cast<double>(count)); };
    tokens_->setValue(Status::ok, brief(sums.tokensIn + sums.tokensOut),
                      tr("%1 in (%2 cached) · %3 out", "tokens").arg(brief(sums.tokensIn), brief(sums.tokensCached), brief(sums.tokensOut)),
                      tr("%1 in · %2 out", "tokens").arg(brief(sums.tokensIn), brief(sums.tokensOut)));
    unpriced_->setValue(sums.unpriced > 0 ? Status::degraded : Status::ok, models::countText(sums.unpriced),
                        sums.unpriced > 0 ? tr("calls that nothing is billed for: give their models a price") : tr("calls"), tr("calls"));
    estimated_->setValue(Status::ok, models::countText(sums.estimated),
                         sums.estimated > 0 ? tr("calls · %1 of the cost", "estimated tile").arg(models::moneyText(sums.estimatedNanoUsd)) : tr("calls"),
                         models::moneyText(sums.estimatedNanoUsd));
}

const UsageRow* UsagePage::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void UsagePage::updateActions() {
    const UsageRow* row = selected();
    const QString by = grouping();
    object_->setText(by == "user"_L1 ? tr("Open the user") : by == "key"_L1 ? tr("Open the key") : tr("Open providers"));
    QString why = row ? QString() : tr("Select a row first.");
    if (row && row->group.isEmpty()) why = tr("This row names no single object.");
    const bool probes = row && row->isProbes();
    permit(traffic_, u"viewer"_s, by == "day"_L1 || by == "user"_L1 ? tr("The live traffic cannot be filtered by this.") : why);
    permit(object_, u"viewer"_s, by == "day"_L1 ? tr("A day has no page of its own.") : probes ? tr("The gateway makes these calls itself, under nobody's key.") : why);
    permit(export_, u"viewer"_s, download_ ? tr("An export is under way.") : model_->rowCount() == 0 ? tr("There are no rows.") : QString());
}

void UsagePage::openGroup() {
    const UsageRow* row = selected();
    if (!row) return;
    if (row->grouping == "key"_L1) return Q_EMIT goTo(u"keys"_s, row->group);
    if (row->grouping == "user"_L1) return Q_EMIT goTo(u"users"_s, row->group);
    Q_EMIT goTo(u"providers"_s, row->grouping == "provider"_L1 ? row->group : QString());
}

void UsagePage::showTraffic() {
    const UsageRow* row = selected();
    if (!row) return;
    const QString value = row->isProbes() ? row->group : !row->prefix.isEmpty() ? row->prefix : row->title();
    Q_EMIT goTo(u"traffic"_s, u"filter:"_s + models::withCondition({}, row->grouping, u"="_s, value));
}

void UsagePage::open(const QString& argument) {
    const int by = group_->findData(argument);
    if (by < 0 || by == group_->currentIndex()) return;
    group_->setCurrentIndex(by);
    questionChanged();
}

void UsagePage::showFreshness(bool stale, bool offline) {
    chart_->setStale(stale || offline);
    for (KpiTile* tile : {cost_, calls_, tokens_, unpriced_, estimated_}) tile->setStale(stale || offline);
    table_->setEnabled(!offline);
    updateActions();
}

Page* createUsagePage(PageContext& context, QWidget* parent) { return new UsagePage(context, parent); }

}  // namespace ui::pages
