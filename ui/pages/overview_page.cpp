#include "ui/pages/overview_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/pages/change_marks.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/overview_charts.hpp"
#include "ui/pages/overview_tiles.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/command_line.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;

namespace {

constexpr std::chrono::seconds kInterval{1};
constexpr int kSummaryTicks = 2;
constexpr int kDependencyTicks = 5;
constexpr int kSeriesTicks = 60;         // the engine's own averages replace those made of samples
constexpr int kSeriesTicksNoEvents = 5;  // while no event stream feeds the charts
constexpr qint64 kSamplesLostMs = 3000;
constexpr size_t kChangesShown = 10;
constexpr size_t kChangesAsked = 60;  // sign-ins among them are left out
constexpr int kTopRowMin = 210;
constexpr int kTableMin = 92;  // the header and two rows: the smallest window shows all of the page without scrolling

}  // namespace

OverviewPage::OverviewPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent),
      dependencies_(new models::DependencyModel(models::dependencyColumns(), this)),
      changes_(new models::ChangeModel(models::changeColumns(), this)) {
    setObjectName(u"page.overview"_s);
    series_.setWindow(range());
    build();
    bridge::EventStream& events = client().events();
    connect(&events, &bridge::EventStream::metricSample, this, [this](const QJsonObject& sample) {
        if (!live_) return;
        sinceSample_.start();
        series_.append(sample);
    });
    connect(&events, &bridge::EventStream::changes, this, [this](const QJsonArray& rows) { takeChanges(rows, false); });
    connect(&events, &bridge::EventStream::resync, this, [this](const QString& topic) {
        if (!live_) return;
        load(topic == "changes"_L1 ? kChanges : kSeries);
    });
    connect(&client(), &bridge::AdminClient::engineStageChanged, this, &OverviewPage::updateCurl);
    updateCurl();
}

OverviewPage::~OverviewPage() {
    if (live_) setLive(false);
}

QString OverviewPage::title() const { return tr("Overview"); }

void OverviewPage::build() {
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget(scroll);
    inside->setObjectName(u"scrolled"_s);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGapCard);

    tiles_ = new OverviewTiles(inside);
    charts_ = new OverviewCharts(inside);
    charts_->setWindow(range());
    trafficOrEmpty_ = new QStackedWidget(inside);
    trafficOrEmpty_->addWidget(charts_);
    trafficOrEmpty_->addWidget(buildEmptyState());
    trafficOrEmpty_->setMinimumHeight(kTopRowMin);
    column->addWidget(tiles_);
    column->addWidget(trafficOrEmpty_, 5);
    column->addWidget(buildTables(), 4);
    scroll->setWidget(inside);
    body()->addWidget(scroll, 1);
}

QWidget* OverviewPage::buildEmptyState() {
    auto* card = new widgets::Card({}, this);
    auto* empty = new widgets::EmptyState(style::Glyph::traffic, tr("No traffic yet — send the first request"),
                                          tr("Create an API key, put it in GW_KEY and run this command."), card);
    empty->setObjectName(u"page.overview.empty"_s);
    empty->setAction(tr("New API key…"));
    connect(empty, &widgets::EmptyState::actionTriggered, this, [this] { Q_EMIT goTo(u"keys"_s, u"new"_s); });
    curl_ = new widgets::CommandLine({}, card);
    curl_->setObjectName(u"page.overview.curl"_s);
    curl_->setMaximumWidth(900);
    empty->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    card->content()->addStretch(2);
    card->content()->addWidget(empty);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(curl_, 6);
    row->addStretch(1);
    card->content()->addLayout(row);
    card->content()->addStretch(3);
    return card;
}

