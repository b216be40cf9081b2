#include "ui/pages/security_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/change_row.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/jwt_card.hpp"
#include "ui/pages/list_parts.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::BlockRow;
using models::SecurityEventRow;

namespace {

constexpr std::chrono::seconds kInterval{2};
constexpr std::chrono::seconds kCountdown{1};
constexpr std::chrono::milliseconds kTypingPause{400};
constexpr int kNotFound = 404;
enum Tab { kBlocksTab, kEventsTab, kJwtTab };

bool hasWords(const QString& text, const QStringList& words) {
    return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
}

QStringList wordsIn(const QLineEdit* field) { return field->text().toLower().split(u' ', Qt::SkipEmptyParts); }

}  // namespace

SecurityPage::SecurityPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), blocks_(new models::BlockModel(models::blockColumns(), this)),
      blockFilter_(new models::RowFilter(this)),
      events_(new models::SecurityEventModel(models::securityEventColumns(), this)), eventFilter_(new models::RowFilter(this)) {
    setObjectName(u"page.security"_s);
    blockFilter_->setSourceModel(blocks_);
    eventFilter_->setSourceModel(events_);
    build();
    searchPause_.setSingleShot(true);
    searchPause_.setInterval(kTypingPause);
    connect(&searchPause_, &QTimer::timeout, this, [this] {
        if (isOnline()) loadBlocks();
    });
    countdown_.setInterval(kCountdown);
    connect(&countdown_, &QTimer::timeout, this, [this] {
        if (tabs_->currentIndex() == kBlocksTab) blockTable_->viewport()->update();
        if (tabs_->currentIndex() == kJwtTab) jwt_->tick();
    });
    connect(&client().events(), &bridge::EventStream::changes, this, [this](const QJsonArray& rows) {
        for (const models::ChangeRow& row : models::changeRows(rows)) {
            if (live_ && (row.action.startsWith("ip."_L1) || row.action.startsWith("jwt."_L1))) return refresh();
        }
    });
    updateActions();
}

SecurityPage::~SecurityPage() {
    if (live_) setLive(false);
}

QString SecurityPage::title() const { return tr("Security & blocklist"); }

void SecurityPage::build() {
    block_ = addButton(u"page.security.block"_s, tr("Block…"), &SecurityPage::askBlock);
    block_->setIcon(style::icon(style::Glyph::block, &style::Tokens::primaryText));
    style::setButtonKind(*block_, "primary");
    export_ = addButton(u"page.security.export"_s, tr("Export CSV…"), &SecurityPage::exportCsv);
    actions()->addWidget(export_);
    actions()->addWidget(block_);
    auto* card = new widgets::Card({}, this);
    tabs_ = new QTabWidget(card);
    tabs_->setObjectName(u"page.security.tabs"_s);
    tabs_->setAccessibleName(tr("Parts of security"));
    tabs_->setDocumentMode(true);
    tabs_->addTab(buildBlocks(), tr("Blocked", "tab"));
    tabs_->addTab(buildEvents(), tr("Events", "tab"));
    jwt_ = new JwtCard(tabs_);
    connect(jwt_->rotateButton(), &QPushButton::clicked, this, &SecurityPage::rotateJwt);
    connect(jwt_->retireButton(), &QPushButton::clicked, this, &SecurityPage::retireJwt);
    tabs_->addTab(jwt_, tr("Signing keys (JWT)", "tab"));
    connect(tabs_, &QTabWidget::currentChanged, this, [this] {
        updateActions();
        if (isOnline()) refresh();
    });
    card->content()->addWidget(tabs_);
    body()->addWidget(card, 1);
}

QPushButton* SecurityPage::addButton(const QString& name, const QString& text, void (SecurityPage::*run)()) {
    auto* button = namedButton(name, text, this);
    if (run) connect(button, &QPushButton::clicked, this, run);
    return button;
}

QLineEdit* SecurityPage::addSearch(const QString& name, const QString& accessibleName, void (SecurityPage::*changed)()) {
    auto* field = searchField(name, accessibleName, accessibleName, 240, this);
    connect(field, &QLineEdit::textChanged, this, changed);
    return field;
}

