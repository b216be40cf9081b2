#include "ui/pages/audit_page.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/delegates/cell_delegates.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/pages/audit_filter.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::AuditRow;

namespace {

constexpr std::chrono::seconds kInterval{5};
constexpr size_t kRowsMax = 5000;
constexpr int kPageRows = 200;
constexpr int kDetailsWidth = 380;

}  // namespace

AuditPage::AuditPage(PageContext& context, QWidget* parent)
    : Page(context, kInterval, parent), model_(new models::AuditModel(models::auditColumns(), this)),
      differences_(new models::RowTableModel<models::AuditDifference>(models::differenceColumns(), this)),
      lines_(new LinesJob(this)) {
    setObjectName(u"page.audit"_s);
    build();
    connect(&client().events(), &bridge::EventStream::changes, this, [this] {
        if (live_) refresh();
    });
    updateActions();
}

AuditPage::~AuditPage() {
    if (live_) setLive(false);
}

QString AuditPage::title() const { return tr("Audit"); }

void AuditPage::build() {
    verify_ = addButton(u"page.audit.verify"_s, tr("Verify chain"), &AuditPage::verifyChain);
    export_ = addButton(u"page.audit.export"_s, tr("Export…"), &AuditPage::chooseFile);
    actions()->addWidget(verify_);
    actions()->addWidget(export_);
    filter_ = new AuditFilter(this);
    connect(filter_, &AuditFilter::changed, this, [this] {
        target_.clear();
        startOver();
    });
    body()->addWidget(filter_);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGapCard);
    row->addWidget(buildTable(), 1);
    details_ = buildDetails();
    row->addWidget(details_);
    body()->addLayout(row, 1);
}

QPushButton* AuditPage::addButton(const QString& name, const QString& text, void (AuditPage::*run)()) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    connect(button, &QPushButton::clicked, this, run);
    return button;
}

QWidget* AuditPage::buildTable() {
    auto* card = new widgets::Card({}, this);
    table_ = new DataTable(u"page.audit.table"_s, tr("Audit trail"), card);
    table_->setModel(model_);
    table_->setSortingEnabled(false);  // newest first: the order of the chain
    table_->setItemDelegateForColumn(model_->columnOf("outcome"), new delegates::StatusDelegate(table_));
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setColumnPlan({{at("time"), 156, 0},
                           {at("actor"), 150, 1},
                           {at("action"), 150, 0},
                           {at("target"), 0, 0},
                           {at("outcome"), 96, 2},
                           {at("source"), 84, 4},
                           {at("reason"), 150, 3},
                           {at("role"), 96, 6},
                           {at("ip"), 112, 5},
                           {at("seq"), 64, 7}});
    table_->setPlaceholder(tr("No row matches. Clear the filter or choose a longer time."));
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { showSelection(); });
    more_ = new QPushButton(tr("Load older rows"), card);
    more_->setObjectName(u"page.audit.more"_s);
    more_->setAccessibleName(more_->text());
    connect(more_, &QPushButton::clicked, this, [this] { load(nextCursor_); });
    more_->hide();
    auto* empty = new widgets::EmptyState(style::Glyph::audit, tr("No records yet"),
                                          tr("Every change of the gateway is written down here before it is answered."), card);
    empty->setObjectName(u"page.audit.empty"_s);
    tableOrEmpty_ = new QStackedWidget(card);
    tableOrEmpty_->addWidget(table_);
    tableOrEmpty_->addWidget(empty);
    card->content()->addWidget(tableOrEmpty_, 1);
    card->content()->addWidget(more_, 0, Qt::AlignHCenter);
    return card;
}

QWidget* AuditPage::buildDetails() {
    auto* card = new widgets::Card({}, this);
    card->setFixedWidth(kDetailsWidth);
    heading_ = new QLabel(card);
    heading_->setObjectName(u"page.audit.heading"_s);
    heading_->setFont(style::sectionFont());
    facts_ = new QLabel(card);
    facts_->setObjectName(u"page.audit.facts"_s);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel* label : {heading_, facts_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        card->content()->addWidget(label);
    }
    differenceTable_ = new DataTable(u"page.audit.difference"_s, tr("Before and after"), card);
    differenceTable_->setModel(differences_);
    differenceTable_->setSortingEnabled(false);
    differenceTable_->setColumnPlan({{0, 112, 0}, {1, 112, 0}, {2, 0, 0}});
    differenceTable_->setPlaceholder(tr("This row tells of no changed field."));
    card->content()->addWidget(differenceTable_, 1);
    chain_ = new QLabel(tr("The chain has not been verified yet."), card);
    chain_->setObjectName(u"page.audit.chain"_s);
    chain_->setProperty("role", u"secondary"_s);
    chain_->setWordWrap(true);
    card->content()->addWidget(chain_);
    return card;
}

