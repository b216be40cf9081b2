#include "ui/pages/data_table.hpp"

#include "ui/delegates/cell_delegates.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace ui::pages {

namespace {
constexpr int kStretchMin = 120;
}

DataTable::DataTable(const QString& name, const QString& accessibleName, QWidget* parent) : QTableView(parent) {
    setObjectName(name);
    setAccessibleName(accessibleName);
    setItemDelegate(new delegates::CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSortingEnabled(true);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(style::kRowHeightCompact);
    verticalHeader()->setDefaultSectionSize(style::kRowHeight);
    QHeaderView* header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(48);
    header->setTextElideMode(Qt::ElideRight);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &DataTable::chooseColumns);
}

void DataTable::setColumnPlan(const QList<ColumnPlan>& plan) {
    plan_ = plan;
    fitColumns();
}

void DataTable::fitColumns() {
    if (plan_.isEmpty() || chosen_ || !model()) return;
    QHeaderView* header = horizontalHeader();
    int rankMax = 0;
    for (const ColumnPlan& one : plan_) rankMax = std::max(rankMax, one.rank);
    const auto needed = [&](int rank) {
        int sum = 0;
        for (const ColumnPlan& one : plan_) {
            if (one.rank <= rank) sum += one.width > 0 ? one.width : kStretchMin;
        }
        return sum;
    };
    while (rankMax > 0 && needed(rankMax) > viewport()->width()) --rankMax;
    for (int column = 0; column < header->count(); ++column) {
        const auto found = std::find_if(plan_.begin(), plan_.end(), [&](const auto& one) { return one.column == column; });
        const bool shown = found != plan_.end() && found->rank <= rankMax;
        header->setSectionHidden(column, !shown);
        if (!shown) continue;
        header->setSectionResizeMode(column, found->width > 0 ? QHeaderView::Interactive : QHeaderView::Stretch);
        if (found->width > 0 && header->sectionSize(column) < found->width) header->resizeSection(column, found->width);
    }
}

void DataTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

void DataTable::setPlaceholder(const QString& text) {
    placeholder_ = text;
    viewport()->update();
}

void DataTable::chooseColumns(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView* header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        QAction* choice = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        choice->setCheckable(true);
        choice->setChecked(!header->isSectionHidden(column));
        // The first column names the row; without it the others say nothing.
        choice->setEnabled(column > 0);
        connect(choice, &QAction::toggled, this, [this, column](bool shown) {
            chosen_ = true;
            setColumnHidden(column, !shown);
        });
    }
    menu->popup(header->mapToGlobal(at));
}

void DataTable::copySelection() const {
    if (!selectionModel()) return;
    QModelIndexList cells = selectionModel()->selectedIndexes();
    std::sort(cells.begin(), cells.end());
    QString text;
    int row = -1;
    for (const QModelIndex& cell : cells) {
        if (isColumnHidden(cell.column())) continue;
        if (row >= 0) text += cell.row() == row ? u'\t' : u'\n';
        text += cell.data().toString();
        row = cell.row();
    }
    if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return copySelection();
    QTableView::keyPressEvent(event);
}

void DataTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (placeholder_.isEmpty() || !model() || model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(style::tokens().textSecondary);
    painter.drawText(viewport()->rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
}

}  // namespace ui::pages
