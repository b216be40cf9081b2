#include "ui/pages/traffic_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/pages/grip_splitter.hpp"
#include "ui/pages/preferences.hpp"
#include "ui/pages/saved_filters.hpp"
#include "ui/pages/trace_view.hpp"
#include "ui/pages/traffic_feed.hpp"
#include "ui/pages/traffic_filter_bar.hpp"
#include "ui/pages/traffic_table.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/command_line.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::TrafficRow;

namespace {

constexpr std::chrono::seconds kInterval{5};
constexpr std::chrono::milliseconds kSelectionSettles{120};
constexpr int kValuesMax = 50;
constexpr int kForbidden = 403;
constexpr int kListShare = 4, kTraceShare = 3;  // of the height

}  // namespace

TrafficPage::TrafficPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), ring_(new models::TrafficRing(this)), job_(new ExportJob(this)) {
    setObjectName(u"page.traffic"_s);
    feed_ = new TrafficFeed(client(), *ring_, this);
    loadTimer_.setSingleShot(true);
    loadTimer_.setInterval(kSelectionSettles);
    connect(&loadTimer_, &QTimer::timeout, this, &TrafficPage::loadTrace);
    build();
    addShortcuts();
    connectFeed();
    connectExport();
    connect(&client(), &bridge::AdminClient::engineStageChanged, this, &TrafficPage::updateCurl);
    connect(&client(), &bridge::AdminClient::linkChanged, this, &TrafficPage::updateWatching);
    updateCurl();
    updateActions();
}

TrafficPage::~TrafficPage() {
    if (logTask_.cancelled) logTask_.cancelled();
    feed_->setWatching(false);
}

QString TrafficPage::title() const { return tr("Live traffic"); }

void TrafficPage::build() {
    buildActions();
    filters_ = new TrafficFilterBar([this](const QString& field) { return ring_->valuesOf(field, kValuesMax); }, this);
    actions()->insertWidget(0, new SavedFilters(*filters_, preferences()));
    body()->addWidget(filters_);
    auto* splitter = new GripSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"page.traffic.splitter"_s);
    splitter->addWidget(buildList());
    splitter->addWidget(buildTrace());
    // The story of a request needs its attempts, its reasons and its bill in sight without scrolling in the smallest window.
    splitter->setSizes({kListShare, kTraceShare});
    splitter->setStretchFactor(0, kListShare);
    splitter->setStretchFactor(1, kTraceShare);
    body()->addWidget(splitter, 1);
    rememberColumns();
    connect(filters_, &TrafficFilterBar::filterChanged, this, &TrafficPage::applyFilter);
    connect(filters_, &TrafficFilterBar::slowChanged, this, [this] { ring_->setSlowMs(filters_->slowMs()); });
    connect(filters_, &TrafficFilterBar::traceWanted, this, &TrafficPage::findTrace);
}

void TrafficPage::buildActions() {
    const auto add = [this](const QString& name, style::Glyph glyph, const QString& text, const QString& tip) {
        auto* button = new QPushButton(style::icon(glyph), text, this);
        button->setObjectName(name);
        button->setAccessibleName(text);
        button->setToolTip(tip);
        actions()->addWidget(button);
        return button;
    };
    older_ = add(u"page.traffic.older"_s, style::Glyph::clock, tr("Load older"), {});
    marker_ = add(u"page.traffic.marker"_s, style::Glyph::minus, tr("Marker", "a line in the list"), tr("Inserts a line with the time (M)"));
    export_ = add(u"page.traffic.export"_s, style::Glyph::download, tr("Export"), {});
    connect(older_, &QPushButton::clicked, feed_, &TrafficFeed::loadOlder);
    connect(marker_, &QPushButton::clicked, this, &TrafficPage::insertMarker);
    buildExportMenu();
}

