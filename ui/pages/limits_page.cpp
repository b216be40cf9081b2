#include "ui/pages/limits_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/json_values.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/limit_what_if.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::LimitRow;

namespace {

constexpr std::chrono::seconds kInterval{2};
constexpr size_t kRowsMax = 2000;

}  // namespace

LimitsPage::LimitsPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), model_(new models::LimitModel(models::limitColumns(), this)),
      states_(new models::LimitStateModel(models::limitStateColumns(), this)), filter_(new models::RowFilter(this)) {
    setObjectName(u"page.limits"_s);
    filter_->setSourceModel(model_);
    build();
    updateActions();
}

QString LimitsPage::title() const { return tr("Rate limits"); }

void LimitsPage::build() {
    new_ = addButton(u"page.limits.new"_s, tr("Add a limit…"), &LimitsPage::addLimit);
    new_->setIcon(style::icon(style::Glyph::plus, &style::Tokens::primaryText));
    style::setButtonKind(*new_, "primary");
    export_ = addButton(u"page.limits.export"_s, tr("Export CSV…"), &LimitsPage::exportLimits);
    actions()->addWidget(export_);
    actions()->addWidget(new_);
    body()->addWidget(buildFilterBar());
    body()->addWidget(buildTable(), 1);
    body()->addWidget(buildTabs());
}

QPushButton* LimitsPage::addButton(const QString& name, const QString& text, void (LimitsPage::*run)()) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

QWidget* LimitsPage::buildFilterBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGap);
    search_ = new QLineEdit(bar);
    search_->setObjectName(u"page.limits.search"_s);
    search_->setAccessibleName(tr("Search limits"));
    search_->setPlaceholderText(tr("Search name, address or operator"));
    search_->setClearButtonEnabled(true);
    search_->addAction(style::icon(style::Glyph::search), QLineEdit::LeadingPosition);
    search_->setMinimumWidth(180);
    search_->setMaximumWidth(320);
    scope_ = new QComboBox(bar);
    scope_->setObjectName(u"page.limits.scope"_s);
    scope_->setAccessibleName(tr("Show limits of this scope"));
    scope_->addItem(tr("All scopes", "filter"), QString());
    for (const char* scope : {"global", "key", "user", "preset", "ip"})
        scope_->addItem(models::limitScopeWord(QLatin1StringView(scope)), QString::fromLatin1(scope));
    edit_ = addButton(u"page.limits.edit"_s, tr("Change…"), &LimitsPage::editLimit);
    afresh_ = addButton(u"page.limits.afresh"_s, tr("Count afresh…"), &LimitsPage::countAfresh);
    remove_ = addButton(u"page.limits.remove"_s, tr("Remove…"), &LimitsPage::removeLimit);
    clear_ = addButton(u"page.limits.clear"_s, tr("Clear counters…"), &LimitsPage::clearCounters);
    row->addWidget(search_, 1);
    row->addWidget(scope_);
    row->addStretch(1);
    for (QPushButton* button : {edit_, afresh_, clear_, remove_}) row->addWidget(button);
    connect(search_, &QLineEdit::textChanged, this, &LimitsPage::applyFilter);
    connect(scope_, &QComboBox::currentIndexChanged, this, &LimitsPage::applyFilter);
    return bar;
}

QWidget* LimitsPage::buildTable() {
    auto* card = new widgets::Card({}, this);
    table_ = new DataTable(u"page.limits.table"_s, tr("Limits"), card);
    table_->setModel(filter_);
    table_->setItemDelegateForColumn(model_->columnOf("now"), new delegates::StatusDelegate(table_));
    table_->sortByColumn(0, Qt::AscendingOrder);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setColumnPlan({{at("scope"), 84, 0},
                           {at("subject"), 0, 0},
                           {at("rpm"), 124, 0},
                           {at("tpm"), 112, 0},
                           {at("tpd"), 112, 7},
                           {at("parallel"), 76, 6},
                           {at("origin"), 120, 5},
                           {at("budget"), 150, 3},
                           {at("now"), 160, 1},
                           {at("peak"), 92, 4},
                           {at("refused"), 64, 2},
                           {at("changed"), 200, 8}});
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showWhatIfSubject();
        updateActions();
    });
    connect(table_, &QTableView::doubleClicked, this, [this] {
        if (edit_->isEnabled()) editLimit();
    });
    auto* empty = new widgets::EmptyState(style::Glyph::limits, tr("No limits are set"),
                                          tr("Limit all keys, or a key, a user, a preset or an address."), card);
    empty->setObjectName(u"page.limits.empty"_s);
    empty->setAction(tr("Add a limit…"));
    connect(empty, &widgets::EmptyState::actionTriggered, this, [this] {
        if (new_->isEnabled()) addLimit();
    });
    tableOrEmpty_ = new QStackedWidget(card);
    tableOrEmpty_->addWidget(table_);
    tableOrEmpty_->addWidget(empty);
    card->content()->addWidget(tableOrEmpty_);
    return card;
}

void LimitsPage::focusFilter() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

void LimitsPage::toggleDetails() { details_->setVisible(details_->isHidden()); }

