#include "ui/pages/saved_filters.hpp"

#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/preferences.hpp"
#include "ui/pages/traffic_filter_bar.hpp"
#include "ui/style/icons.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QStringListModel>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::SavedFilter;

namespace {

const QString kKey = u"traffic/filters"_s;

QLineEdit* nameField(const QString& name, const QString& accessibleName, QWidget* parent) {
    auto* field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(accessibleName);
    field->setPlaceholderText(accessibleName);
    field->setMaxLength(SavedFilter::kNameMax);
    return field;
}

QStringList namesOf(const QList<SavedFilter>& filters) {
    QStringList names;
    for (const SavedFilter& one : filters) names << one.name;
    return names;
}

}  // namespace

SavedFilters::SavedFilters(TrafficFilterBar& bar, Preferences* preferences)
    : QPushButton(&bar), bar_(bar), preferences_(preferences), menu_(new QMenu(this)) {
    setObjectName(u"page.traffic.saved"_s);
    setText(tr("Saved filters"));
    setIcon(style::icon(style::Glyph::filter));
    setAccessibleName(text());
    setToolTip(tr("Filters that you keep under a name"));
    menu_->setObjectName(u"page.traffic.saved.menu"_s);
    if (preferences_) filters_ = models::savedFiltersFrom(preferences_->kept(kKey).toByteArray());
    connect(this, &QPushButton::clicked, this, [this] {
        fillMenu();
        menu_->popup(mapToGlobal(QPoint(0, height())));
    });
}

void SavedFilters::fillMenu() {
    menu_->clear();
    for (const SavedFilter& one : filters_) {
        QAction* action = menu_->addAction(QString(one.name).replace(u'&', "&&"_L1));
        action->setObjectName(u"page.traffic.saved.filter."_s + one.name);
        connect(action, &QAction::triggered, this, [this, filter = one.filter] { bar_.setFilterText(filter); });
    }
    if (filters_.isEmpty()) menu_->addAction(tr("No filter is saved yet."))->setEnabled(false);
    menu_->addSeparator();
    QAction* add = menu_->addAction(tr("Save this filter…"));
    add->setObjectName(u"page.traffic.saved.add"_s);
    add->setEnabled(!bar_.hasProblem() && !bar_.filter().isEmpty());
    connect(add, &QAction::triggered, this, &SavedFilters::askName);
    QAction* change = menu_->addAction(tr("Rename or delete…"));
    change->setObjectName(u"page.traffic.saved.manage"_s);
    change->setEnabled(!filters_.isEmpty());
    connect(change, &QAction::triggered, this, &SavedFilters::manage);
}

void SavedFilters::askName() {
    auto* dialog = new widgets::ConfirmDialog(tr("Save this filter"), tr("The expression, the status and the other chips are kept for you on this computer."),
                                              tr("Save the filter"), window());
    nameDialog(*dialog, u"dialog.saveFilter"_s);
    auto* name = nameField(u"dialog.saveFilter.name"_s, tr("Name of the filter"), dialog);
    auto* note = new QLabel(dialog);
    note->setObjectName(u"dialog.saveFilter.note"_s);
    note->setProperty("role", u"secondary"_s);
    note->setWordWrap(true);
    dialog->body()->addWidget(name);
    dialog->body()->addWidget(note);
    dialog->cancelButton()->setAutoDefault(false);
    dialog->verbButton()->setAutoDefault(true);
    dialog->verbButton()->setDefault(true);
    const auto judge = [this, dialog, name, note] {
        const qsizetype same = models::savedFilterAt(filters_, name->text());
        const bool full = same < 0 && filters_.size() >= SavedFilter::kMost;
        dialog->setVerbEnabled(!name->text().trimmed().isEmpty() && !full);
        note->setText(full        ? tr("At most %1 filters are kept: delete one first.").arg(SavedFilter::kMost)
                      : same >= 0 ? tr("This replaces the filter “%1”.").arg(filters_[same].name)
                                  : QString());
    };
    connect(name, &QLineEdit::textChanged, dialog, judge);
    judge();
    connect(dialog, &QDialog::accepted, this, [this, name] { save(name->text().trimmed()); });
    openDialog(dialog);
    name->setFocus();
}

void SavedFilters::save(const QString& name) {
    const qsizetype at = models::savedFilterAt(filters_, name);
    if (at >= 0) filters_.removeAt(at);
    filters_.insert(at >= 0 ? at : filters_.size(), {name, bar_.filterText()});
    keep();
}

void SavedFilters::keep() {
    if (preferences_) preferences_->keep(kKey, models::savedFiltersText(filters_));
}

SavedFilters::Manager SavedFilters::buildManager() {
    auto* dialog = new QDialog(window());
    dialog->setObjectName(u"dialog.filters"_s);
    dialog->setWindowTitle(tr("Saved filters"));
    dialog->setModal(true);
    auto* names = new QStringListModel(namesOf(filters_), dialog);
    auto* list = new QListView(dialog);
    list->setObjectName(u"dialog.filters.list"_s);
    list->setAccessibleName(tr("Saved filters"));
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setModel(names);
    auto* name = nameField(u"dialog.filters.name"_s, tr("Name of the filter"), dialog);
    auto* row = new QHBoxLayout;
    const auto button = [dialog, row](const char* id, const QString& text) {
        auto* made = new QPushButton(text, dialog);
        made->setObjectName(QString::fromLatin1(id));
        made->setAccessibleName(text);
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    auto* rename = button("dialog.filters.rename", tr("Rename"));
    auto* remove = button("dialog.filters.delete", tr("Delete"));
    row->addStretch();
    connect(button("dialog.filters.close", tr("Close")), &QPushButton::clicked, dialog, &QDialog::accept);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(list);
    column->addWidget(name);
    column->addLayout(row);
    connect(name, &QLineEdit::returnPressed, rename, &QPushButton::click);
    return {dialog, names, list, name, rename, remove};
}

void SavedFilters::manage() {
    const Manager made = buildManager();
    const auto chosen = [made] { return made.list->currentIndex().row(); };
    const auto judge = [this, chosen, made] {
        const int at = chosen();
        const QString text = made.name->text().trimmed();
        const qsizetype same = models::savedFilterAt(filters_, text);
        const bool isFree = same < 0 || same == at;
        made.rename->setEnabled(at >= 0 && !text.isEmpty() && isFree && text != filters_[at].name);
        made.rename->setToolTip(isFree ? QString() : tr("Another filter has this name."));
        made.remove->setEnabled(at >= 0);
    };
    const auto show = [this, chosen, made, judge] {
        made.name->setText(chosen() >= 0 ? filters_[chosen()].name : QString());
        judge();
    };
    connect(made.list->selectionModel(), &QItemSelectionModel::currentChanged, made.dialog, show);
    connect(made.name, &QLineEdit::textChanged, made.dialog, judge);
    connect(made.rename, &QPushButton::clicked, this, [this, chosen, made, judge] {
        filters_[chosen()].name = made.name->text().trimmed();
        made.names->setData(made.names->index(chosen()), filters_[chosen()].name);
        keep();
        judge();
    });
    connect(made.remove, &QPushButton::clicked, this, [this, chosen, made, show] {
        const int at = chosen();
        // The view chooses a neighbour while the row goes: the list behind it is still whole then.
        made.names->removeRow(at);
        filters_.removeAt(at);
        keep();
        show();
    });
    made.list->setCurrentIndex(made.names->index(0));
    show();
    openDialog(made.dialog);
}

}  // namespace ui::pages
