#include "ui/pages/users_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/list_parts.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::UserRow;

namespace {

constexpr std::chrono::seconds kInterval{10};
constexpr size_t kUsersMax = 5000;
constexpr int kDetailsWidth = 320;

enum StateChoice { kAll, kActive, kDeactivated };

}  // namespace

UsersPage::UsersPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), model_(new models::UserModel(models::userColumns(), this)),
      filter_(new models::RowFilter(this)) {
    setObjectName(u"page.users"_s);
    filter_->setSourceModel(model_);
    build();
    connect(&client().events(), &bridge::EventStream::changes, this, [this](const QJsonArray& rows) {
        for (const models::ChangeRow& row : models::changeRows(rows)) {
            const bool ours = row.action.startsWith("user."_L1) || row.action.startsWith("auth."_L1) || row.action.startsWith("outside."_L1);
            if (live_ && ours) return refresh();
        }
    });
    updateActions();
}

UsersPage::~UsersPage() {
    if (live_) setLive(false);
}

QString UsersPage::title() const { return tr("Users"); }

void UsersPage::build() {
    own_ = addButton(u"page.users.ownPassword"_s, tr("Change my password…"), &UsersPage::changeOwnPassword);
    new_ = addButton(u"page.users.new"_s, tr("New user…"), &UsersPage::newUser);
    new_->setIcon(style::icon(style::Glyph::plus, &style::Tokens::primaryText));
    style::setButtonKind(*new_, "primary");
    actions()->addWidget(own_);
    actions()->addWidget(new_);
    body()->addWidget(buildFilterBar());

    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapCard);
    row->addWidget(buildTable(), 1);
    auto* card = new widgets::Card({}, this);
    details_ = new UserDetails(card);
    connect(details_, &UserDetails::endSession, this, &UsersPage::endSession);
    connect(details_, &UserDetails::openKey, this, [this](const QString& id) { Q_EMIT goTo(u"keys"_s, id); });
    card->content()->addWidget(details_);
    card->setFixedWidth(kDetailsWidth);
    detailsCard_ = card;
    row->addWidget(card);
    body()->addLayout(row, 1);
}

QPushButton* UsersPage::addButton(const QString& name, const QString& text, void (UsersPage::*run)()) {
    auto* button = namedButton(name, text, this);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

QWidget* UsersPage::buildFilterBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    search_ = searchField(u"page.users.search"_s, tr("Search users"), tr("Search address, role or IP"), 180, bar);
    role_ = new QComboBox(bar);
    role_->setObjectName(u"page.users.role"_s);
    role_->setAccessibleName(tr("Show users with this role"));
    role_->addItem(tr("All roles", "filter"), QString());
    for (const char* role : {"admin", "operator", "viewer"}) role_->addItem(models::userRoleWord(QLatin1StringView(role)), QString::fromLatin1(role));
    state_ = new QComboBox(bar);
    state_->setObjectName(u"page.users.state"_s);
    state_->setAccessibleName(tr("Show users in this state"));
    state_->addItem(tr("All states", "filter"), kAll);
    state_->addItem(tr("Active", "filter"), kActive);
    state_->addItem(tr("Deactivated", "filter"), kDeactivated);
    edit_ = addButton(u"page.users.role.change"_s, tr("Change role…"), &UsersPage::changeRole);
    reset_ = addButton(u"page.users.reset"_s, tr("Reset password…"), &UsersPage::resetPassword);
    end_ = addButton(u"page.users.end"_s, tr("End sign-ins…"), &UsersPage::endSessions);
    active_ = addButton(u"page.users.active"_s, tr("Deactivate…"), &UsersPage::toggleActive);
    row->addWidget(search_, 1);
    row->addWidget(role_);
    row->addWidget(state_);
    row->addStretch(1);
    for (QPushButton* button : {edit_, reset_, end_, active_}) row->addWidget(button);
    connect(search_, &QLineEdit::textChanged, this, &UsersPage::applyFilter);
    connect(role_, &QComboBox::currentIndexChanged, this, &UsersPage::applyFilter);
    connect(state_, &QComboBox::currentIndexChanged, this, &UsersPage::applyFilter);
    return bar;
}

