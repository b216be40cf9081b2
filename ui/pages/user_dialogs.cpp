#include "ui/pages/user_dialogs.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/pages/reason_field.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/secret_field.hpp"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::UserRow;
using widgets::ConfirmDialog;
using widgets::HoldDialog;

namespace {

constexpr int kWidth = 560;
constexpr int kPasswordMin = 10;  // gateway/secrets/password.hpp
constexpr int kPasswordMax = 256;
constexpr int kEmailMax = 254;

struct DialogWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::UserDialogs)
};

QFormLayout* formIn(QWidget* form) {
    auto* rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(style::kGap);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return rows;
}

QComboBox* roleBox(const QString& name, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(DialogWords::tr("Role"));
    for (const char* role : {"viewer", "operator", "admin"}) {
        box->addItem(models::userRoleWord(QLatin1StringView(role)), QString::fromLatin1(role));
    }
    return box;
}

QLabel* meaningLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("role", u"secondary"_s);
    label->setWordWrap(true);
    return label;
}

QString affectedText(const UserRow& row) {
    const int keys = static_cast<int>(row.keys.value_or(0));
    const int sessions = static_cast<int>(row.sessions.value_or(0));
    return DialogWords::tr("%1, %2", "keys, sign-ins that are hit")
        .arg(DialogWords::tr("%n key(s)", "of a user", keys), DialogWords::tr("%n sign-in(s)", "of a user", sessions));
}

}  // namespace

NewUserDialog::NewUserDialog(const QUrl& api, QWidget* parent)
    : SubmitDialog(u"dialog.newUser"_s, tr("New user"),
                   tr("The user gets a random password. It is shown one time, right after creation: hand it over safely."),
                   tr("Create user"), parent),
      api_(api) {
    setMinimumWidth(kWidth);
    auto* form = new QWidget(this);
    auto* rows = formIn(form);
    email_ = new QLineEdit(form);
    email_->setObjectName(u"dialog.newUser.email"_s);
    email_->setAccessibleName(tr("E-mail address"));
    email_->setPlaceholderText(u"name@example.com"_s);
    email_->setMaxLength(kEmailMax);
    role_ = roleBox(u"dialog.newUser.role"_s, form);
    meaning_ = meaningLabel(form);
    rows->addRow(tr("E-mail address"), email_);
    rows->addRow(tr("Role"), role_);
    rows->addRow(QString(), meaning_);
    setForm(form);
    connect(email_, &QLineEdit::textChanged, this, &NewUserDialog::refresh);
    connect(role_, &QComboBox::currentIndexChanged, this, &NewUserDialog::refresh);
    refresh();
    email_->setFocus();
}

QString NewUserDialog::email() const { return email_->text().trimmed().toLower(); }
QString NewUserDialog::role() const { return role_->currentData().toString(); }

void NewUserDialog::refresh() {
    const auto at = email().indexOf(u'@');
    const bool usable = at > 0 && at < email().size() - 1 && !email().contains(u' ');
    meaning_->setText(models::userRoleSentence(role()));
    markInvalid(email_, false);
    judge(usable ? QString() : tr("Enter an e-mail address."));
    setCommand(requestText("POST", api_, u"/api/v1/admin/users"_s,
                           {{u"email"_s, email()}, {u"password"_s, u"…"_s}, {u"role"_s, role()}}));
}

void NewUserDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    if (error.field == "email"_L1) markInvalid(email_, true);
    showSentence(error.code == "CONFLICT"_L1 ? tr("A user with this e-mail address exists already.") : bridge::errorText(error));
}

RoleDialog::RoleDialog(const QUrl& api, const UserRow& row, QWidget* parent)
    : SubmitDialog(u"dialog.role"_s, tr("Change the role of %1").arg(row.email),
                   tr("The user's sign-ins end; the next one has the new role. API keys are not touched."), tr("Change role"), parent),
      api_(api), row_(row) {
    setMinimumWidth(kWidth);
    auto* form = new QWidget(this);
    auto* rows = formIn(form);
    role_ = roleBox(u"dialog.role.role"_s, form);
    role_->setCurrentIndex(role_->findData(row.role));
    meaning_ = meaningLabel(form);
    rows->addRow(tr("Role"), role_);
    rows->addRow(QString(), meaning_);
    setForm(form);
    setUndoNote(tr("After saving, Undo gives the old role back."));
    connect(role_, &QComboBox::currentIndexChanged, this, &RoleDialog::refresh);
    refresh();
    role_->setFocus();
}

QString RoleDialog::role() const { return role_->currentData().toString(); }