QWidget* OverviewPage::buildTables() {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(style::kGapCard);

    auto* dependencyCard = new widgets::Card(tr("Dependencies"), row);
    dependencyTable_ = new DataTable(u"page.overview.dependencies"_s, tr("Dependencies"), dependencyCard);
    auto* sorted = new models::RowFilter(this);
    sorted->setSourceModel(dependencies_);
    dependencyTable_->setModel(sorted);
    dependencyTable_->setItemDelegateForColumn(1, new delegates::StatusDelegate(dependencyTable_));
    dependencyTable_->setItemDelegateForColumn(3, new delegates::UsageDelegate(dependencyTable_));
    dependencyTable_->sortByColumn(1, Qt::AscendingOrder);  // what is wrong comes first
    dependencyCard->content()->addWidget(dependencyTable_);

    auto* changeCard = new widgets::Card(tr("Recent changes"), row);
    changeTable_ = new DataTable(u"page.overview.changes"_s, tr("Recent changes"), changeCard);
    changeTable_->setModel(changes_);
    changeTable_->setSortingEnabled(false);
    changeTable_->setItemDelegateForColumn(0, new delegates::RelativeTimeDelegate(changeTable_));
    changeTable_->setItemDelegateForColumn(4, new delegates::StatusDelegate(changeTable_));
    changeTable_->setPlaceholder(tr("No changes recorded yet"));
    changeCard->content()->addWidget(changeTable_);

    for (DataTable* table : {dependencyTable_, changeTable_}) {
        table->setMinimumHeight(kTableMin);
        table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);  // the stretches share the height, not what the tables would like
        table->horizontalHeader()->setDefaultSectionSize(table->horizontalHeader()->minimumSectionSize());  // the plan only widens
    }
    dependencyTable_->setColumnPlan({{0, 184, 0}, {1, 100, 0}, {2, 80, 0}, {3, 88, 1}, {4, 76, 3}, {5, 0, 0}});
    changeTable_->setColumnPlan({{0, 92, 0}, {1, 152, 0}, {2, 0, 0}, {3, 120, 2}, {4, 84, 1}});
    line->addWidget(dependencyCard, 12);
    line->addWidget(changeCard, 10);
    return row;
}

void OverviewPage::setRange(std::chrono::seconds window) {
    series_.setWindow(window);
    charts_->setWindow(window);
    Page::setRange(window);
}

void OverviewPage::setLive(bool live) {
    if (live == live_) return;
    live_ = live;
    for (const QString& topic : {u"metrics"_s, u"changes"_s}) {
        if (live) {
            client().events().subscribe(topic);
        } else {
            client().events().unsubscribe(topic);
        }
    }
}

void OverviewPage::refresh() {
    ticks_ = 0;
    for (const Part part : {kSummary, kSeries, kDependencies, kChanges}) load(part);
}

void OverviewPage::poll() {
    ++ticks_;
    if (ticks_ % kSummaryTicks == 0) load(kSummary);
    if (ticks_ % kDependencyTicks == 0) load(kDependencies);
    const bool events = sinceSample_.isValid() && sinceSample_.elapsed() < kSamplesLostMs;
    if (ticks_ % (events ? kSeriesTicks : kSeriesTicksNoEvents) == 0 || series_.isEmpty()) load(kSeries);
    if (!events && ticks_ % kDependencyTicks == 0) load(kChanges);
    showTraffic();
    changeTable_->viewport()->update();
}

QString OverviewPage::pathOf(Part part) const {
    const qint64 window = range().count();
    switch (part) {
        case kSummary: return u"/api/v1/admin/metrics/summary?window=%1"_s.arg(window);
        case kSeries: {
            QStringList names = OverviewCharts::seriesNames();
            names << u"spool_pending"_s << u"cost_nanousd"_s;
            return u"/api/v1/admin/metrics/series?name=%1&window=%2&step=%3"_s.arg(names.join(u','))
                .arg(window)
                .arg(models::MetricSeries::stepFor(range()).count());
        }
        case kDependencies: return u"/api/v1/admin/dependencies"_s;
        default: return u"/api/v1/admin/changes?limit=%1"_s.arg(kChangesAsked);
    }
}