QWidget* SecurityPage::buildBlocks() {
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    blockSearch_ = addSearch(u"page.security.blockSearch"_s, tr("Search address, reason or operator"), &SecurityPage::filterBlocks);
    expiry_ = addButton(u"page.security.expiry"_s, tr("Change the time…"), &SecurityPage::askExpiry);
    verify_ = addButton(u"page.security.verify"_s, tr("Ask every worker"), nullptr);
    unblock_ = addButton(u"page.security.unblock"_s, tr("Unblock"), &SecurityPage::unblock);
    connect(verify_, &QPushButton::clicked, this, [this] {
        if (const BlockRow* row = selectedBlock()) verify(row->ip, 403, 1);
    });
    auto* bar = new QHBoxLayout;
    bar->setSpacing(style::kGap);
    bar->addWidget(blockSearch_, 1);
    bar->addStretch(1);
    for (QPushButton* button : {verify_, expiry_, unblock_}) bar->addWidget(button);
    column->addLayout(bar);

    blockTable_ = new DataTable(u"page.security.blocks"_s, tr("Blocked addresses"), part);
    blockTable_->setModel(blockFilter_);
    for (const char* name : {"since", "lastHit"}) blockTable_->setItemDelegateForColumn(blocks_->columnOf(name), new delegates::RelativeTimeDelegate(blockTable_));
    const auto at = [this](const char* name) { return blocks_->columnOf(name); };
    blockTable_->sortByColumn(at("since"), Qt::DescendingOrder);
    blockTable_->setColumnPlan({{at("target"), 0, 0}, {at("reason"), 260, 0}, {at("source"), 84, 4}, {at("by"), 160, 3},
                                {at("since"), 104, 2}, {at("left"), 104, 0}, {at("hits"), 84, 0}, {at("lastHit"), 112, 1}});
    blockTable_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(blockTable_, &QWidget::customContextMenuRequested, this, &SecurityPage::showBlockMenu);
    connect(blockTable_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateActions(); });
    auto* empty = new widgets::EmptyState(style::Glyph::check, tr("Nothing is blocked"), tr("Requests from every address are looked at."), part);
    empty->setObjectName(u"page.security.blocks.empty"_s);
    empty->setAction(tr("Block an address…"));
    connect(empty, &widgets::EmptyState::actionTriggered, this, [this] {
        if (block_->isEnabled()) askBlock();
    });
    blocksOrEmpty_ = new QStackedWidget(part);
    blocksOrEmpty_->addWidget(blockTable_);
    blocksOrEmpty_->addWidget(empty);
    column->addWidget(blocksOrEmpty_, 1);
    return part;
}

QWidget* SecurityPage::buildEvents() {
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    eventSearch_ = addSearch(u"page.security.eventSearch"_s, tr("Search address, key, user or trace id"), &SecurityPage::filterEvents);
    eventKind_ = new QComboBox(part);
    eventKind_->setObjectName(u"page.security.kind"_s);
    eventKind_->setAccessibleName(tr("Show events of this kind"));
    eventKind_->addItem(tr("All events", "filter"), QString());
    for (const char* kind : {"login_failed", "signature_failed", "unknown_key", "blocked", "address_not_allowed", "rate_limit"}) {
        eventKind_->addItem(models::securityKindWord(QString::fromLatin1(kind)), QString::fromLatin1(kind));
    }
    eventKind_->addItem(tr("What people changed", "filter"), u"."_s);
    connect(eventKind_, &QComboBox::currentIndexChanged, this, &SecurityPage::filterEvents);
    eventRequest_ = addButton(u"page.security.request"_s, tr("Show the request"), &SecurityPage::openEventRequest);
    freezeEvent_ = addButton(u"page.security.freezeKey"_s, tr("Freeze the key…"), &SecurityPage::freezeEventKey);
    blockEvent_ = addButton(u"page.security.blockAddress"_s, tr("Block this address…"), &SecurityPage::blockEvent);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(style::kGap);
    bar->addWidget(eventSearch_, 1);
    bar->addWidget(eventKind_);
    bar->addStretch(1);
    for (QPushButton* button : {eventRequest_, freezeEvent_, blockEvent_}) bar->addWidget(button);
    column->addLayout(bar);

    eventTable_ = new DataTable(u"page.security.events"_s, tr("Security events"), part);
    eventTable_->setModel(eventFilter_);
    eventTable_->setItemDelegateForColumn(events_->columnOf("kind"), new delegates::StatusDelegate(eventTable_));
    for (const char* name : {"last", "first"}) eventTable_->setItemDelegateForColumn(events_->columnOf(name), new delegates::RelativeTimeDelegate(eventTable_));
    const auto at = [this](const char* name) { return events_->columnOf(name); };
    eventTable_->sortByColumn(at("last"), Qt::DescendingOrder);
    eventTable_->setColumnPlan({{at("kind"), 190, 0}, {at("last"), 104, 0}, {at("ip"), 190, 0}, {at("who"), 160, 1},
                                {at("count"), 72, 0}, {at("detail"), 0, 2}, {at("trace"), 190, 4}, {at("first"), 104, 3}});
    eventTable_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(eventTable_, &QWidget::customContextMenuRequested, this, &SecurityPage::showEventMenu);
    connect(eventTable_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateActions(); });
    auto* empty = new widgets::EmptyState(style::Glyph::check, tr("Nothing suspicious"),
                                          tr("Failed sign-ins and signatures, refused addresses and bursts of unknown keys stand here."), part);
    empty->setObjectName(u"page.security.events.empty"_s);
    eventsOrEmpty_ = new QStackedWidget(part);
    eventsOrEmpty_->addWidget(eventTable_);
    eventsOrEmpty_->addWidget(empty);
    column->addWidget(eventsOrEmpty_, 1);
    return part;
}