void RoleDialog::refresh() {
    meaning_->setText(models::userRoleSentence(role()));
    judge(role() == row_.role ? tr("Nothing has been changed.") : QString());
    setCommand(requestText("PATCH", api_, adminPath(u"users"_s, row_.id), {{u"role"_s, role()}}));
}

void RoleDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    showSentence(bridge::errorText(error));
}

OwnPasswordDialog::OwnPasswordDialog(const QUrl& api, QWidget* parent)
    : SubmitDialog(u"dialog.ownPassword"_s, tr("Change my password"), tr("Your other sign-ins end; this console stays signed in."),
                   tr("Change password"), parent) {
    setMinimumWidth(kWidth);
    auto* form = new QWidget(this);
    formIn(form);
    current_ = addField("current", tr("Current password"), form);
    fresh_ = addField("new", tr("New password"), form);
    again_ = addField("again", tr("New password again"), form);
    setForm(form);
    setCommand(requestText("POST", api, u"/api/v1/auth/password"_s, {{u"current_password"_s, u"…"_s}, {u"new_password"_s, u"…"_s}}));
    refresh();
    current_->setFocus();
}

QLineEdit* OwnPasswordDialog::addField(const char* name, const QString& label, QWidget* form) {
    auto* field = new QLineEdit(form);
    field->setObjectName(u"dialog.ownPassword.%1"_s.arg(QLatin1StringView(name)));
    field->setAccessibleName(label);
    field->setEchoMode(QLineEdit::Password);
    field->setMaxLength(kPasswordMax);
    static_cast<QFormLayout*>(form->layout())->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, &OwnPasswordDialog::refresh);
    return field;
}

void OwnPasswordDialog::refresh() {
    if (!again_) return;
    for (QLineEdit* field : {current_, fresh_, again_}) markInvalid(field, false);
    QString whyNot;
    if (current_->text().isEmpty()) {
        whyNot = tr("Enter the current password.");
    } else if (fresh_->text().toUtf8().size() < kPasswordMin) {
        whyNot = tr("The new password needs at least %n character(s).", "", kPasswordMin);
    } else if (fresh_->text() == current_->text()) {
        whyNot = tr("The new password is the current one: choose another.");
    } else if (fresh_->text() != again_->text()) {
        whyNot = tr("The new passwords differ.");
    }
    judge(whyNot);
}

QJsonObject OwnPasswordDialog::call() const {
    return {{u"current_password"_s, current_->text()}, {u"new_password"_s, fresh_->text()}};
}

void OwnPasswordDialog::showError(const bridge::ApiError& error) {
    setBusy(false);
    if (error.field != "current_password"_L1) return showSentence(bridge::errorText(error));
    markInvalid(current_, true);
    showSentence(tr("The current password is wrong."));
}

PasswordDialog::PasswordDialog(const QString& heading, const QString& email, const QString& password, QWidget* parent)
    : QDialog(parent), secret_(new widgets::SecretField(this)), warning_(new QLabel(this)) {
    setObjectName(u"dialog.password"_s);
    setWindowTitle(heading);
    setAccessibleName(heading);
    setModal(true);
    setMinimumWidth(kWidth);
    auto* title = new QLabel(heading, this);
    title->setFont(style::pageTitleFont());
    title->setWordWrap(true);
    auto* plan = new QLabel(tr("This password of %1 is shown only here. Hand it over safely; the user can change it after signing in.")
                                .arg(email), this);
    plan->setWordWrap(true);
    plan->setTextFormat(Qt::PlainText);
    secret_->setSecret(password);
    warning_->setObjectName(u"dialog.password.warning"_s);
    warning_->setProperty("role", u"critical"_s);
    warning_->setWordWrap(true);
    warning_->hide();
    auto* done = new QPushButton(tr("I have saved the password"), this);
    done->setObjectName(u"dialog.password.done"_s);
    done->setAutoDefault(false);
    connect(done, &QPushButton::clicked, this, &PasswordDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::kGapLarge, style::kGapLarge, style::kGapLarge, style::kPagePadding);
    column->setSpacing(style::kGapCard);
    for (QWidget* part : std::initializer_list<QWidget*>{title, plan, secret_, warning_}) column->addWidget(part);
    column->addWidget(done, 0, Qt::AlignRight);
    if (auto* value = secret_->findChild<QWidget*>(u"secretField.text"_s)) value->setObjectName(u"dialog.password.value"_s);
    if (auto* copy = secret_->findChild<QPushButton*>(u"secretField.copy"_s)) {
        copy->setObjectName(u"dialog.password.copy"_s);
        copy->setFocus();
    }
}

