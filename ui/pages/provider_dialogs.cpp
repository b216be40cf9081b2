#include "ui/pages/provider_dialogs.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/pages/reason_field.hpp"

#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::ProviderRow;
using widgets::ConfirmDialog;
using widgets::TypeNameDialog;

namespace {

constexpr int kWidth = 640;

struct DialogWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::ProviderDialogs)
};

}  // namespace

ProviderFormDialog::ProviderFormDialog(const QString& name, const QString& title, const QString& plan, const QString& verb,
                                       QWidget* parent)
    : SubmitDialog(name, title, plan, verb, parent), fields_(new ProviderForm(name, this)) {
    setMinimumWidth(kWidth);
    setForm(fields_);
    connect(fields_, &ProviderForm::changed, this, &ProviderFormDialog::refresh);
}

ProviderFormDialog* ProviderFormDialog::forNew(const QUrl& api, QWidget* parent) {
    auto* dialog = new ProviderFormDialog(u"dialog.newProvider"_s, tr("Add a provider"),
                                          tr("It gets requests once a preset has a route to it."), tr("Add provider"), parent);
    dialog->api_ = api;
    dialog->path_ = u"/api/v1/admin/providers"_s;
    dialog->refresh();
    return dialog;
}

ProviderFormDialog* ProviderFormDialog::forEdit(const QUrl& api, const ProviderRow& row, QWidget* parent) {
    auto* dialog = new ProviderFormDialog(u"dialog.editProvider"_s, tr("Edit %1").arg(row.name),
                                          tr("Only what you change is sent. It applies to the next request."),
                                          tr("Save %1").arg(row.name), parent);
    dialog->api_ = api;
    dialog->path_ = adminPath(u"providers"_s, row.id);
    dialog->editing_ = true;
    dialog->before_ = ProviderDraft::fromRow(row);
    dialog->fields_->setRow(row);
    dialog->refresh();
    return dialog;
}

QJsonObject ProviderFormDialog::call() const {
    const ProviderDraft draft = fields_->draft();
    return editing_ ? draft.changesFrom(before_) : draft.toJson();
}

void ProviderFormDialog::refresh() {
    const QJsonObject now = call();
    QString whyNot = fields_->firstProblem();
    if (whyNot.isEmpty() && editing_ && now.isEmpty()) whyNot = tr("Nothing has been changed.");
    if (editing_) {
        setUndoNote(now.contains("api_key"_L1) ? tr("The credential is replaced: the old one cannot be put back.")
                                               : tr("After saving, Undo puts the old values back."));
    }
    judge(whyNot);
    setCommand(requestText(editing_ ? "PATCH" : "POST", api_, path_, withoutCredential(now)));
}

void ProviderFormDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    const QString sentence = bridge::errorText(error);
    if (!fields_->showRefusal(error.field, sentence)) showSentence(sentence);
}

void addWarning(ConfirmDialog& dialog, const QString& name, const QString& sentence) {
    if (sentence.isEmpty()) return;
    auto* label = new QLabel(sentence, &dialog);
    label->setObjectName(name);
    label->setProperty("role", u"critical"_s);
    label->setWordWrap(true);
    dialog.body()->addWidget(label);
}

ConfirmDialog* makeSwitchOffDialog(const QUrl& api, const ProviderRow& row, const QString& lost, QWidget* parent) {
    auto* dialog = new ConfirmDialog(DialogWords::tr("Switch %1 off?").arg(row.name),
                                     DialogWords::tr("No new request goes to %1; those under way end as usual.").arg(row.name),
                                     DialogWords::tr("Switch %1 off").arg(row.name), parent);
    addWarning(*dialog, u"confirmDialog.warning"_s, lost);
    dialog->setDanger(!lost.isEmpty());
    dialog->setUndoNote(DialogWords::tr("Switch it on at any time to undo this."));
    dialog->setCommand(requestText("PATCH", api, adminPath(u"providers"_s, row.id), {{u"is_active"_s, false}}));
    nameDialog(*dialog, u"dialog.switchOff"_s);
    return dialog;
}

TypeNameDialog* makeRemoveProviderDialog(const QUrl& api, const ProviderRow& row, QWidget* parent) {
    auto* dialog = new TypeNameDialog(DialogWords::tr("Remove %1?").arg(row.name),
                                      DialogWords::tr("The provider and its sealed credential are deleted. The log keeps its name."),
                                      DialogWords::tr("Remove %1").arg(row.name), row.name, parent);
    dialog->setUndoNote(DialogWords::tr("This cannot be undone. Switch it off instead to keep it."));
    dialog->setCommand(requestText("DELETE", api, adminPath(u"providers"_s, row.id)));
    addReason(*dialog);
    nameDialog(*dialog, u"dialog.removeProvider"_s);
    return dialog;
}

}  // namespace ui::pages
