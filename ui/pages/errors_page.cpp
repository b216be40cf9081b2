#include "ui/pages/errors_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/charts/bar_chart.hpp"
#include "ui/charts/plot_axis.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/models/traffic_expression.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/error_details.hpp"
#include "ui/pages/preferences.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::ErrorGroupRow;

namespace {
constexpr int kDetailsWidth = 320;
const QString kKeptGroup = u"errors/group"_s;
constexpr int kChartHigh = 176;
}  // namespace

ErrorsPage::ErrorsPage(PageContext& context, QWidget* parent)
    : ReportPage(context, parent), model_(new models::ErrorGroupModel(models::errorGroupColumns(), this)), sorted_(new models::RowFilter(this)) {
    setObjectName(u"page.errors"_s);
    sorted_->setSourceModel(model_);
    build();
    if (preferences()) {
        const QSignalBlocker quiet(group_);
        group_->setCurrentIndex(std::max(0, group_->findData(preferences()->kept(kKeptGroup))));
    }
    updateActions();
}

QString ErrorsPage::title() const { return tr("Errors"); }

void ErrorsPage::build() {
    export_ = addButton(u"page.errors.export"_s, tr("Export…"), [this] { exportGroups(); });
    actions()->addWidget(export_);
    body()->addWidget(buildBar());

    auto* chartCard = new widgets::Card(tr("When they failed"), this);
    chart_ = new charts::BarChart(chartCard);
    chart_->setObjectName(u"page.errors.chart"_s);
    chart_->setAccessibleName(tr("Errors over time"));
    chart_->setSeriesNames({tr("5xx and broken answers", "chart series"), u"429"_s, tr("other 4xx", "chart series")});
    const auto count = [](double value) { return QLocale().toString(value, 'f', 0); };
    chart_->setFormats(count, count);
    chart_->setTopMin(4);
    chart_->setWhole(true);
    chart_->setEmptyText(tr("No errors in this range"));
    chart_->setToolTip(tr("Double-click a bar to see its time alone"));
    connect(chart_, &charts::BarChart::barChosen, this, [this](qint64 from, qint64 until) { chooseSpan(std::pair(from, until)); });
    chartCard->content()->addWidget(chart_);
    chartCard->setFixedHeight(kChartHigh);
    body()->addWidget(chartCard);

    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapCard);
    row->addWidget(buildGroups(), 1);
    detailsCard_ = new widgets::Card({}, this);
    details_ = new ErrorDetails(detailsCard_);
    connect(details_, &ErrorDetails::partChosen, this, [this](const ErrorGroupRow& part) {
        if (const ErrorGroupRow* whole = selected()) Q_EMIT goTo(u"traffic"_s, u"filter:"_s + expressionOf(*whole) + u" and "_s + expressionOf(part));
    });
    connect(details_, &ErrorDetails::traceChosen, this, [this](const QString& trace) { Q_EMIT goTo(u"traffic"_s, trace); });
    static_cast<widgets::Card*>(detailsCard_)->content()->addWidget(details_);
    detailsCard_->setFixedWidth(kDetailsWidth);
    row->addWidget(detailsCard_);
    body()->addLayout(row, 1);
}

QWidget* ErrorsPage::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    group_ = addChoice(u"page.errors.group"_s, tr("Group the errors by"), [this] {
        partsOf_.clear();
        if (preferences()) preferences()->keep(kKeptGroup, grouping());
        questionChanged();
    });
    group_->addItem(tr("By error code", "grouping"), u"code"_s);
    group_->addItem(tr("By provider", "grouping"), u"provider"_s);
    group_->addItem(tr("By model", "grouping"), u"model"_s);
    group_->addItem(tr("By key", "grouping"), u"key"_s);
    group_->addItem(tr("By instance", "grouping"), u"node"_s);
    span_ = addButton(u"page.errors.span"_s, {}, [this] { chooseSpan(std::nullopt); });
    span_->setIcon(style::icon(style::Glyph::close));
    span_->setToolTip(tr("Show the whole range again"));
    span_->setAccessibleName(span_->toolTip());
    span_->hide();
    traffic_ = addButton(u"page.errors.traffic"_s, tr("Show in live traffic"), [this] { showTraffic(); });
    newest_ = addButton(u"page.errors.newest"_s, tr("Open the newest request"), [this] { openNewest(); });
    object_ = addButton(u"page.errors.object"_s, tr("Open the provider"), [this] { openObject(); });
    circuit_ = addButton(u"page.errors.circuit"_s, tr("Open circuit…"), [this] { openCircuit(); });
    row->addWidget(group_);
    row->addWidget(span_);
    row->addStretch(1);
    for (QPushButton* button : {circuit_, object_, newest_, traffic_}) row->addWidget(button);
    return bar;
}

QWidget* ErrorsPage::buildEmpty(QWidget* parent) {
    empty_ = new widgets::EmptyState(style::Glyph::check, tr("No errors in this range"), tr("Every request that came was answered."), parent);
    empty_->setGood(true);
    empty_->setObjectName(u"page.errors.empty"_s);
    return empty_;
}

