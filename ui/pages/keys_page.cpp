#include "ui/pages/keys_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/key_dialogs.hpp"
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
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::KeyRow;

namespace {

constexpr std::chrono::seconds kInterval{5};
constexpr size_t kKeysMax = 5000;
constexpr int kDetailsWidth = 320;
constexpr int kAllStates = -1;
constexpr int kTrailRows = 20;

}  // namespace

KeysPage::KeysPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), model_(new models::KeyModel(models::keyColumns(), this)),
      filter_(new models::RowFilter(this)) {
    setObjectName(u"page.keys"_s);
    filter_->setSourceModel(model_);
    build();
    connect(&client().events(), &bridge::EventStream::changes, this, [this](const QJsonArray& rows) {
        for (const models::ChangeRow& row : models::changeRows(rows)) {
            if (live_ && row.action.startsWith("key."_L1)) return refresh();
        }
    });
    updateActions();
}

KeysPage::~KeysPage() {
    if (live_) setLive(false);
}

QString KeysPage::title() const { return tr("API keys"); }

void KeysPage::build() {
    new_ = addButton(u"page.keys.new"_s, tr("New key…"), &KeysPage::newKey);
    new_->setIcon(style::icon(style::Glyph::plus, &style::Tokens::primaryText));
    style::setButtonKind(*new_, "primary");
    freezeShown_ = addButton(u"page.keys.freezeShown"_s, tr("Freeze shown…"), &KeysPage::freezeShown);
    actions()->addWidget(freezeShown_);
    export_ = addButton(u"page.keys.export"_s, tr("Export…"), &KeysPage::exportKeys);
    actions()->addWidget(export_);
    actions()->addWidget(new_);
    body()->addWidget(buildFilterBar());

    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapCard);
    row->addWidget(buildTable(), 1);
    auto* card = new widgets::Card({}, this);
    details_ = new KeyDetails(card);
    card->content()->addWidget(details_);
    card->setFixedWidth(kDetailsWidth);
    detailsCard_ = card;
    row->addWidget(card);
    body()->addLayout(row, 1);
}

QPushButton* KeysPage::addButton(const QString& name, const QString& text, void (KeysPage::*run)()) {
    auto* button = namedButton(name, text, this);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

QWidget* KeysPage::buildFilterBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    search_ = searchField(u"page.keys.search"_s, tr("Search keys"), tr("Search name, prefix, owner, IP or tag"), 260, bar);
    state_ = new QComboBox(bar);
    state_->setObjectName(u"page.keys.state"_s);
    state_->setAccessibleName(tr("Show keys in this state"));
    state_->addItem(tr("All states", "filter"), kAllStates);
    for (const auto state : {KeyRow::State::active, KeyRow::State::rotating, KeyRow::State::frozen, KeyRow::State::expired, KeyRow::State::revoked}) {
        state_->addItem(QIcon(style::statusGlyph(models::keyStateStatus(state), 12)), models::keyStateWord(state),
                        static_cast<int>(state));
    }
    edit_ = addButton(u"page.keys.edit"_s, tr("Edit…"), &KeysPage::editKey);
    rotate_ = addButton(u"page.keys.rotate"_s, tr("Rotate…"), &KeysPage::rotateKey);
    endGrace_ = addButton(u"page.keys.endGrace"_s, tr("End old secret…"), &KeysPage::endGrace);
    endGrace_->hide();
    freeze_ = addButton(u"page.keys.freeze"_s, tr("Freeze…"), &KeysPage::toggleFreeze);
    revoke_ = addButton(u"page.keys.revoke"_s, tr("Revoke…"), &KeysPage::revokeKey);
    row->addWidget(search_, 1);
    row->addWidget(state_);
    row->addStretch(1);
    for (QPushButton* button : {edit_, rotate_, endGrace_, freeze_, revoke_}) row->addWidget(button);
    connect(search_, &QLineEdit::textChanged, this, &KeysPage::applyFilter);
    connect(state_, &QComboBox::currentIndexChanged, this, &KeysPage::applyFilter);
    return bar;
}

