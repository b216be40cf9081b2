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
#include <QTimer>

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
    header->setToolTip(tr("Right-click to choose columns, drag to move or widen them"));
    header->viewport()->installEventFilter(this);
    connect(header, &QWidget::customContextMenuRequested, this, &DataTable::chooseColumns);
}

bool DataTable::eventFilter(QObject* watched, QEvent* event) {
    if (model() && watched == horizontalHeader()->viewport()) {
        if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick) beforeDrag_ = columnChoices();
        // The header ends the drag after this.
        if (event->type() == QEvent::MouseButtonRelease) QTimer::singleShot(0, this, [this] {
            if (beforeDrag_.isEmpty() || columnChoices() == beforeDrag_) return;
            chosen_ = true;
            Q_EMIT columnsChosen();
        });
    }
    return QTableView::eventFilter(watched, event);
}

QList<ColumnChoice> DataTable::columnChoices() const {
    const QHeaderView* header = horizontalHeader();
    QList<ColumnChoice> choices;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        choices.append({column, header->sectionSize(column), !header->isSectionHidden(column)});
    }
    return choices;
}

void DataTable::setColumnChoices(const QList<ColumnChoice>& choices) {
    QHeaderView* header = horizontalHeader();
    chosen_ = true;
    for (int column = 0; column < header->count(); ++column) header->setSectionHidden(column, true);
    int place = 0;
    for (const ColumnChoice& choice : choices) {
        if (choice.column < 0 || choice.column >= header->count()) continue;
        header->moveSection(header->visualIndex(choice.column), place++);
        showColumn(choice.column, choice.shown);
        const bool fixed = header->sectionResizeMode(choice.column) == QHeaderView::Interactive;
        if (choice.shown && fixed && choice.width >= header->minimumSectionSize()) header->resizeSection(choice.column, choice.width);
    }
}

void DataTable::resetColumns() {
    QHeaderView* header = horizontalHeader();
    chosen_ = false;
    for (int column = 0; column < header->count(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        const ColumnPlan* plan = planOf(column);
        if (!plan) continue;
        header->setSectionHidden(column, false);
        if (plan->width > 0) header->resizeSection(column, plan->width);
    }
    fitColumns();
    Q_EMIT columnsReset();
}

const ColumnPlan* DataTable::planOf(int column) const {
    const auto found = std::find_if(plan_.begin(), plan_.end(), [&](const auto& one) { return one.column == column; });
    return found == plan_.end() ? nullptr : &*found;
}

/// A column that the plan has never shown has no width yet.
void DataTable::showColumn(int column, bool shown) {
    QHeaderView* header = horizontalHeader();
    header->setSectionHidden(column, !shown);
    const ColumnPlan* plan = planOf(column);
    if (!shown || !plan) return;
    header->setSectionResizeMode(column, plan->width > 0 ? QHeaderView::Interactive : QHeaderView::Stretch);
    if (header->sectionSize(column) < plan->width) header->resizeSection(column, plan->width);
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
        const ColumnPlan* plan = planOf(column);
        showColumn(column, plan && plan->rank <= rankMax);
    }
    Q_EMIT columnsFitted();
}

QStringList DataTable::columnsWithoutRoom() const {
    QStringList names;
    if (chosen_ || !model()) return names;
    for (const ColumnPlan& one : plan_) {
        if (isColumnHidden(one.column)) names << model()->headerData(one.column, Qt::Horizontal).toString();
    }
    return names;
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
    menu->setObjectName(objectName() + QStringLiteral(".columns"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView* header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        QAction* choice = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        choice->setObjectName(QStringLiteral("%1.columns.%2").arg(objectName()).arg(column));
        choice->setCheckable(true);
        choice->setChecked(!header->isSectionHidden(column));
        // The first column names the row; without it the others say nothing.
        choice->setEnabled(column > 0);
        connect(choice, &QAction::toggled, this, [this, column](bool shown) {
            chosen_ = true;
            showColumn(column, shown);
            Q_EMIT columnsChosen();
        });
    }
    menu->addSeparator();
    QAction* reset = menu->addAction(tr("Reset columns"));
    reset->setObjectName(objectName() + QStringLiteral(".columns.reset"));
    reset->setEnabled(chosen_);
    connect(reset, &QAction::triggered, this, &DataTable::resetColumns);
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