void AuditPage::focusFilter() { filter_->focusFirst(); }
void AuditPage::toggleDetails() { details_->setVisible(details_->isHidden()); }

void AuditPage::open(const QString& argument) {
    if (argument.isEmpty()) return;
    filter_->clear();
    target_ = argument;
    startOver();
}

void AuditPage::setLive(bool live) {
    if (live == live_) return;
    live_ = live;
    live ? client().events().subscribe(u"changes"_s) : client().events().unsubscribe(u"changes"_s);
}

void AuditPage::startOver() {
    ++generation_;
    loading_ = false;
    nextCursor_.clear();
    model_->apply({});
    refresh();
}

void AuditPage::refresh() {
    if (!loading_) load({});
}

void AuditPage::poll() { refresh(); }

void AuditPage::load(const QString& cursor) {
    loading_ = true;
    QString path = u"/api/v1/admin/audit?limit=%1"_s.arg(kPageRows) + filter_->query();
    if (!target_.isEmpty()) path += u"&target_id="_s + QString::fromLatin1(QUrl::toPercentEncoding(target_));
    if (!cursor.isEmpty()) path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    client().get(path, this, [this, generation = generation_, more = !cursor.isEmpty()](const ApiReply& reply) {
        if (generation == generation_) takeRows(reply, more);
    });
}

void AuditPage::takeRows(const ApiReply& reply, bool more) {
    loading_ = false;
    if (!reply.ok()) return markFailed(tr("Audit"), reply.error);
    std::vector<AuditRow> rows;
    for (const QJsonValue& item : reply.body["items"_L1].toArray()) rows.push_back(AuditRow::fromJson(item.toObject()));
    const bool first = model_->rows().empty();
    const QString next = reply.body["next_cursor"_L1].toString();
    if (more) {
        std::vector<AuditRow> all = model_->rows();
        all.insert(all.end(), rows.begin(), rows.end());
        model_->apply(std::move(all));
    } else if (first) {
        model_->apply(std::move(rows));
    } else {
        model_->prepend(rows, kRowsMax);
    }
    if (more || first) nextCursor_ = next;
    more_->setVisible(!nextCursor_.isEmpty() && model_->rows().size() < kRowsMax);
    const bool filtered = !filter_->query().isEmpty() || !target_.isEmpty();
    tableOrEmpty_->setCurrentIndex(model_->rowCount() == 0 && !filtered ? 1 : 0);
    if (first && model_->rowCount() > 0) table_->selectRow(0);
    showCount();
    showSelection();
    markFresh(tr("Audit"));
    markReady();
}

void AuditPage::showCount() {
    const int count = model_->rowCount();
    setSubtitle(nextCursor_.isEmpty() ? tr("%n row(s)", "page subtitle", count) : tr("the newest %n row(s)", "page subtitle", count));
}

const AuditRow* AuditPage::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_->find(rows.first().data(models::kKeyRole).toString());
}

void AuditPage::showSelection() {
    updateActions();
    const AuditRow* row = selected();
    if (!row) {
        heading_->setText(tr("No row selected"));
        facts_->setText(tr("Select a row to see what was changed."));
        differences_->apply({});
        return;
    }
    const models::ChangeRow& change = row->change;
    heading_->setText(models::actionText(change.action));
    const auto orDash = [](const QString& text) { return text.isEmpty() ? models::unknownText() : text; };
    QStringList lines{tr("When: %1").arg(models::exactText(change.at)),
                      tr("Who: %1 (%2) from %3").arg(orDash(change.actor), models::changeSourceWord(change.source), orDash(row->ip)),
                      tr("Target: %1").arg(orDash(change.target())),
                      tr("Result: %1").arg(models::changeOutcomeWord(change.outcome))};
    if (!change.targetId.isEmpty()) lines << tr("Id: %1").arg(change.targetId);
    if (!change.reason.isEmpty()) lines << tr("Reason: %1").arg(change.reason);
    lines << tr("Row %1, hash %2…").arg(row->key(), row->hash.left(16));
    facts_->setText(lines.join(u'\n'));
    differences_->apply(models::auditDifferences(*row));
}

void AuditPage::updateActions() {
    permit(verify_, u"viewer"_s, {});
    permit(export_, u"viewer"_s, exporting_ ? tr("An export is running.") : QString());
    permit(more_, u"viewer"_s, {});
}

void AuditPage::showFreshness(bool, bool offline) {
    table_->setEnabled(!offline);
    filter_->setEnabled(!offline);
    updateActions();
}

Page* createAuditPage(PageContext& context, QWidget* parent) { return new AuditPage(context, parent); }

}  // namespace ui::pages