void LimitsPage::open(const QString& argument) {
    if (argument.isEmpty()) return;
    if (argument == "holds"_L1) return tabs_->setCurrentIndex(0);
    if (argument == "what-if"_L1) return tabs_->setCurrentWidget(whatIf_);
    wantedKey_ = argument;
    loadKeys();
}

void LimitsPage::refresh() {
    loadKeys();
    loadPresets();
    askWhatIf();
    poll();
}

void LimitsPage::poll() {
    loadExplanation();
    if (loading_) return;
    loading_ = true;
    loadLimits({}, {});
}

void LimitsPage::loadLimits(const QString& cursor, std::vector<LimitRow> before) {
    QString path = u"/api/v1/admin/limits?limit=500"_s;
    if (!cursor.isEmpty()) path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    client().get(path, this, [this, rows = std::move(before)](const ApiReply& reply) mutable {
        if (!reply.ok()) {
            loading_ = false;
            return markFailed(tr("Limits"), reply.error);
        }
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(LimitRow::fromJson(item.toObject()));
        const QString next = reply.body["next_cursor"_L1].toString();
        if (!next.isEmpty() && rows.size() < kRowsMax) return loadLimits(next, std::move(rows));
        takeLimits(std::move(rows));
    });
}

void LimitsPage::takeLimits(std::vector<LimitRow> rows) {
    loading_ = false;
    const bool first = !hasData();
    model_->apply(std::move(rows));
    const auto& all = model_->rows();
    const auto own = std::count_if(all.begin(), all.end(), [](const LimitRow& row) { return row.scope != "global"_L1; });
    setSubtitle(tr("%n subject(s) with limits of their own", "page subtitle", static_cast<int>(own)));
    const bool nothing = own == 0 && std::all_of(all.begin(), all.end(), [](const LimitRow& row) {
        return row.isEmpty() && !row.settingRpm && !row.settingTpm;
    });
    tableOrEmpty_->setCurrentIndex(nothing ? 1 : 0);
    if (first) {
        loadKeys();
        loadPresets();
        if (filter_->rowCount() > 0) table_->selectRow(0);
    }
    if (!wantedRow_.isEmpty()) showRow(std::exchange(wantedRow_, {}));
    showWhatIfSubject();
    updateActions();
    markFresh(tr("Limits"));
    markReady();
}

void LimitsPage::showRow(const QString& key) {
    const int at = model_->rowOf(key);
    if (at < 0) return;
    QModelIndex row = filter_->mapFromSource(model_->index(at, 0));
    if (!row.isValid()) {
        search_->clear();
        scope_->setCurrentIndex(0);
        row = filter_->mapFromSource(model_->index(at, 0));
    }
    table_->selectRow(row.row());
    table_->scrollTo(row);
}

void LimitsPage::applyFilter() {
    const QStringList words = search_->text().toLower().split(u' ', Qt::SkipEmptyParts);
    const QString scope = scope_->currentData().toString();
    if (words.isEmpty() && scope.isEmpty()) {
        filter_->setAccept({});
    } else {
        filter_->setAccept([this, words, scope](int at) {
            const LimitRow& row = model_->rows()[static_cast<size_t>(at)];
            if (!scope.isEmpty() && row.scope != scope) return false;
            const QString text = row.searchText();
            return std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
        });
    }
    table_->setPlaceholder(tr("Nothing of this scope has limits of its own."));
    updateActions();
}

const LimitRow* LimitsPage::selected() const {
    if (tableOrEmpty_->currentIndex() != 0) return nullptr;
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void LimitsPage::updateActions() {
    const LimitRow* row = selected();
    const QString none = row ? QString() : tr("Select a line first.");
    permit(new_, u"admin"_s, {});
    permit(edit_, u"admin"_s, none);
    const bool tries = whatIf_->rpmTried() || whatIf_->tpmTried();
    permit(whatIf_->adoptButton(), u"admin"_s, whatIf_->subjectKey().isEmpty() ? tr("Select a line first.") : tries ? QString() : tr("Try a number first."));
    const bool range = row && row->scope == "ip"_L1 && row->subject.contains(u'/');
    permit(afresh_, u"operator"_s, range ? tr("Counters belong to single addresses.") : none);
    permit(clear_, u"operator"_s, scope_->currentData().toString().isEmpty() ? tr("Choose in the filter whose counters to clear.") : QString());
    permit(export_, u"viewer"_s, filter_->rowCount() == 0 ? tr("There are no rows.") : QString());
    permit(remove_, u"admin"_s, row && row->isEmpty() ? tr("Nothing is set here.") : none);
}

void LimitsPage::showFreshness(bool stale, bool offline) {
    for (QWidget* part : {static_cast<QWidget*>(table_), static_cast<QWidget*>(stateTable_), static_cast<QWidget*>(key_), static_cast<QWidget*>(preset_),
                          static_cast<QWidget*>(address_)})
        part->setEnabled(!offline);
    whatIf_->setFreshness(stale, offline);
    updateActions();
}

Page* createLimitsPage(PageContext& context, QWidget* parent) { return new LimitsPage(context, parent); }

}  // namespace ui::pages
