#include "ui/pages/routing_panel.hpp"

#include "ui/delegates/route_delegates.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/elided_label.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/empty_state.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::RouteChange;

namespace {

constexpr int kColumnWidthMin = 48;  // the plan below widens, never narrows

}  // namespace

RoutingPanel::RoutingPanel(QWidget* parent) : QWidget(parent), model_(new models::RoutingModel(this)) {
    auto* panel = new QWidget(this);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    buildTable();
    hint_ = new QLabel(this);
    hint_->setObjectName(u"page.providers.hint"_s);
    hint_->setProperty("role", u"secondary"_s);
    hint_->setWordWrap(true);
    column->addLayout(buildHeading());
    column->addWidget(table_, 1);
    column->addWidget(hint_);
    column->addLayout(buildFooter());

    auto* empty = new widgets::EmptyState(style::Glyph::providers, tr("No presets yet"),
                                          tr("A preset is the model name that callers use. Its routes say who answers."), this);
    empty->setObjectName(u"page.providers.noPresets"_s);
    empty->setAction(tr("Create the first preset…"));
    connect(empty, &widgets::EmptyState::actionTriggered, this, [this] { Q_EMIT asked(RoutingAction::newPreset); });
    stack_ = new QStackedWidget(this);
    stack_->addWidget(panel);
    stack_->addWidget(empty);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(stack_);
    connect(model_, &models::RoutingModel::edited, this, &RoutingPanel::edited);
}

QPushButton* RoutingPanel::addButton(RoutingAction action, const QString& name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(u"page.providers."_s + name);
    button->setAccessibleName(text);
    buttons_.insert(action, button);
    connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT asked(action); });
    return button;
}

QHBoxLayout* RoutingPanel::buildHeading() {
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGap);
    heading_ = new ElidedLabel(this);
    heading_->setObjectName(u"page.providers.presetName"_s);
    heading_->setFont(style::bodyStrongFont());
    row->addWidget(heading_, 1);
    row->addWidget(addButton(RoutingAction::addRoute, u"addRoute"_s, tr("Add route…")));
    row->addWidget(addButton(RoutingAction::removeRoute, u"removeRoute"_s, tr("Remove route…")));
    row->addSpacing(style::kGap);
    row->addWidget(addButton(RoutingAction::editPreset, u"editPreset"_s, tr("Edit preset…")));
    row->addWidget(addButton(RoutingAction::exportPreset, u"export"_s, tr("Export…")));
    row->addWidget(addButton(RoutingAction::deletePreset, u"deletePreset"_s, tr("Delete…", "preset")));
    button(RoutingAction::deletePreset)->setAccessibleName(tr("Delete the preset"));
    button(RoutingAction::exportPreset)->setAccessibleName(tr("Export the preset"));
    return row;
}

QHBoxLayout* RoutingPanel::buildFooter() {
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGap);
    summary_ = new QLabel(this);
    summary_->setObjectName(u"page.providers.draft"_s);
    conflict_ = new QLabel(this);
    conflict_->setObjectName(u"page.providers.conflict"_s);
    conflict_->setProperty("role", u"critical"_s);
    conflict_->setWordWrap(true);
    row->addWidget(summary_);
    row->addWidget(conflict_, 1);
    row->addWidget(addButton(RoutingAction::differences, u"differences"_s, tr("Show differences")));
    row->addWidget(addButton(RoutingAction::discard, u"discard"_s, tr("Discard", "draft")));
    row->addWidget(addButton(RoutingAction::apply, u"apply"_s, tr("Apply…")));
    style::setButtonKind(*button(RoutingAction::apply), "primary");
    return row;
}