QWidget* KeysPage::buildTable() {
    auto* card = new widgets::Card({}, this);
    table_ = new DataTable(u"page.keys.table"_s, tr("API keys"), card);
    table_->setModel(filter_);
    table_->setItemDelegateForColumn(model_->columnOf("status"), new delegates::StatusDelegate(table_));
    for (const char* column : {"lastUsed", "expires"}) {
        table_->setItemDelegateForColumn(model_->columnOf(column), new delegates::RelativeTimeDelegate(table_));
    }
    table_->sortByColumn(0, Qt::AscendingOrder);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setColumnPlan({{at("name"), 0, 0},
                           {at("prefix"), 100, 6},
                           {at("status"), 96, 0},
                           {at("owner"), 130, 5},
                           {at("limits"), 112, 0},
                           {at("requests"), 84, 1},
                           {at("errors"), 76, 4},
                           {at("cost"), 80, 2},
                           {at("lastUsed"), 96, 3},
                           {at("lastIp"), 112, 8},
                           {at("expires"), 96, 7},
                           {at("preset"), 96, 9},
                           {at("tags"), 96, 10}});
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table_, &QWidget::customContextMenuRequested, this, &KeysPage::showMenu);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showSelection(); });
    connect(table_, &QTableView::doubleClicked, this, [this] {
        if (edit_->isEnabled()) editKey();
    });

    auto* empty = new widgets::EmptyState(style::Glyph::keys, tr("No API keys yet"),
                                          tr("A key lets a program call models through this gateway."), card);
    empty->setObjectName(u"page.keys.empty"_s);
    empty->setAction(tr("Create the first key…"));
    connect(empty, &widgets::EmptyState::actionTriggered, this, [this] {
        if (new_->isEnabled()) newKey();
    });
    tableOrEmpty_ = new QStackedWidget(card);
    tableOrEmpty_->addWidget(table_);
    tableOrEmpty_->addWidget(empty);
    card->content()->addWidget(tableOrEmpty_);
    return card;
}

void KeysPage::focusFilter() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

void KeysPage::toggleDetails() { detailsCard_->setVisible(detailsCard_->isHidden()); }

void KeysPage::setLive(bool live) {
    if (live == live_) return;
    live_ = live;
    if (live) {
        client().events().subscribe(u"changes"_s);
    } else {
        client().events().unsubscribe(u"changes"_s);
    }
}

void KeysPage::refresh() {
    if (loading_) return;
    loading_ = true;
    loadPage({}, {});
}

void KeysPage::poll() {
    refresh();
    table_->viewport()->update();
}

void KeysPage::loadPage(const QString& cursor, std::vector<KeyRow> before) {
    QString path = u"/api/v1/admin/api-keys?limit=200"_s;
    if (!cursor.isEmpty()) path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    client().get(path, this, [this, rows = std::move(before)](const ApiReply& reply) mutable {
        if (!reply.ok()) {
            loading_ = false;
            markFailed(tr("API keys"), reply.error);
            return;
        }
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(KeyRow::fromJson(item.toObject()));
        const QString next = reply.body["next_cursor"_L1].toString();
        if (!next.isEmpty() && rows.size() < kKeysMax) return loadPage(next, std::move(rows));
        takeKeys(std::move(rows), next.isEmpty());
    });
}

void KeysPage::takeKeys(std::vector<KeyRow> rows, bool complete) {
    loading_ = false;
    const bool first = !std::exchange(loadedOnce_, true);
    model_->apply(std::move(rows));
    const int count = model_->rowCount();
    setSubtitle(complete ? tr("%n key(s)", "page subtitle", count)
                         : tr("the first %n key(s)", "page subtitle", count));
    tableOrEmpty_->setCurrentIndex(count == 0 ? 1 : 0);
    if (!wanted_.isEmpty()) {
        select(std::exchange(wanted_, {}));
    } else if (first && filter_->rowCount() > 0) {
        table_->selectRow(0);
    }
    showSelection();
    markFresh(tr("API keys"));
    markReady();
}