QWidget* ErrorsPage::buildGroups() {
    auto* card = new widgets::Card({}, this);
    table_ = new DataTable(u"page.errors.table"_s, tr("Groups of errors"), card);
    table_->setModel(sorted_);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setItemDelegateForColumn(at("group"), new delegates::StatusDelegate(table_));
    table_->setItemDelegateForColumn(at("share"), new delegates::UsageDelegate(table_));
    for (const char* column : {"first", "last"}) table_->setItemDelegateForColumn(at(column), new delegates::RelativeTimeDelegate(table_));
    table_->sortByColumn(at("count"), Qt::DescendingOrder);
    offerOnRows(table_, u"page.errors.menu"_s, {traffic_, newest_, object_, circuit_}, traffic_);
    planColumns();
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showSelection(); });
    tableOrEmpty_ = new QStackedWidget(card);
    tableOrEmpty_->addWidget(table_);
    tableOrEmpty_->addWidget(buildEmpty(card));
    card->content()->addWidget(tableOrEmpty_);
    return card;
}

/// Only codes have a meaning; other groups leave its room to the figures.
void ErrorsPage::planColumns() {
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    const bool byCode = grouping() == "code"_L1;
    QList<ColumnPlan> plan{{at("group"), byCode ? 176 : 0, 0}, {at("count"), 72, 0}, {at("share"), 78, 2}, {at("change"), 64, 3}, {at("keys"), 60, 4},
                           {at("status"), 72, 5}, {at("last"), 104, 1}, {at("first"), 104, 6}, {at("trace"), 252, 7}};
    if (byCode) plan.insert(1, {at("meaning"), 0, 0});
    table_->setColumnPlan(plan);
}

void ErrorsPage::focusFilter() { group_->setFocus(Qt::ShortcutFocusReason); }

void ErrorsPage::toggleDetails() { detailsCard_->setVisible(detailsCard_->isHidden()); }

void ErrorsPage::setRange(std::chrono::seconds window) {
    if (window != range()) chooseSpan(std::nullopt);
    ReportPage::setRange(window);
}

QString ErrorsPage::grouping() const { return group_->currentData().toString(); }

QString ErrorsPage::chosenSpan() const {
    if (!chosen_) return span();
    const auto text = [](qint64 timeS) { return QDateTime::fromSecsSinceEpoch(timeS, Qt::UTC).toString(Qt::ISODate); };
    return u"since=%1&until=%2"_s.arg(text(chosen_->first), text(chosen_->second));
}

void ErrorsPage::refresh() {
    const QString by = grouping();
    ask(tr("Errors"), u"/api/v1/admin/reports/errors?group=%1&%2"_s.arg(by, chosenSpan()), [this](const QJsonObject& body) { take(body); });
    // One bar alone in the list: the chart still shows the whole range.
    if (chosen_) {
        ask(tr("Errors over time"), u"/api/v1/admin/reports/errors?group=code&%1"_s.arg(span()), [this](const QJsonObject& body) { takeChart(body); });
    }
    loadParts();
    loadMarkers();
}

void ErrorsPage::take(const QJsonObject& body) {
    planColumns();
    const qint64 errors = body["errors"_L1].toInteger();
    const qint64 requests = body["requests"_L1].toInteger();
    std::vector<ErrorGroupRow> rows;
    for (const QJsonValue& item : body["items"_L1].toArray()) rows.push_back(ErrorGroupRow::fromJson(item.toObject(), grouping(), errors));
    const bool first = model_->rowCount() == 0 && !rows.empty();
    model_->apply(std::move(rows));
    if (!chosen_) takeChart(body);
    QString subtitle = tr("%n error(s)", "page subtitle", static_cast<int>(errors));
    if (requests > 0) {
        subtitle = tr("%1 of %n request(s) failed, %2", "page subtitle", static_cast<int>(requests))
                       .arg(models::countText(errors), models::percentText(static_cast<double>(errors) / static_cast<double>(requests)));
    }
    const QDateTime since = models::timeOf(body["counted_since"_L1]);
    if (since.isValid()) subtitle += u" · "_s + tr("only the newest are counted, since %1").arg(since.toLocalTime().toString(u"MM-dd HH:mm"_s));
    setSubtitle(subtitle);
    summary_ = subtitle;
    spanText_ = spanText(body);
    tableOrEmpty_->setCurrentIndex(errors == 0 ? 1 : 0);
    const QString whole = requests > 0 ? tr("%n request(s) came and none failed.", nullptr, static_cast<int>(requests)) : tr("There were no requests either.");
    empty_->setText(style::Glyph::check, tr("No errors in this range"), u"%1\n%2"_s.arg(spanText_, whole));
    if (!wanted_.isEmpty() && model_->rowOf(u"code:"_s + wanted_) >= 0) {
        table_->selectRow(sorted_->mapFromSource(model_->index(model_->rowOf(u"code:"_s + std::exchange(wanted_, {})), 0)).row());
    } else if ((first || !selected()) && sorted_->rowCount() > 0) {
        table_->selectRow(0);
    }
    showSelection();
    markReady();
}

