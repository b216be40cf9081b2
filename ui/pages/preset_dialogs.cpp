#include "ui/pages/preset_dialogs.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/provider_dialogs.hpp"
#include "ui/pages/reason_field.hpp"
#include "ui/style/spacing.hpp"

#include <QCoreApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::PresetRow;
using widgets::TypeNameDialog;

namespace {

constexpr int kWidth = 680;
constexpr int kDiffRowsShown = 8;
constexpr int kRouteWidth = 230;
constexpr int kShareWidth = 170;

struct DialogWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::PresetDialogs)
};

}  // namespace

QJsonObject presetBody(const PresetRow& row) {
    QJsonArray items;
    for (const models::PresetItem& item : row.items) items.append(item.toJson());
    QJsonObject body = row.cache.toJson();
    body.insert(u"name"_s, row.name);
    body.insert(u"strategy"_s, row.strategy);
    body.insert(u"items"_s, items);
    return body;
}

PresetFormDialog::PresetFormDialog(const QString& name, const QString& title, const QString& plan, const QString& verb,
                                   QWidget* parent)
    : SubmitDialog(name, title, plan, verb, parent), fields_(new PresetForm(name, this)) {
    setMinimumWidth(kWidth);
    setForm(fields_);
    connect(fields_, &PresetForm::changed, this, &PresetFormDialog::refresh);
}

PresetFormDialog* PresetFormDialog::forNew(const QUrl& api, const QStringList& providers, QWidget* parent) {
    auto* dialog = new PresetFormDialog(u"dialog.newPreset"_s, tr("New preset"),
                                        tr("Callers use its name as the model; the gateway chooses among its routes."),
                                        tr("Create preset"), parent);
    dialog->api_ = api;
    dialog->fields_->offerRoutes(providers);
    dialog->refresh();
    return dialog;
}

PresetFormDialog* PresetFormDialog::forEdit(const QUrl& api, const PresetRow& row, QWidget* parent) {
    auto* dialog = new PresetFormDialog(u"dialog.editPreset"_s, tr("Edit preset %1").arg(row.name),
                                        tr("Callers that use the old name get 404 after renaming."),
                                        tr("Save %1").arg(row.name), parent);
    dialog->api_ = api;
    dialog->before_ = row;
    dialog->fields_->setRow(row);
    dialog->setUndoNote(tr("After saving, Undo puts the old values back."));
    dialog->refresh();
    return dialog;
}

void PresetFormDialog::refresh() {
    const PresetRow now = fields_->row();
    QString whyNot = fields_->firstProblem();
    if (before_.id.isEmpty()) {
        judge(whyNot);
        setCommand(requestText("POST", api_, u"/api/v1/admin/presets"_s, presetBody(now)));
        return;
    }
    if (whyNot.isEmpty() && now.saysTheSame(before_)) whyNot = tr("Nothing has been changed.");
    judge(whyNot);
    const models::PresetCall call = models::presetCall(before_, now);
    setCommand(requestText(call.method, api_, call.path, call.body));
}

void PresetFormDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    fields_->showRefusal(bridge::errorText(error));
}

RouteDialog::RouteDialog(const QUrl& api, const PresetRow& preset, const QStringList& providers, QWidget* parent)
    : SubmitDialog(u"dialog.addRoute"_s, tr("Add a route to %1").arg(preset.name),
                   tr("It gets its share of the requests from the next one on."), tr("Add route"), parent),
      api_(api), preset_(preset), fields_(new RouteFields(u"dialog.addRoute.route"_s, providers, false, this)) {
    setMinimumWidth(kWidth);
    setForm(fields_);
    setUndoNote(tr("Undo takes it out again."));
    connect(fields_, &RouteFields::changed, this, &RouteDialog::refresh);
    refresh();
}

PresetRow RouteDialog::after() const {
    PresetRow after = preset_;
    after.items.push_back(fields_->item());
    return after;
}

void RouteDialog::refresh() {
    QString whyNot = fields_->problem();
    const models::PresetItem item = fields_->item();
    if (whyNot.isEmpty() && preset_.sameRoute(item)) whyNot = tr("%1 is there already.").arg(item.routeName());
    judge(whyNot);
    const models::PresetCall call = models::presetCall(preset_, after());
    setCommand(requestText(call.method, api_, call.path, call.body));
}

PresetDiffDialog::PresetDiffDialog(const PresetDiffView& view, const std::vector<models::PresetDiffRow>& rows, QWidget* parent)
    : ConfirmDialog(view.title, view.plan, view.verb, parent) {
    setMinimumWidth(kWidth);
    auto* model = new models::PresetDiffModel(models::presetDiffColumns(), this);
    auto* table = new DataTable(u"confirmDialog.table"_s, tr("Differences"), this);
    table->setModel(model);
    table->setSortingEnabled(false);
    table->setColumnPlan({{0, kRouteWidth, 0}, {1, 0, 0}, {2, kShareWidth, 0}});
    model->apply(rows);
    const int shown = std::clamp(model->rowCount(), 2, kDiffRowsShown);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() + shown * style::kRowHeight + style::kGap);
    table->setPlaceholder(tr("Nothing differs."));
    body()->addWidget(table);
    addWarning(*this, u"confirmDialog.warning"_s, view.warning);
    setDanger(!view.warning.isEmpty());
    setUndoNote(view.undoNote);
    setCommand(view.command);
    if (view.lookOnly) {
        verbButton()->hide();
        cancelButton()->setText(tr("Close"));
        cancelButton()->setAccessibleName(cancelButton()->text());
    }
    setVerbEnabled(!rows.empty());
    nameDialog(*this, view.name);
}

TypeNameDialog* makeDeletePresetDialog(const QUrl& api, const PresetRow& row, const QString& lost, QWidget* parent) {
    const QString plan = DialogWords::tr("Requests for the model %1 are refused with 404 from the next one on.").arg(row.name);
    auto* dialog = new TypeNameDialog(DialogWords::tr("Delete preset %1?").arg(row.name),
                                      lost.isEmpty() ? plan : plan + u' ' + lost,
                                      DialogWords::tr("Delete %1").arg(row.name), row.name, parent);
    dialog->setUndoNote(DialogWords::tr("This cannot be undone. Export the preset first to be able to import it again."));
    dialog->setCommand(requestText("DELETE", api, adminPath(u"presets"_s, row.id)));
    addReason(*dialog);
    nameDialog(*dialog, u"dialog.deletePreset"_s);
    return dialog;
}

}  // namespace ui::pages
