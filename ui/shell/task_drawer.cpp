#include "ui/shell/task_drawer.hpp"

#include "ui/delegates/cell_delegates.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/shell/task_log.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/command_line.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace ui::shell {

namespace {

constexpr int kHeight = 200;

}  // namespace

TaskDrawer::TaskDrawer(TaskLog& log, QWidget* parent) : QDockWidget(parent), log_(log) {
    setObjectName(QStringLiteral("taskDrawer"));
    setWindowTitle(tr("Tasks", "drawer"));
    setAccessibleName(windowTitle());
    setFeatures(QDockWidget::DockWidgetClosable);
    setAllowedAreas(Qt::BottomDockWidgetArea);
    setTitleBarWidget(buildTitle());
    setWidget(buildContent());
    const auto& model = log_.model();
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TaskDrawer::followNewest);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &TaskDrawer::showSelection);
    connect(&model, &QAbstractItemModel::dataChanged, this, &TaskDrawer::showSelection);
    if (!log_.model().rows().empty()) followNewest();
    showSelection();
}

QWidget* TaskDrawer::buildTitle() {
    auto* bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("taskDrawerTitle"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(style::kPagePadding, style::kGapSmall, style::kPagePadding, style::kGapSmall);
    row->setSpacing(style::kGap);
    auto* title = new QLabel(tr("Tasks of this session"), bar);
    title->setFont(style::sectionFont());
    clear_ = new QPushButton(tr("Clear ended tasks"), bar);
    clear_->setObjectName(QStringLiteral("tasks.clear"));
    clear_->setAccessibleName(clear_->text());
    style::setButtonKind(*clear_, "flat");
    cancel_ = new QPushButton(tr("Cancel the task"), bar);
    cancel_->setObjectName(QStringLiteral("tasks.cancel"));
    cancel_->setAccessibleName(cancel_->text());
    style::setButtonKind(*cancel_, "flat");
    auto* close = new QToolButton(bar);
    close->setObjectName(QStringLiteral("tasks.close"));
    close->setAccessibleName(tr("Close the task drawer"));
    close->setToolTip(tr("%1 (Ctrl+J)").arg(close->accessibleName()));
    close->setIcon(style::icon(style::Glyph::close));
    row->addWidget(title);
    row->addStretch();
    row->addWidget(cancel_);
    row->addWidget(clear_);
    row->addWidget(close);
    connect(clear_, &QPushButton::clicked, this, [this] { log_.clearEnded(); });
    connect(cancel_, &QPushButton::clicked, this, [this] { log_.cancel(selected().id); });
    connect(close, &QToolButton::clicked, this, &QDockWidget::hide);
    return bar;
}

QWidget* TaskDrawer::buildContent() {
    auto* content = new QWidget(this);
    content->setMinimumHeight(kHeight);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(style::kPagePadding, 0, style::kPagePadding, style::kGap);
    column->setSpacing(style::kGap);
    table_ = new pages::DataTable(QStringLiteral("tasks.table"), tr("Tasks of this session"), content);
    TaskModel& model = log_.model();
    table_->setModel(&model);
    // The latest first, as the log keeps them.
    table_->setSortingEnabled(false);
    table_->setItemDelegateForColumn(model.columnOf("state"), new delegates::StatusDelegate(table_));
    const auto at = [&model](const char* name) { return model.columnOf(name); };
    table_->setColumnPlan({{at("state"), 120, 0}, {at("time"), 80, 0}, {at("action"), 160, 0}, {at("target"), 160, 1},
                           {at("took"), 80, 2}, {at("error"), 0, 0}});
    table_->setPlaceholder(tr("What you change in this session is listed here."));
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TaskDrawer::showSelection);
    error_ = new QLabel(content);
    error_->setObjectName(QStringLiteral("tasks.error"));
    error_->setProperty("role", QStringLiteral("critical"));
    error_->setWordWrap(true);
    error_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    command_ = new widgets::CommandLine({}, content);
    command_->setObjectName(QStringLiteral("tasks.command"));
    column->addWidget(table_, 1);
    column->addWidget(error_);
    column->addWidget(command_);
    return content;
}

/// The newest task is the one that is asked about; an older one stays chosen when the person chose it.
void TaskDrawer::followNewest() {
    const QString before = std::exchange(newest_, log_.model().rows().front().key());
    const QString chosen = selected().key();
    if (table_->selectionModel()->selectedRows().isEmpty() || chosen == before) table_->selectRow(0);
    showSelection();
}

TaskRow TaskDrawer::selected() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    const auto& all = log_.model().rows();
    const bool any = !rows.isEmpty() && rows.first().row() < static_cast<int>(all.size());
    return any ? all[static_cast<size_t>(rows.first().row())] : TaskRow();
}

void TaskDrawer::showSelection() {
    const auto& all = log_.model().rows();
    const TaskRow row = selected();
    command_->setVisible(!row.command.isEmpty());
    command_->setText(row.command);
    error_->setVisible(!row.error.isEmpty());
    error_->setText(row.error);
    cancel_->setVisible(row.mayCancel);
    const auto ended = static_cast<int>(all.size()) - log_.running();
    clear_->setEnabled(ended > 0);
}

}  // namespace ui::shell