QString OverviewPage::nameOf(Part part) {
    switch (part) {
        case kSummary: return tr("Figures");
        case kSeries: return tr("Charts");
        case kDependencies: return tr("Dependencies");
        default: return tr("Recent changes");
    }
}

void OverviewPage::load(Part part) {
    if ((asked_ & part) != 0) return;
    asked_ |= part;
    const auto window = range();
    client().get(pathOf(part), this, [this, part, window](const ApiReply& reply) {
        asked_ &= ~part;
        // The range was changed meanwhile: this answer belongs to the old one.
        if (window != range() && (part == kSummary || part == kSeries)) return load(part);
        take(part, reply);
    });
}

void OverviewPage::take(Part part, const ApiReply& reply) {
    answered_ |= part;
    if (!reply.ok()) {
        markFailed(nameOf(part), reply.error);
    } else {
        if (part == kSummary) takeSummary(reply.body);
        if (part == kSeries) series_.load(reply.body);
        if (part == kDependencies) takeDependencies(reply.body);
        if (part == kChanges) takeChanges(reply.body["items"_L1].toArray(), true);
        showTraffic();
        markFresh(nameOf(part));
    }
    if (answered_ == kAll && sum_.windowS) markReady();
}

void OverviewPage::takeSummary(const QJsonObject& body) {
    sum_ = models::MetricsSummary::fromJson(body);
    if (!sum_.windowS) sum_.windowS = range().count();
    tiles_->show(sum_, series_);
}

void OverviewPage::takeDependencies(const QJsonObject& body) {
    const QDateTime checkedAt = models::timeOf(body["checked_at"_L1]);
    std::vector<models::DependencyRow> rows;
    for (const QJsonValue& item : body["items"_L1].toArray()) {
        rows.push_back(models::DependencyRow::fromJson(item.toObject(), checkedAt));
    }
    dependencies_->apply(std::move(rows));
}

void OverviewPage::takeChanges(const QJsonArray& rows, bool all) {
    std::vector<models::ChangeRow> parsed = models::changeRows(rows);
    // The trail knows sign-ins too; they change nothing.
    std::erase_if(parsed, [](const auto& row) { return row.action.startsWith("auth."_L1) && row.action != "auth.bootstrap"_L1; });
    // Events arrive in the order of the trail; the list is newest first. The gateway's own have numbers of their own kind.
    std::stable_sort(parsed.begin(), parsed.end(), [](const auto& a, const auto& b) { return a.at != b.at ? a.at > b.at : a.seq > b.seq; });
    if (all) {
        if (parsed.size() > kChangesShown) parsed.resize(kChangesShown);
        changes_->apply(std::move(parsed));
    } else {
        changes_->prepend(parsed, kChangesShown);
    }
    showMarkers();
}

void OverviewPage::showMarkers() { charts_->setMarkers(changeMarks(changes_->rows())); }

void OverviewPage::showTraffic() {
    const bool traffic = sum_.requests.value_or(0) > 0 || series_.hasTraffic({u"requests"_s});
    trafficOrEmpty_->setCurrentIndex(traffic ? 0 : 1);
    if (traffic) charts_->show(series_);
    if (sum_.windowS) tiles_->follow(series_);
}

void OverviewPage::updateCurl() {
    const QString url = client().gatewayUrl();
    curl_->setText(u"curl %1/v1/chat/completions -H \"Authorization: Bearer $GW_KEY\" "
                   "-H \"Content-Type: application/json\" "
                   "-d '{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'"_s.arg(url));
}

void OverviewPage::showFreshness(bool stale, bool offline) {
    tiles_->setStale(stale || offline);
    charts_->setStale(stale || offline);
    dependencyTable_->setEnabled(!offline);
    changeTable_->setEnabled(!offline);
}

Page* createOverviewPage(PageContext& context, QWidget* parent) { return new OverviewPage(context, parent); }

}  // namespace ui::pages