void RoutingPanel::buildTable() {
    table_ = new DataTable(u"page.providers.routing"_s, tr("Routes of the preset"), this);
    table_->setModel(model_);
    // The order of the preset stays while its numbers are edited: no row moves under the hand.
    table_->setSortingEnabled(false);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    table_->verticalHeader()->setDefaultSectionSize(style::kRowHeightComfortable);
    const auto at = [this](const char* column) { return model_->columnOf(column); };
    table_->setItemDelegateForColumn(at("active"), new delegates::SwitchDelegate(table_));
    table_->setItemDelegateForColumn(at("priority"),
                                     new delegates::NumberDelegate(u"page.providers.priorityEditor"_s, tr("Priority"),
                                                                   static_cast<int>(models::kPriorityMax), table_));
    table_->setItemDelegateForColumn(at("weight"), new delegates::NumberDelegate(u"page.providers.weightEditor"_s, tr("Weight"),
                                                                                 static_cast<int>(models::kWeightMax), table_));
    const auto addCap = [&](const char* column, const QString& name, const QString& label, qint64 most) {
        auto* delegate = new delegates::NumberDelegate(u"page.providers."_s + name, label, static_cast<int>(most), table_);
        delegate->setZeroText(tr("no cap", "in place of a number"));
        table_->setItemDelegateForColumn(at(column), delegate);
    };
    addCap("parallel", u"parallelEditor"_s, tr("Most calls at once"), models::kRouteParallelMax);
    addCap("rpm", u"rpmEditor"_s, tr("Most calls a minute"), models::kRouteRpmMax);
    table_->setItemDelegateForColumn(at("share"), new delegates::ShareDelegate(table_));
    table_->setItemDelegateForColumn(at("status"), new delegates::StatusDelegate(table_));
    table_->horizontalHeader()->setDefaultSectionSize(kColumnWidthMin);
    table_->setColumnPlan({{at("provider"), 80, 0},
                           {at("model"), 0, 0},
                           {at("active"), 56, 0},
                           {at("priority"), 78, 0},
                           {at("weight"), 84, 0},
                           {at("share"), 120, 0},
                           {at("parallel"), 80, 4},
                           {at("rpm"), 100, 5},
                           {at("status"), 106, 1},
                           {at("p95"), 68, 2},
                           {at("price"), 100, 3}});
    table_->setPlaceholder(tr("This preset has no routes."));
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RoutingPanel::selectionChanged);
    for (const auto changed : {&DataTable::columnsFitted, &DataTable::columnsChosen, &DataTable::columnsReset}) {
        connect(table_, changed, this, &RoutingPanel::showHint);
    }
}

void RoutingPanel::showPreset(const models::PresetRow& now, const models::RoutingDraft& draft,
                              const std::vector<models::ProviderRow>& providers, const std::vector<models::CircuitRow>& circuits,
                              const models::RouteFactsTable& facts) {
    stack_->setCurrentIndex(0);
    heading_->setText(tr("%1 · %2", "preset · strategy").arg(now.name, models::strategyWord(now.strategy)));
    model_->apply(models::routeRows(now, draft, providers, circuits, facts));
    if (shownPreset_ != now.id) {
        shownPreset_ = now.id;
        if (model_->rowCount() > 0) table_->setCurrentIndex(model_->index(0, model_->columnOf("weight")));
    }
    const int count = draft.size();
    summary_->setText(count == 0 ? tr("No changes to apply") : tr("%n change(s) not applied", "draft", count));
    summary_->setFont(count == 0 ? style::bodyFont() : style::bodyStrongFont());
    QStringList others;
    for (const RouteChange& change : draft.changes(now)) {
        if (change.isConflict()) others << change.item.routeName();
    }
    others.removeDuplicates();
    conflict_->setText(others.isEmpty() ? QString() : tr("Changed meanwhile by somebody else: %1").arg(others.join(u", "_s)));
}

void RoutingPanel::setEditable(const QString& whyNot) {
    model_->setEditable(whyNot.isEmpty());
    whyNot_ = whyNot;
    showHint();
    table_->viewport()->update();
}

void RoutingPanel::showHint() {
    if (!hint_) return;
    QString hint = whyNot_.isEmpty() ? tr("Double-click or F2 changes a number, Space turns a route on or off. Nothing is sent "
                                          "before you apply.")
                                     : whyNot_;
    const QStringList hidden = table_->columnsWithoutRoom();
    if (!hidden.isEmpty()) {
        hint += u'\n' + tr("No room for: %1. Right-click a heading to choose columns.", "columns of the table").arg(hidden.join(tr(", ", "between columns")));
    }
    hint_->setText(hint);
}

void RoutingPanel::showNothing() {
    stack_->setCurrentIndex(1);
    shownPreset_.clear();
    model_->apply({});
}

QString RoutingPanel::selectedItem() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(models::kKeyRole).toString();
}

}  // namespace ui::pages