void SecurityPage::focusFilter() {
    QLineEdit* field = tabs_->currentIndex() == kEventsTab ? eventSearch_ : blockSearch_;
    if (tabs_->currentIndex() == kJwtTab) tabs_->setCurrentIndex(kBlocksTab);
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void SecurityPage::setLive(bool live) {
    if (live == live_) return;
    live_ = live;
    if (live) {
        client().events().subscribe(u"changes"_s);
        countdown_.start();
    } else {
        client().events().unsubscribe(u"changes"_s);
        countdown_.stop();
    }
}

void SecurityPage::refresh() {
    if (!loadingBlocks_) {
        loadingBlocks_ = true;
        loadBlocks();
    }
    loadEvents();
    loadJwt();
}

/// Only what is looked at; the others are read when their tab is opened.
void SecurityPage::poll() {
    if (tabs_->currentIndex() == kEventsTab) return loadEvents();
    if (tabs_->currentIndex() == kJwtTab) return loadJwt();
    if (loadingBlocks_) return;
    loadingBlocks_ = true;
    loadBlocks();
}

/// One page. Of a list that is longer the gateway does the searching.
void SecurityPage::loadBlocks() {
    QString path = u"/api/v1/admin/blocked-ips?limit=500"_s;
    const QString words = blockSearch_->text().trimmed();
    if (!blocksComplete_ && !words.isEmpty()) path += u"&q="_s + QString::fromLatin1(QUrl::toPercentEncoding(words));
    client().get(path, this, [this](const ApiReply& reply) {
        if (!reply.ok()) {
            loadingBlocks_ = false;
            return markFailed(tr("Blocked addresses"), reply.error);
        }
        std::vector<BlockRow> rows;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(BlockRow::fromJson(item.toObject()));
        const auto total = models::integerOf(reply.body["total"_L1]).value_or(static_cast<qint64>(rows.size()));
        takeBlocks(std::move(rows), total);
    });
}

void SecurityPage::takeBlocks(std::vector<BlockRow> rows, qint64 total) {
    loadingBlocks_ = false;
    blocks_->apply(std::move(rows));
    blocksComplete_ = blocks_->rowCount() >= total;
    const QString all = tr("%n address(es) or range(s) blocked", "page subtitle", static_cast<int>(total));
    setSubtitle(blocksComplete_ ? all : tr("%1, the newest %2 shown", "page subtitle").arg(all, models::countText(blocks_->rowCount())));
    blocksOrEmpty_->setCurrentIndex(total == 0 ? 1 : 0);
    if (!wanted_.isEmpty()) selectBlock(std::exchange(wanted_, {}));
    updateActions();
    markFresh(tr("Blocked addresses"));
    markReady();
}

void SecurityPage::loadEvents() {
    client().get(u"/api/v1/admin/security/events?limit=500"_s, this, [this](const ApiReply& reply) {
        if (!reply.ok()) return markFailed(tr("Security events"), reply.error);
        std::vector<SecurityEventRow> rows;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(SecurityEventRow::fromJson(item.toObject()));
        events_->apply(std::move(rows));
        eventsOrEmpty_->setCurrentIndex(events_->rowCount() == 0 ? 1 : 0);
        updateActions();
        markFresh(tr("Security events"));
    });
}

void SecurityPage::loadJwt() {
    client().get(u"/api/v1/admin/security/jwt"_s, this, [this](const ApiReply& reply) {
        if (reply.status == kNotFound) {
            jwt_->showNotOffered();
        } else if (!reply.ok()) {
            return markFailed(tr("Signing keys"), reply.error);
        } else {
            jwt_->showState(JwtState::fromJson(reply.body));
        }
        updateActions();
        markFresh(tr("Signing keys"));
    });
}

void SecurityPage::filterBlocks() {
    const QStringList words = wordsIn(blockSearch_);
    blockFilter_->setAccept(words.isEmpty() ? std::function<bool(int)>() : [this, words](int at) {
        return hasWords(blocks_->rows()[static_cast<size_t>(at)].searchText(), words);
    });
    blockTable_->setPlaceholder(tr("No block matches. Clear the search."));
    if (!blocksComplete_) searchPause_.start();
    updateActions();
}

void SecurityPage::filterEvents() {
    const QStringList words = wordsIn(eventSearch_);
    const QString kind = eventKind_->currentData().toString();
    eventFilter_->setAccept(words.isEmpty() && kind.isEmpty() ? std::function<bool(int)>() : [this, words, kind](int at) {
        const SecurityEventRow& row = events_->rows()[static_cast<size_t>(at)];
        const bool ofKind = kind.isEmpty() || row.kind == kind || (kind == "."_L1 && row.kind.contains(u'.'));
        return ofKind && hasWords(row.searchText(), words);
    });
    eventTable_->setPlaceholder(tr("No event matches. Clear the search or choose another kind."));
    updateActions();
}

const BlockRow* SecurityPage::selectedBlock() const {
    const QModelIndexList rows = blockTable_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : blocks_->find(rows.first().data(models::kKeyRole).toString());
}

const SecurityEventRow* SecurityPage::selectedEvent() const {
    const QModelIndexList rows = eventTable_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : events_->find(rows.first().data(models::kKeyRole).toString());
}

void SecurityPage::selectBlock(const QString& ip) {
    const int at = blocks_->rowOf(ip);
    if (at < 0) {
        wanted_ = ip;
        return;
    }
    QModelIndex row = blockFilter_->mapFromSource(blocks_->index(at, 0));
    if (!row.isValid()) {
        blockSearch_->clear();
        row = blockFilter_->mapFromSource(blocks_->index(at, 0));
    }
    tabs_->setCurrentIndex(kBlocksTab);
    blockTable_->selectRow(row.row());
    blockTable_->scrollTo(row);
}

void SecurityPage::open(const QString& argument) {
    if (argument.isEmpty()) return;
    if (argument == "blocks"_L1) return tabs_->setCurrentIndex(kBlocksTab);
    if (argument == "events"_L1) return tabs_->setCurrentIndex(kEventsTab);
    if (argument == "jwt"_L1) return tabs_->setCurrentIndex(kJwtTab);
    if (argument == "block"_L1) return askBlock();
    if (blocks_->find(argument)) return selectBlock(argument);
    askBlockOf(argument);
}

void SecurityPage::updateActions() {
    const BlockRow* block = selectedBlock();
    const SecurityEventRow* event = selectedEvent();
    const QString noBlock = block ? QString() : tr("Select a block first.");
    const QString noEvent = event ? QString() : tr("Select an event first.");
    permit(block_, u"operator"_s, {});
    permit(expiry_, u"operator"_s, noBlock);
    permit(unblock_, u"operator"_s, noBlock);
    permit(verify_, u"viewer"_s, noBlock);
    const bool noAddress = event && event->ip.isEmpty();
    const bool isBlocked = event && event->isBlocked;
    permit(blockEvent_, u"operator"_s,
           noAddress ? tr("This event names no single address.") : isBlocked ? tr("This address is blocked already.") : noEvent);
    permit(freezeEvent_, u"operator"_s, event && event->keyId.isEmpty() ? tr("This event names no key.") : noEvent);
    permit(eventRequest_, u"viewer"_s, event && event->traceId.isEmpty() ? tr("This event names no request.") : noEvent);
    const int rows = tabs_->currentIndex() == kEventsTab ? eventFilter_->rowCount() : blockFilter_->rowCount();
    const QString nothing = tabs_->currentIndex() == kJwtTab ? tr("There is no list on this tab.") : rows == 0 ? tr("There are no rows.") : QString();
    permit(export_, u"viewer"_s, nothing);
    permit(jwt_->rotateButton(), u"admin"_s, jwt_->isOffered() ? QString() : tr("This engine does not offer it."));
    permit(jwt_->retireButton(), u"admin"_s, jwt_->whyNoRetire());
}

void SecurityPage::showBlockMenu(const QPoint& at) {
    if (!selectedBlock()) return;
    popupRowMenu(u"page.security.blockMenu"_s, {verify_, expiry_, unblock_}, blockTable_, at);
}

void SecurityPage::showEventMenu(const QPoint& at) {
    if (!selectedEvent()) return;
    popupRowMenu(u"page.security.eventMenu"_s, {blockEvent_, freezeEvent_, eventRequest_}, eventTable_, at);
}

void SecurityPage::showFreshness(bool stale, bool offline) {
    blockTable_->setEnabled(!offline);
    eventTable_->setEnabled(!offline);
    jwt_->setEnabled(!stale && !offline);
    updateActions();
}

Page* createSecurityPage(PageContext& context, QWidget* parent) { return new SecurityPage(context, parent); }

}  // namespace ui::pages
