#include "ui/pages/key_dialogs.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/command_line.hpp"
#include "ui/widgets/hold_button.hpp"
#include "ui/widgets/secret_field.hpp"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::KeyRow;
using widgets::ConfirmDialog;
using widgets::HoldDialog;

namespace {

struct DialogWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::KeyDialogs)
};

/// Gives a dialog and its parts the page's names: "holdDialog.hold" becomes "dialog.revoke.hold".
void nameDialog(QDialog& dialog, const QString& name) {
    const QString before = dialog.objectName() + u'.';
    for (QWidget* part : dialog.findChildren<QWidget*>()) {
        if (part->objectName().startsWith(before)) part->setObjectName(name + u'.' + part->objectName().mid(before.size()));
    }
    dialog.setObjectName(name);
}

QString requestText(const char* method, const QUrl& api, const QString& path) {
    return u"%1 %2"_s.arg(QLatin1StringView(method), api.resolved(QUrl(path)).toString());
}

QString compact(const QJsonObject& body) { return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)); }

/// What the key has done lately: the cost of refusing it.
QString lastUseText(const KeyRow& row) {
    if (!row.lastUsedAt.isValid()) return DialogWords::tr("It has not been used yet.");
    const QString when = models::relativeText(row.lastUsedAt, QDateTime::currentDateTimeUtc());
    if (row.lastIp.isEmpty()) {
        return DialogWords::tr("Today it served %1 requests; last used %2.")
            .arg(models::countText(row.requestsToday), when);
    }
    return DialogWords::tr("Today it served %1 requests; last used %2 from %3.")
        .arg(models::countText(row.requestsToday), when, row.lastIp);
}

}  // namespace

QString keyPath(const QString& id, const QString& action) {
    const QString path = u"/api/v1/admin/api-keys/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    return action.isEmpty() ? path : path + u'/' + action;
}

KeyFormDialog::KeyFormDialog(const QString& name, const QString& title, const QString& plan, const QString& verb,
                             const QString& verbName, QWidget* parent)
    : ConfirmDialog(title, plan, verb, parent), form_(new KeyForm(name, this)), error_(new QLabel(this)) {
    nameDialog(*this, name);
    verbButton()->setObjectName(name + u'.' + verbName);
    setMinimumWidth(640);
    error_->setObjectName(name + u".error"_s);
    error_->setProperty("role", u"critical"_s);
    error_->setWordWrap(true);
    error_->hide();
    ConfirmDialog::body()->addWidget(form_);
    ConfirmDialog::body()->addWidget(error_);
    // Typing is the point here: Return submits, and nothing closes before the server has agreed.
    disconnect(verbButton(), &QPushButton::clicked, this, &QDialog::accept);
    cancelButton()->setAutoDefault(false);
    verbButton()->setAutoDefault(true);
    verbButton()->setDefault(true);
    connect(verbButton(), &QPushButton::clicked, this, [this] {
        if (form_->isValid() && !busy_) Q_EMIT submitted(body());
    });
    connect(form_, &KeyForm::changed, this, &KeyFormDialog::refresh);
}

KeyFormDialog* KeyFormDialog::forNewKey(const QUrl& api, const QList<OwnerChoice>& owners, const QString& self,
                                        QWidget* parent) {
    auto* dialog = new KeyFormDialog(u"dialog.newKey"_s, tr("New API key"),
                                     tr("The key works at once. Its secret is shown one time, right after creation."),
                                     tr("Create key"), u"create"_s, parent);
    dialog->request_ = requestText("POST", api, u"/api/v1/admin/api-keys"_s);
    dialog->form_->setOwners(owners, self);
    dialog->refresh();
    dialog->form_->focusFirst();
    return dialog;
}

KeyFormDialog* KeyFormDialog::forEdit(const QUrl& api, const KeyRow& row, QWidget* parent) {
    auto* dialog = new KeyFormDialog(u"dialog.editKey"_s, tr("Edit %1").arg(row.name),
                                     tr("Only what you change is sent. It applies to the next request."),
                                     tr("Save %1").arg(row.name), u"save"_s, parent);
    dialog->editing_ = true;
    dialog->request_ = requestText("PATCH", api, keyPath(row.id));
    dialog->form_->setOwnerFixed({row.userId, row.ownerEmail});
    dialog->form_->setDraft(KeyDraft::fromRow(row));
    dialog->before_ = dialog->form_->draft();
    dialog->setUndoNote(tr("After saving, Undo puts the old values back."));
    dialog->refresh();
    dialog->form_->focusFirst();
    return dialog;
}

QJsonObject KeyFormDialog::body() const {
    return editing_ ? form_->draft().changesFrom(before_) : form_->draft().toJson();
}

void KeyFormDialog::setBusy(bool busy) {
    busy_ = busy;
    form_->setEnabled(!busy);
    refresh();
}

void KeyFormDialog::refresh() {
    const QJsonObject now = body();
    QString whyNot = form_->firstProblem();
    if (whyNot.isEmpty() && editing_ && now.isEmpty()) whyNot = tr("Nothing has been changed.");
    setVerbEnabled(whyNot.isEmpty() && !busy_);
    verbButton()->setToolTip(whyNot);
    setCommand(request_ + u' ' + compact(now));
    error_->hide();
}

void KeyFormDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    const QString sentence = bridge::errorText(error);
    if (!error.field.isEmpty()) return form_->showRefusal(error.field, sentence);
    error_->setText(sentence);
    error_->show();
}