QWidget* UsersPage::buildEmpty(QWidget* parent) {
    auto* empty = new widgets::EmptyState(style::Glyph::users, tr("No users yet"),
                                          tr("A user signs in to this console or the admin API with a role of its own."), parent);
    empty->setObjectName(u"page.users.empty"_s);
    empty->setAction(tr("Create a user…"));
    connect(empty, &widgets::EmptyState::actionTriggered, this, [this] {
        if (new_->isEnabled()) newUser();
    });
    return empty;
}

QWidget* UsersPage::buildTable() {
    auto* card = new widgets::Card({}, this);
    table_ = new DataTable(u"page.users.table"_s, tr("Users"), card);
    table_->setModel(filter_);
    table_->setItemDelegateForColumn(model_->columnOf("status"), new delegates::StatusDelegate(table_));
    for (const char* column : {"lastLogin", "created"}) {
        table_->setItemDelegateForColumn(model_->columnOf(column), new delegates::RelativeTimeDelegate(table_));
    }
    table_->sortByColumn(0, Qt::AscendingOrder);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setColumnPlan({{at("email"), 0, 0},
                           {at("role"), 108, 0},
                           {at("status"), 110, 0},
                           {at("keys"), 64, 2},
                           {at("sessions"), 76, 3},
                           {at("lastLogin"), 108, 1},
                           {at("lastIp"), 120, 6},
                           {at("failed"), 72, 4},
                           {at("requests"), 84, 5},
                           {at("created"), 104, 7}});
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table_, &QWidget::customContextMenuRequested, this, &UsersPage::showMenu);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showSelection(); });
    connect(table_, &QTableView::doubleClicked, this, [this] {
        if (edit_->isEnabled()) changeRole();
    });
    tableOrEmpty_ = new QStackedWidget(card);
    tableOrEmpty_->addWidget(table_);
    tableOrEmpty_->addWidget(buildEmpty(card));
    card->content()->addWidget(tableOrEmpty_);
    return card;
}

void UsersPage::focusFilter() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

void UsersPage::toggleDetails() { detailsCard_->setVisible(detailsCard_->isHidden()); }

void UsersPage::setLive(bool live) {
    if (live == live_) return;
    live_ = live;
    if (live) {
        client().events().subscribe(u"changes"_s);
    } else {
        client().events().unsubscribe(u"changes"_s);
    }
}

void UsersPage::refresh() {
    if (loading_) return;
    loading_ = true;
    loadPage({}, {});
}

void UsersPage::poll() {
    refresh();
    table_->viewport()->update();
}

void UsersPage::loadPage(const QString& cursor, std::vector<UserRow> before) {
    QString path = u"/api/v1/admin/users?limit=500"_s;
    if (!cursor.isEmpty()) path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    client().get(path, this, [this, rows = std::move(before)](const ApiReply& reply) mutable {
        if (!reply.ok()) {
            loading_ = false;
            markFailed(tr("Users"), reply.error);
            return;
        }
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(UserRow::fromJson(item.toObject()));
        const QString next = reply.body["next_cursor"_L1].toString();
        if (!next.isEmpty() && rows.size() < kUsersMax) return loadPage(next, std::move(rows));
        takeUsers(std::move(rows), next.isEmpty());
    });
}

void UsersPage::takeUsers(std::vector<UserRow> rows, bool complete) {
    loading_ = false;
    const bool first = !std::exchange(loadedOnce_, true);
    model_->apply(std::move(rows));
    const int count = model_->rowCount();
    setSubtitle(complete ? tr("%n user(s)", "page subtitle", count) : tr("the first %n user(s)", "page subtitle", count));
    tableOrEmpty_->setCurrentIndex(count == 0 ? 1 : 0);
    if (!wanted_.isEmpty()) {
        select(std::exchange(wanted_, {}));
    } else if (first && filter_->rowCount() > 0) {
        table_->selectRow(0);
    }
    showSelection();
    markFresh(tr("Users"));
    markReady();
}

void UsersPage::applyFilter() {
    const QStringList words = search_->text().toLower().split(u' ', Qt::SkipEmptyParts);
    const QString role = role_->currentData().toString();
    const int state = state_->currentData().toInt();
    if (words.isEmpty() && role.isEmpty() && state == kAll) {
        filter_->setAccept({});
    } else {
        filter_->setAccept([this, words, role, state](int at) {
            const UserRow& row = model_->rows()[static_cast<size_t>(at)];
            if (!role.isEmpty() && row.role != role) return false;
            if (state != kAll && row.isActive != (state == kActive)) return false;
            const QString text = row.searchText();
            return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
        });
    }
    table_->setPlaceholder(tr("No user matches. Clear the search or choose another role or state."));
    showSelection();
}