void KeysPage::applyFilter() {
    const QStringList words = search_->text().toLower().split(u' ', Qt::SkipEmptyParts);
    const int state = state_->currentData().toInt();
    if (words.isEmpty() && state == kAllStates) {
        filter_->setAccept({});
    } else {
        filter_->setAccept([this, words, state](int at) {
            const KeyRow& row = model_->rows()[static_cast<size_t>(at)];
            if (state != kAllStates && static_cast<int>(row.state) != state) return false;
            const QString text = row.searchText();
            return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
        });
    }
    table_->setPlaceholder(tr("No key matches. Clear the search or choose another state."));
    showSelection();
}

const KeyRow* KeysPage::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void KeysPage::select(const QString& id) {
    const int at = model_->rowOf(id);
    if (at < 0) {
        wanted_ = id;
        return;
    }
    QModelIndex row = filter_->mapFromSource(model_->index(at, 0));
    if (!row.isValid()) {
        // The filter hides what was asked for.
        search_->clear();
        state_->setCurrentIndex(0);
        row = filter_->mapFromSource(model_->index(at, 0));
    }
    table_->selectRow(row.row());
    table_->scrollTo(row);
}

void KeysPage::open(const QString& argument) {
    if (argument == "new"_L1) return newKey();
    if (!argument.isEmpty()) select(argument);
}

void KeysPage::showSelection() {
    updateActions();
    const KeyRow* row = selected();
    if (!row) return details_->showNothing();
    details_->showKey(*row);
    loadTrail();
}

void KeysPage::loadTrail() {
    const KeyRow* row = selected();
    if (!row || !isOnline()) return;
    const QString id = row->id;
    client().get(u"/api/v1/admin/audit?limit=%1&target_id=%2"_s.arg(kTrailRows).arg(QString::fromLatin1(QUrl::toPercentEncoding(id))), details_, [this, id](const ApiReply& reply) {
        const KeyRow* now = selected();
        if (!reply.ok() || !now || now->id != id) return;
        std::vector<models::ChangeRow> own;
        for (models::ChangeRow& change : models::changeRows(reply.body["items"_L1].toArray())) {
            if (change.targetId == id) own.push_back(std::move(change));
        }
        details_->showTrail(own);
    });
}

void KeysPage::updateActions() {
    const KeyRow* row = selected();
    const QString none = row ? QString() : tr("Select a key first.");
    const bool gone = row && row->state == KeyRow::State::revoked;
    const QString revoked = gone ? tr("A revoked key stays revoked.") : QString();
    const QString whyNot = none.isEmpty() ? revoked : none;
    permit(new_, u"admin"_s, {});
    permit(edit_, u"admin"_s, whyNot);
    permit(freeze_, u"operator"_s, whyNot);
    permit(rotate_, u"admin"_s, whyNot);
    permit(endGrace_, u"admin"_s, whyNot);
    endGrace_->setVisible(row && row->state == KeyRow::State::rotating);
    const bool narrowed = !search_->text().trimmed().isEmpty() || state_->currentData().toInt() != kAllStates;
    permit(export_, u"viewer"_s, filter_->rowCount() == 0 ? tr("The list shows no key.") : QString());
    permit(freezeShown_, u"operator"_s, !narrowed ? tr("Search or choose a state first: this freezes what the list shows.")
                                        : shownActive().empty() ? tr("The list shows no key that is served.") : QString());
    permit(revoke_, u"admin"_s, whyNot);
    const bool frozen = row && row->state == KeyRow::State::frozen;
    freeze_->setText(frozen ? tr("Unfreeze…") : tr("Freeze…"));
    freeze_->setAccessibleName(freeze_->text());
}

void KeysPage::showMenu(const QPoint& at) {
    if (!selected()) return;
    popupRowMenu(u"page.keys.menu"_s, {edit_, rotate_, endGrace_, freeze_, revoke_}, table_, at);
}

void KeysPage::showFreshness(bool stale, bool offline) {
    table_->setEnabled(!offline);
    details_->setEnabled(!stale && !offline);
    updateActions();
}

Page* createKeysPage(PageContext& context, QWidget* parent) { return new KeysPage(context, parent); }

}  // namespace ui::pages