void PasswordDialog::reject() {
    if (secret_->wasCopied() || warned_) return QDialog::reject();
    warned_ = true;
    warning_->setText(tr("The password has not been copied and cannot be shown again. Press once more to close anyway."));
    warning_->show();
}

HoldDialog* makeDeactivateDialog(const QUrl& api, const UserRow& row, QWidget* parent) {
    const QList<widgets::ReasonChoice> reasons{{u"left"_s, DialogWords::tr("Person left", "reason to deactivate")},
                                               {u"stolen"_s, DialogWords::tr("Account taken over", "reason to deactivate")},
                                               {u"abuse"_s, DialogWords::tr("Abuse", "reason to deactivate")},
                                               {u"other"_s, DialogWords::tr("Other", "reason to deactivate")}};
    auto* dialog = new HoldDialog(DialogWords::tr("Deactivate %1").arg(row.email),
                                  DialogWords::tr("At once: %1. The keys are refused with 401 on every worker, the sign-ins end, and "
                                                  "signing in again is refused.").arg(affectedText(row)),
                                  DialogWords::tr("Hold to deactivate %1").arg(row.email), reasons, parent);
    dialog->setWarning(DialogWords::tr("Activating the user again serves the keys again; ended sign-ins stay ended."));
    dialog->setCommand([api, path = adminPath(u"users"_s, row.id)](const QString& reason) {
        return requestText("PATCH", api, path, {{u"is_active"_s, false}, {u"reason"_s, reason.isEmpty() ? u"…"_s : reason}});
    });
    nameDialog(*dialog, u"dialog.deactivate"_s);
    return dialog;
}

ConfirmDialog* makeActivateDialog(const QUrl& api, const UserRow& row, QWidget* parent) {
    auto* dialog = new ConfirmDialog(DialogWords::tr("Activate %1?").arg(row.email),
                                     DialogWords::tr("The user may sign in again, and these are served again: %1.")
                                         .arg(DialogWords::tr("%n key(s)", "of a user", static_cast<int>(row.keys.value_or(0)))),
                                     DialogWords::tr("Activate %1").arg(row.email), parent);
    dialog->setUndoNote(DialogWords::tr("Deactivate the user at any time to undo this."));
    dialog->setCommand(requestText("PATCH", api, adminPath(u"users"_s, row.id), {{u"is_active"_s, true}}));
    nameDialog(*dialog, u"dialog.activate"_s);
    return dialog;
}

ConfirmDialog* makeResetPasswordDialog(const QUrl& api, const UserRow& row, QWidget* parent) {
    auto* dialog = new ConfirmDialog(DialogWords::tr("Reset the password of %1?").arg(row.email),
                                     DialogWords::tr("The user gets a random password, shown one time. All sign-ins of the user end; API "
                                                     "keys are not touched."),
                                     DialogWords::tr("Reset password"), parent);
    dialog->setUndoNote(DialogWords::tr("This cannot be undone: the old password is gone."));
    dialog->setCommand(requestText("POST", api, adminPath(u"users"_s, row.id, u"password-reset"_s)));
    nameDialog(*dialog, u"dialog.resetPassword"_s);
    return dialog;
}

ConfirmDialog* makeEndSessionsDialog(const QUrl& api, const UserRow& row, const models::SessionRow* session, bool own, QWidget* parent) {
    const QString path = adminPath(u"users"_s, row.id, u"sessions"_s);
    QString plan = own ? DialogWords::tr("All your sign-ins but this console's end at once.")
                       : DialogWords::tr("All sign-ins of the user end at once; the user can sign in again with the password.");
    if (session) {
        plan = DialogWords::tr("%1, %2, last used %3: it ends at once.", "program, address, time")
                   .arg(models::sessionClientWord(session->client), session->ip,
                        models::relativeText(session->refreshedAt, QDateTime::currentDateTimeUtc()));
    }
    auto* dialog = new ConfirmDialog(session ? DialogWords::tr("End this sign-in of %1?").arg(row.email)
                                             : DialogWords::tr("End the sign-ins of %1?").arg(row.email),
                                     plan, session ? DialogWords::tr("End sign-in") : DialogWords::tr("End sign-ins"), parent);
    dialog->setUndoNote(DialogWords::tr("This cannot be undone."));
    dialog->setCommand(session ? requestText("DELETE", api, path + u'/' + session->id) : requestText("POST", api, path + u"/end"_s));
    addReason(*dialog);
    nameDialog(*dialog, session ? u"dialog.endSession"_s : u"dialog.endSessions"_s);
    return dialog;
}

}  // namespace ui::pages