const UserRow* UsersPage::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void UsersPage::select(const QString& id) {
    const int at = model_->rowOf(id);
    if (at < 0) {
        wanted_ = id;
        return;
    }
    QModelIndex row = filter_->mapFromSource(model_->index(at, 0));
    if (!row.isValid()) {
        // The filter hides what was asked for.
        search_->clear();
        role_->setCurrentIndex(0);
        state_->setCurrentIndex(0);
        row = filter_->mapFromSource(model_->index(at, 0));
    }
    table_->selectRow(row.row());
    table_->scrollTo(row);
}

void UsersPage::open(const QString& argument) {
    if (argument == "new"_L1) return newUser();
    if (!argument.isEmpty()) select(argument);
}

void UsersPage::showSelection() {
    updateActions();
    const UserRow* row = selected();
    if (!row) return details_->showNothing();
    details_->showUser(*row);
    loadDetails();
}

void UsersPage::loadDetails() {
    const UserRow* row = selected();
    if (!row || !isOnline()) return;
    const QString id = row->id;
    const auto stillShown = [this, id] {
        const UserRow* now = selected();
        return now && now->id == id;
    };
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(id));
    client().get(u"/api/v1/admin/users/%1/sessions"_s.arg(encoded), details_, [this, stillShown](const ApiReply& reply) {
        if (reply.ok() && stillShown()) details_->showSessions(models::sessionRows(reply.body["items"_L1].toArray()));
    });
    client().get(u"/api/v1/admin/api-keys?limit=50&user_id=%1"_s.arg(encoded), details_, [this, stillShown](const ApiReply& reply) {
        if (!reply.ok() || !stillShown()) return;
        std::vector<models::KeyRow> keys;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) keys.push_back(models::KeyRow::fromJson(item.toObject()));
        details_->showKeys(keys);
    });
    client().get(u"/api/v1/admin/audit?limit=20&target_id=%1"_s.arg(encoded), details_, [this, stillShown](const ApiReply& reply) {
        if (reply.ok() && stillShown()) details_->showTrail(models::changeRows(reply.body["items"_L1].toArray()));
    });
}

bool UsersPage::isSelf(const UserRow& row) const { return row.email == client().userEmail(); }

bool UsersPage::isLastAdmin(const UserRow& row) const {
    const auto& rows = model_->rows();
    return row.isActiveAdmin() && std::count_if(rows.begin(), rows.end(), [](const UserRow& one) { return one.isActiveAdmin(); }) == 1;
}

QString UsersPage::whyNotChange(const UserRow* row) const {
    if (!row) return tr("Select a user first.");
    if (isLastAdmin(*row)) return tr("This is the last active administrator: make another one first.");
    if (isSelf(*row)) return tr("This is your own account: ask another administrator.");
    return {};
}

void UsersPage::updateActions() {
    const UserRow* row = selected();
    const QString none = row ? QString() : tr("Select a user first.");
    const bool self = row && isSelf(*row);
    permit(new_, u"admin"_s, {});
    permit(own_, u"viewer"_s, {});
    permit(edit_, u"admin"_s, whyNotChange(row));
    permit(active_, u"admin"_s, whyNotChange(row));
    permit(reset_, u"admin"_s, self ? tr("Use “Change my password” for your own account.") : none);
    const bool nobody = row && row->sessions && *row->sessions == (self ? 1 : 0);
    permit(end_, u"admin"_s, nobody ? (self ? tr("You have no other sign-in.") : tr("Nobody is signed in with this account.")) : none);
    const bool off = row && !row->isActive;
    active_->setText(off ? tr("Activate…") : tr("Deactivate…"));
    active_->setAccessibleName(active_->text());
    // What keeps from ending all, save that there is nothing to end, keeps from ending one.
    details_->permitEnding(end_->isEnabled() || nobody ? QString() : end_->toolTip());
}

void UsersPage::showMenu(const QPoint& at) {
    if (!selected()) return;
    popupRowMenu(u"page.users.menu"_s, {edit_, reset_, end_, active_}, table_, at);
}

void UsersPage::showFreshness(bool stale, bool offline) {
    table_->setEnabled(!offline);
    details_->setEnabled(!stale && !offline);
    updateActions();
}

Page* createUsersPage(PageContext& context, QWidget* parent) { return new UsersPage(context, parent); }

}  // namespace ui::pages