KeySecretDialog::KeySecretDialog(const QString& keyName, const QString& secret, const QString& curl, QWidget* parent)
    : QDialog(parent), heading_(new QLabel(this)), secret_(new widgets::SecretField(this)), secrets_(new QVBoxLayout),
      warning_(new QLabel(this)) {
    setWindowTitle(tr("Secret of %1").arg(keyName));
    setAccessibleName(windowTitle());
    setModal(true);
    setMinimumWidth(640);
    heading_->setText(tr("%1 has been created").arg(keyName));
    heading_->setFont(style::pageTitleFont());
    heading_->setWordWrap(true);
    secrets_->setSpacing(style::kGapSmall);
    secrets_->addWidget(secret_);
    secret_->setSecret(secret);
    auto* hint = new QLabel(tr("Put it into the variable GW_KEY and try it:"), this);
    auto* command = new widgets::CommandLine(curl, this);
    warning_->setObjectName(u"dialog.secret.warning"_s);
    warning_->setProperty("role", u"critical"_s);
    warning_->setWordWrap(true);
    warning_->hide();
    auto* done = new QPushButton(tr("I have saved the secret"), this);
    done->setAutoDefault(false);
    connect(done, &QPushButton::clicked, this, &KeySecretDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(done);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::kGapLarge, style::kGapLarge, style::kGapLarge, style::kPagePadding);
    column->setSpacing(style::kGapCard);
    column->addWidget(heading_);
    column->addLayout(secrets_);
    column->addSpacing(style::kGapSmall);
    column->addWidget(hint);
    column->addWidget(command);
    column->addWidget(warning_);
    column->addSpacing(style::kGapSmall);
    column->addLayout(buttons);

    setObjectName(u"dialog.secret"_s);
    done->setObjectName(u"dialog.secret.done"_s);
    command->setObjectName(u"dialog.secret.curl"_s);
    if (auto* value = secret_->findChild<QWidget*>(u"secretField.text"_s)) value->setObjectName(u"dialog.secret.value"_s);
    if (auto* copy = secret_->findChild<QPushButton*>(u"secretField.copy"_s)) {
        copy->setObjectName(u"dialog.secret.copy"_s);
        copy->setFocus();
    }
}

void KeySecretDialog::setHeading(const QString& text) { heading_->setText(text); }

void KeySecretDialog::addSigningSecret(const QString& secret) {
    signing_ = new widgets::SecretField(this);
    signing_->setSecret(secret);
    auto* caption = new QLabel(tr("Signing secret: the program signs its requests with it. It is never sent."), this);
    caption->setWordWrap(true);
    secrets_->addSpacing(style::kGapSmall);
    secrets_->addWidget(caption);
    secrets_->addWidget(signing_);
    if (auto* value = signing_->findChild<QWidget*>(u"secretField.text"_s)) value->setObjectName(u"dialog.secret.signing"_s);
    if (auto* copy = signing_->findChild<QPushButton*>(u"secretField.copy"_s)) copy->setObjectName(u"dialog.secret.copySigning"_s);
}

void KeySecretDialog::reject() {
    if ((secret_->wasCopied() && (!signing_ || signing_->wasCopied())) || warned_) return QDialog::reject();
    warned_ = true;
    warning_->setText(tr("The secret has not been copied and cannot be shown again. Press once more to close anyway."));
    warning_->show();
}

ConfirmDialog* makeFreezeDialog(const QUrl& api, const KeyRow& row, bool freeze, QWidget* parent) {
    const QString title = freeze ? DialogWords::tr("Freeze %1?").arg(row.name) : DialogWords::tr("Unfreeze %1?").arg(row.name);
    const QString plan =
        freeze ? DialogWords::tr("Requests with %1… are refused with 403 from the next one on. %2")
                     .arg(row.prefix, lastUseText(row))
               : DialogWords::tr("Requests with %1… are served again from the next one on.").arg(row.prefix);
    const QString verb = freeze ? DialogWords::tr("Freeze %1").arg(row.name) : DialogWords::tr("Unfreeze %1").arg(row.name);
    auto* dialog = new ConfirmDialog(title, plan, verb, parent);
    dialog->setUndoNote(freeze ? DialogWords::tr("Unfreeze it at any time to undo this.")
                               : DialogWords::tr("Freeze it at any time to undo this."));
    dialog->setCommand(requestText("POST", api, keyPath(row.id, freeze ? u"freeze"_s : u"unfreeze"_s)));
    nameDialog(*dialog, freeze ? u"dialog.freeze"_s : u"dialog.unfreeze"_s);
    return dialog;
}

HoldDialog* makeRevokeDialog(const QUrl& api, const KeyRow& row, QWidget* parent) {
    const QList<widgets::ReasonChoice> reasons{{u"leak"_s, DialogWords::tr("Leaked", "reason to revoke")},
                                               {u"abuse"_s, DialogWords::tr("Abuse", "reason to revoke")},
                                               {u"left"_s, DialogWords::tr("Person left", "reason to revoke")},
                                               {u"other"_s, DialogWords::tr("Other", "reason to revoke")}};
    auto* dialog = new HoldDialog(DialogWords::tr("Revoke %1").arg(row.name),
                                  DialogWords::tr("Requests with %1… are refused with 401 on every worker at once. %2")
                                      .arg(row.prefix, lastUseText(row)),
                                  DialogWords::tr("Hold to revoke %1").arg(row.name), reasons, parent);
    dialog->setWarning(DialogWords::tr("This cannot be undone. Whoever needs access again gets a new key."));
    if (row.state != KeyRow::State::frozen) dialog->setAlternative(DialogWords::tr("Freeze instead"));
    const QString request = requestText("POST", api, keyPath(row.id, u"revoke"_s));
    dialog->setCommand([request](const QString& reason) {
        return request + u' ' + compact({{u"reason"_s, reason.isEmpty() ? u"…"_s : reason}});
    });
    nameDialog(*dialog, u"dialog.revoke"_s);
    return dialog;
}

}  // namespace ui::pages
