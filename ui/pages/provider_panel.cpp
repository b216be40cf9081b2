#include "ui/pages/provider_panel.hpp"

#include "ui/delegates/cell_delegates.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/style/spacing.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDetailsHeight = 216;
constexpr int kColumnWidthMin = 48;  // the plan below widens, never narrows

}  // namespace

ProviderPanel::ProviderPanel(models::ProviderModel& model, QWidget* parent)
    : QWidget(parent), model_(model), sorted_(new models::RowFilter(this)) {
    sorted_->setSourceModel(&model_);
    buildTable();
    details_ = new ProviderDetails(this);
    details_->setMinimumHeight(kDetailsHeight);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(style::kGap);
    bar->addStretch();
    bar->addWidget(addButton(ProviderAction::test, u"test"_s, tr("Test")));
    bar->addWidget(addButton(ProviderAction::call, u"call"_s, tr("Real call")));
    bar->addWidget(addButton(ProviderAction::edit, u"edit"_s, tr("Edit…")));
    bar->addWidget(addButton(ProviderAction::toggle, u"toggle"_s, tr("Switch off…")));
    bar->addWidget(addButton(ProviderAction::remove, u"remove"_s, tr("Remove…")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    column->addLayout(bar);
    column->addWidget(table_, 1);
    column->addWidget(details_);
}

QPushButton* ProviderPanel::addButton(ProviderAction action, const QString& name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(u"page.providers."_s + name);
    button->setAccessibleName(text);
    buttons_.insert(action, button);
    connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT asked(action); });
    return button;
}

void ProviderPanel::buildTable() {
    table_ = new DataTable(u"page.providers.table"_s, tr("Providers"), this);
    table_->setModel(sorted_);
    table_->setItemDelegateForColumn(model_.columnOf("health"), new delegates::StatusDelegate(table_));
    table_->sortByColumn(0, Qt::AscendingOrder);
    const auto at = [this](const char* column) { return model_.columnOf(column); };
    table_->horizontalHeader()->setDefaultSectionSize(kColumnWidthMin);
    table_->setColumnPlan({{at("name"), 104, 0},
                           {at("kind"), 104, 1},
                           {at("baseUrl"), 0, 0},
                           {at("private"), 76, 3},
                           {at("active"), 56, 0},
                           {at("health"), 116, 0},
                           {at("latency"), 80, 2},
                           {at("credential"), 92, 0}});
    table_->setPlaceholder(tr("No providers."));
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table_, &QWidget::customContextMenuRequested, this, &ProviderPanel::showMenu);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProviderPanel::selectionChanged);
    connect(table_, &QTableView::doubleClicked, this, [this] { button(ProviderAction::edit)->click(); });
}

const models::ProviderRow* ProviderPanel::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : model_.find(rows.first().data(models::kKeyRole).toString());
}

void ProviderPanel::select(const QString& id) {
    const QModelIndex row = sorted_->mapFromSource(model_.index(model_.rowOf(id), 0));
    if (!row.isValid()) return;
    table_->selectRow(row.row());
    table_->scrollTo(row);
}

void ProviderPanel::showMenu(const QPoint& at) {
    if (!selected()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const auto action : {ProviderAction::test, ProviderAction::call, ProviderAction::edit, ProviderAction::toggle, ProviderAction::remove}) {
        QPushButton* same = button(action);
        QAction* entry = menu->addAction(same->text(), same, &QPushButton::click);
        entry->setEnabled(same->isEnabled());
        entry->setToolTip(same->toolTip());
    }
    menu->addSeparator();
    menu->addAction(tr("Copy row"), table_, &DataTable::copySelection);
    menu->popup(table_->viewport()->mapToGlobal(at));
}

}  // namespace ui::pages