void TrafficPage::buildExportMenu() {
    exportMenu_ = new QMenu(export_);
    exportMenu_->setObjectName(u"page.traffic.export.menu"_s);
    const auto choice = [this](const char* name, auto run) {
        QAction* action = exportMenu_->addAction(QString());
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    using Format = models::ExportFormat;
    QAction* csv = choice("page.traffic.export.csv", [this] { chooseExportFile(Format::csv); });
    QAction* jsonl = choice("page.traffic.export.jsonl", [this] { chooseExportFile(Format::jsonl); });
    exportMenu_->addSeparator();
    QAction* logCsv = choice("page.traffic.export.logCsv", [this] { askLogExport(Format::csv); });
    QAction* logJsonl = choice("page.traffic.export.logJsonl", [this] { askLogExport(Format::jsonl); });
    shownExports_ = {csv, jsonl};
    logExports_ = {logCsv, logJsonl};
    const auto name = [this, csv, jsonl, logCsv, logJsonl] {
        const int count = ring_->shownRequestCount();
        csv->setText(tr("%n request(s) as CSV…", "export", count));
        jsonl->setText(tr("%n request(s) as JSON lines…", "export", count));
        const bool all = ring_->filter().isEmpty();
        logCsv->setText(all ? tr("The whole log as CSV…") : tr("The whole log that matches as CSV…"));
        logJsonl->setText(all ? tr("The whole log as JSON lines…") : tr("The whole log that matches as JSON lines…"));
    };
    name();
    connect(exportMenu_, &QMenu::aboutToShow, this, name);
    connect(export_, &QPushButton::clicked, this, &TrafficPage::showExportMenu);
}

void TrafficPage::rememberColumns() {
    if (!preferences()) return;
    const QString name = u"traffic/columns"_s;
    table_->setColumnsText(preferences()->kept(name).toString());
    connect(table_, &DataTable::columnsChosen, this, [this, name] { preferences()->keep(name, table_->columnsText()); });
    connect(table_, &DataTable::columnsReset, this, [this, name] { preferences()->keep(name, {}); });
}

void TrafficPage::showExportMenu() { exportMenu_->popup(export_->mapToGlobal(QPoint(0, export_->height()))); }

QWidget* TrafficPage::buildList() {
    auto* card = new widgets::Card({}, this);
    table_ = new TrafficTable(*ring_, card);
    listOrEmpty_ = new QStackedWidget(card);
    listOrEmpty_->addWidget(table_);
    listOrEmpty_->addWidget(buildEmptyState());
    card->content()->addWidget(listOrEmpty_);
    connect(table_, &TrafficTable::heldChanged, ring_, &models::TrafficRing::setHeld);
    connect(table_, &TrafficTable::resumeWanted, this, &Page::resumeWanted);
    connect(table_, &TrafficTable::topReached, feed_, &TrafficFeed::loadOlder);
    connect(table_, &TrafficTable::traceSelected, this, &TrafficPage::showTrace);
    connect(table_, &TrafficTable::cellMenuWanted, this, &TrafficPage::showCellMenu);
    return card;
}

QWidget* TrafficPage::buildEmptyState() {
    auto* holder = new QWidget(this);
    auto* column = new QVBoxLayout(holder);
    empty_ = new widgets::EmptyState(style::Glyph::traffic, tr("Waiting for requests…"),
                                     tr("Each request appears here as it ends. Put an API key in GW_KEY and run this command."), holder);
    empty_->setObjectName(u"page.traffic.empty"_s);
    empty_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    curl_ = new widgets::CommandLine({}, holder);
    curl_->setObjectName(u"page.traffic.curl"_s);
    column->addStretch(1);
    column->addWidget(empty_);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(curl_, 6);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    return holder;
}

QWidget* TrafficPage::buildTrace() {
    auto* card = new widgets::Card({}, this);
    trace_ = new TraceView(card);
    card->content()->addWidget(trace_);
    connect(trace_, &TraceView::keyWanted, this, [this](const QString& keyId) { Q_EMIT goTo(u"keys"_s, keyId); });
    traceCard_ = card;
    return card;
}

void TrafficPage::addShortcuts() {
    const auto add = [this](const QKeySequence& keys, auto run) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(QKeySequence(Qt::Key_M), [this] { insertMarker(); });
    add(QKeySequence(Qt::Key_End), [this] { table_->follow(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_G), [this] { filters_->focusTrace(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_E), [this] {
        if (export_->isEnabled()) showExportMenu();
    });
}

void TrafficPage::connectFeed() {
    connect(feed_, &TrafficFeed::arrived, this, [this] {
        forbidden_ = false;
        updateCounts();
        if (newestWanted_) openNewest(trace_->shownTab());
        markFresh(tr("Requests", "data source"));
        markReady();
    });
    connect(feed_, &TrafficFeed::failed, this, [this](const bridge::ApiError& error) {
        forbidden_ = error.httpStatus == kForbidden;
        updateCounts();
        markFailed(tr("Requests", "data source"), error);
    });
    connect(feed_, &TrafficFeed::olderChanged, this, &TrafficPage::updateActions);
    connect(feed_, &TrafficFeed::olderChanged, this, &TrafficPage::lookBack);
}

void TrafficPage::updateWatching() {
    if (!isOnline()) feed_->noteDisconnected();
    feed_->setWatching(isVisible() && isOnline());
}

void TrafficPage::setLive(bool) {
    table_->setPaused(isPaused());
    updateWatching();
}

void TrafficPage::showEvent(QShowEvent* event) {
    table_->setPaused(isPaused());
    Page::showEvent(event);
    updateWatching();
}

void TrafficPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    updateWatching();
    loadTimer_.stop();
}

void TrafficPage::refresh() {
    if (feed_->isWatching()) feed_->catchUp();
    if (!presetsAsked_) loadPresets();
}

void TrafficPage::poll() { feed_->check(); }

void TrafficPage::applyFilter() {
    ring_->setFilter(filters_->filter());
    updateCounts();
}

void TrafficPage::updateCounts() {
    const int kept = ring_->requestCount();
    const int shown = ring_->shownRequestCount();
    setSubtitle(ring_->filter().isEmpty()
                    ? tr("%n request(s), at most %1 are kept", "page subtitle", kept).arg(models::countText(static_cast<qint64>(ring_->rowsMax())))
                    : tr("%1 of %2 requests shown", "page subtitle").arg(models::countText(shown), models::countText(kept)));
    listOrEmpty_->setCurrentIndex(ring_->requestCount() == 0 && ring_->rowCount() == 0 ? 1 : 0);
    if (forbidden_) {
        empty_->setText(style::Glyph::lock, tr("You may not see requests"), tr("Your role does not allow it. Ask an administrator of this gateway."));
    } else {
        empty_->setText(style::Glyph::traffic, tr("Waiting for requests…"),
                        tr("Each request appears here as it ends. Put an API key in GW_KEY and run this command."));
    }
    curl_->setVisible(!forbidden_);
    table_->setPlaceholder(tr("No request passes the filter."));
    updateActions();
}

void TrafficPage::updateActions() {
    const bool full = ring_->isFull();
    permit(older_, u"viewer"_s,
           full                     ? tr("The list holds its most: %1 requests.").arg(models::countText(static_cast<qint64>(ring_->rowsMax())))
           : feed_->mayLoadOlder() ? QString()
                                   : tr("There are no older requests."));
    export_->setEnabled(ring_->requestCount() > 0 && !isExporting());
    export_->setToolTip(export_->isEnabled() ? tr("Writes the requests shown, or the whole log, to a file (Ctrl+E)")
                        : isExporting()      ? tr("An export is under way.")
                                             : tr("There is nothing to export."));
    for (QAction* action : shownExports_) action->setEnabled(ring_->shownRequestCount() > 0);
    for (QAction* action : logExports_) action->setEnabled(isOnline());
    marker_->setEnabled(ring_->rowCount() > 0);
}

void TrafficPage::updateCurl() {
    curl_->setText(u"curl %1/v1/chat/completions -H \"Authorization: Bearer $GW_KEY\" "
                   "-H \"Content-Type: application/json\" "
                   "-d '{\"model\":\"default\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'"_s.arg(client().gatewayUrl()));
}

void TrafficPage::insertMarker() {
    if (!marker_->isEnabled()) return;
    const QDateTime now = QDateTime::currentDateTime();
    TrafficRow line;
    line.kind = TrafficRow::Kind::marker;
    line.atMs = now.toMSecsSinceEpoch();
    line.traceId = tr("Marker %1").arg(now.toString(u"HH:mm:ss"_s));
    ring_->append({line});
    updateCounts();
}

void TrafficPage::focusFilter() { filters_->focusExpression(); }

void TrafficPage::toggleDetails() { traceCard_->setVisible(traceCard_->isHidden()); }

void TrafficPage::showFreshness(bool, bool offline) {
    // The list stays readable and searchable; only what asks the gateway is switched off.
    if (offline) updateWatching();
    updateActions();
}

Page* createTrafficPage(PageContext& context, QWidget* parent) { return new TrafficPage(context, parent); }

}  // namespace ui::pages