void ErrorsPage::takeChart(const QJsonObject& body) {
    QList<charts::Bar> bars;
    for (const QJsonValue& point : body["points"_L1].toArray()) {
        bars << charts::Bar{point[0].toInteger(), {point[1].toDouble(), point[2].toDouble(), point[3].toDouble()}};
    }
    chart_->setBars(models::timeOf(body["since"_L1]).toSecsSinceEpoch(), models::timeOf(body["until"_L1]).toSecsSinceEpoch(), body["step"_L1].toInteger(), std::move(bars));
}

void ErrorsPage::chooseSpan(std::optional<std::pair<qint64, qint64>> span) {
    if (chosen_ == span) return;
    chosen_ = span;
    span_->setVisible(span.has_value());
    if (span) {
        const qint64 whole = range().count();
        span_->setText(tr("%1 – %2", "from one time to another").arg(charts::momentLabel(span->first, whole), charts::momentLabel(span->second, whole)));
    }
    partsOf_.clear();
    questionChanged();
}

const ErrorGroupRow* ErrorsPage::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void ErrorsPage::showSelection() {
    updateActions();
    const ErrorGroupRow* row = selected();
    if (!row) return details_->showNothing();
    details_->showGroup(*row);
    if (partsOf_ != row->key()) loadParts();
}

void ErrorsPage::loadParts() {
    const ErrorGroupRow* row = selected();
    const QString by = grouping();
    if (!row || !isOnline()) return;
    partsOf_ = row->key();
    loadMessages();
    const QString other = by == "code"_L1 ? u"provider"_s : u"code"_s;
    const QString path = u"/api/v1/admin/reports/errors?group=%1&%2&%3"_s.arg(other, groupFilter(*row), chosenSpan());
    client().get(path, details_, [this, key = row->key(), other](const bridge::ApiReply& reply) {
        const ErrorGroupRow* now = selected();
        if (!reply.ok() || !now || now->key() != key) return;
        std::vector<ErrorGroupRow> parts;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) {
            parts.push_back(ErrorGroupRow::fromJson(item.toObject(), other, reply.body["errors"_L1].toInteger()));
        }
        details_->showParts(other == "code"_L1 ? tr("What fails there") : tr("Where it fails"), parts);
    });
}

QString ErrorsPage::expressionOf(const ErrorGroupRow& row) {
    // A broken answer has status 200: it is known by its code.
    const QString failed = u"(status>=400 or error!=\"\")"_s;
    if (row.group.isEmpty()) return failed;
    if (row.grouping == "code"_L1) return models::withCondition({}, u"error"_s, u"="_s, row.group);
    if (row.grouping == "node"_L1) return failed;
    return models::withCondition(failed, row.grouping, u"="_s, row.grouping == "key"_L1 && !row.label.isEmpty() ? row.label : row.group);
}

void ErrorsPage::showTraffic() {
    if (const ErrorGroupRow* row = selected()) Q_EMIT goTo(u"traffic"_s, u"filter:"_s + expressionOf(*row));
}

void ErrorsPage::openNewest() {
    if (const ErrorGroupRow* row = selected()) Q_EMIT goTo(u"traffic"_s, row->traceId);
}

void ErrorsPage::openObject() {
    const ErrorGroupRow* row = selected();
    if (!row) return;
    if (row->grouping == "key"_L1) return Q_EMIT goTo(u"keys"_s, row->group);
    Q_EMIT goTo(u"providers"_s, row->grouping == "provider"_L1 ? row->group : QString());
}

void ErrorsPage::open(const QString& argument) {
    const int by = group_->findData(argument);
    if (by < 0) {
        wanted_ = argument;
        group_->setCurrentIndex(0);
    } else {
        group_->setCurrentIndex(by);
    }
    questionChanged();
}

void ErrorsPage::updateActions() {
    const ErrorGroupRow* row = selected();
    const QString none = row ? QString() : tr("Select a group first.");
    permit(traffic_, u"viewer"_s, none);
    permit(newest_, u"viewer"_s, row && row->traceId.isEmpty() ? tr("The log names no request.") : none);
    const bool key = row && row->grouping == "key"_L1;
    object_->setText(key ? tr("Open the key") : tr("Open providers"));
    permit(object_, u"viewer"_s, key && row->group.isEmpty() ? tr("These requests named no key that is known.") : none);
    permit(circuit_, u"operator"_s, row && row->grouping == "provider"_L1 && row->group.isEmpty() ? tr("These requests reached no provider.") : none);
    permit(export_, u"viewer"_s, model_->rowCount() == 0 ? tr("There are no rows.") : QString());
}

void ErrorsPage::showFreshness(bool stale, bool offline) {
    chart_->setStale(stale || offline);
    table_->setEnabled(!offline);
    updateActions();
}

Page* createErrorsPage(PageContext& context, QWidget* parent) { return new ErrorsPage(context, parent); }

}  // namespace ui::pages
