// The changing half of UsersPage: create, role, activate and deactivate, passwords, and the end of sign-ins.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/pages/user_dialogs.hpp"
#include "ui/pages/users_page.hpp"
#include "ui/pages/reason_field.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QJsonArray>
#include <QPointer>
#include <QRandomGenerator>
#include <QStackedWidget>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::UserRow;
using widgets::InlineMessage;

namespace {

constexpr int kPasswordLength = 24;

/// From the system's generator; without letters that look alike.
QString freshPassword() {
    const QString alphabet = u"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"_s;
    QString password;
    for (int i = 0; i < kPasswordLength; ++i) {
        password += alphabet[QRandomGenerator::system()->bounded(static_cast<quint32>(alphabet.size()))];
    }
    return password;
}

}  // namespace

Task UsersPage::taskOf(const QString& action, const QString& target, const char* verb, const QString& path) const {
    return {action, target, requestText(verb, client().endpoint().base, path)};
}

bool UsersPage::takeChanged(const ApiReply& reply, const QString& whatFailed) {
    if (!reply.ok()) {
        notice()->showMessage(InlineMessage::Kind::crit, tr("%1 %2", "what failed. why").arg(whatFailed, bridge::errorText(reply.error)));
        if (reply.status == 409) refresh();
        return false;
    }
    UserRow row = UserRow::fromJson(reply.body);
    if (!row.id.isEmpty() && model_->find(row.id)) model_->applyOne(std::move(row));
    showSelection();
    refresh();
    return true;
}

void UsersPage::newUser() {
    if (findChild<QDialog*>(u"dialog.newUser"_s)) return;
    auto* dialog = new NewUserDialog(client().endpoint().base, this);
    // The password stays the same for a second try: the call is then the same call to the gateway.
    connect(dialog, &SubmitDialog::submitted, this,
            [this, dialog, key = bridge::freshIdempotencyKey(), password = freshPassword()] { createUser(dialog, key, password); });
    openDialog(dialog);
}

void UsersPage::createUser(NewUserDialog* dialog, const QByteArray& idempotencyKey, const QString& password) {
    dialog->setBusy(true);
    const QPointer<NewUserDialog> open(dialog);
    const QString email = dialog->email();
    // Another draft is another call.
    const QByteArray key = idempotencyKey + '-' + QByteArray::number(qHash(email + dialog->role()), 16);
    const auto end = beginTask(taskOf(tr("Create user", "task"), email, "POST", u"/api/v1/admin/users"_s));
    const QJsonObject body{{u"email"_s, email}, {u"password"_s, password}, {u"role"_s, dialog->role()}};
    client().post(u"/api/v1/admin/users"_s, body, this, [this, open, end, email, password](const ApiReply& reply) {
        end(reply);
        if (!reply.ok()) {
            if (open) return open->showError(reply.error);
            return notice()->showMessage(InlineMessage::Kind::crit, bridge::errorText(reply.error));
        }
        if (open) open->accept();
        const UserRow row = UserRow::fromJson(reply.body);
        model_->applyOne(row);
        tableOrEmpty_->setCurrentIndex(0);
        select(row.id);
        refresh();
        openDialog(new PasswordDialog(tr("%1 has been created").arg(email), email, password, this));
    }, key);
}

void UsersPage::changeRole() {
    const UserRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.role"_s)) return;
    auto* dialog = new RoleDialog(client().endpoint().base, *row, this);
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog, before = *row] { saveRole(dialog, before); });
    openDialog(dialog);
}

void UsersPage::saveRole(RoleDialog* dialog, const UserRow& before) {
    dialog->setBusy(true);
    const QPointer<RoleDialog> open(dialog);
    const QString role = dialog->role();
    const QString path = adminPath(u"users"_s, before.id);
    const auto end = beginTask(taskOf(tr("Change role", "task"), before.email, "PATCH", path));
    client().patch(path, {{u"role"_s, role}}, this, [this, open, before, role, end](const ApiReply& reply) {
        end(reply);
        if (!reply.ok() && open) {
            if (reply.status == 409) refresh();
            return open->showError(reply.error);
        }
        if (open) open->accept();
        if (!takeChanged(reply, tr("The role of %1 could not be changed.").arg(before.email))) return;
        Q_EMIT toast(tr("%1 is %2 now.", "user, role").arg(before.email, models::userRoleWord(role)), tr("Undo"),
                     [this, before] { sendRole(before, before.role); });
    });
}

void UsersPage::sendRole(const UserRow& row, const QString& role) {
    const QString path = adminPath(u"users"_s, row.id);
    const auto end = beginTask(taskOf(tr("Undo the change of a role", "task"), row.email, "PATCH", path));
    client().patch(path, {{u"role"_s, role}}, this, [this, row, end](const ApiReply& reply) {
        end(reply);
        if (!takeChanged(reply, tr("The role of %1 could not be changed.").arg(row.email))) return;
        Q_EMIT toast(tr("%1 has the old role again.").arg(row.email), {}, {});
    });
}

void UsersPage::toggleActive() {
    const UserRow* row = selected();
    if (!row) return;
    if (row->isActive) {
        if (findChild<QDialog*>(u"dialog.deactivate"_s)) return;
        auto* dialog = makeDeactivateDialog(client().endpoint().base, *row, this);
        connect(dialog, &QDialog::accepted, this, [this, dialog, user = *row] { setActive(user, false, dialog->reason(), true); });
        return openDialog(dialog);
    }
    if (findChild<QDialog*>(u"dialog.activate"_s)) return;
    auto* dialog = makeActivateDialog(client().endpoint().base, *row, this);
    connect(dialog, &QDialog::accepted, this, [this, user = *row] { setActive(user, true, {}, true); });
    openDialog(dialog);
}

void UsersPage::setActive(const UserRow& row, bool active, const QString& reason, bool offerUndo) {
    const QString path = adminPath(u"users"_s, row.id);
    QJsonObject body{{u"is_active"_s, active}};
    if (!reason.isEmpty()) body.insert(u"reason"_s, reason);
    const auto end = beginTask(taskOf(active ? tr("Activate user", "task") : tr("Deactivate user", "task"), row.email, "PATCH", path));
    client().patch(path, body, this, [this, row, active, offerUndo, end](const ApiReply& reply) {
        end(reply);
        const QString failed = active ? tr("%1 could not be activated.") : tr("%1 could not be deactivated.");
        if (!takeChanged(reply, failed.arg(row.email))) return;
        const QJsonObject workers = reply.body["workers"_L1].toObject();
        const int total = workers["total"_L1].toInt();
        if (!active && workers["acknowledged"_L1].toInt() < total) {
            notice()->showMessage(InlineMessage::Kind::warn,
                                  tr("%1 is deactivated, but only %2 of %3 workers have said so within a second. Look again in a moment.")
                                      .arg(row.email).arg(workers["acknowledged"_L1].toInt()).arg(total));
        } else if (!active) {
            notice()->showMessage(InlineMessage::Kind::info,
                                  tr("%1 is deactivated: sign-ins have ended, and all %n worker(s) refuse the keys.", "", total).arg(row.email));
        }
        const auto back = [this, row, active] { setActive(row, !active, {}, false); };
        Q_EMIT toast(active ? tr("%1 is active.").arg(row.email) : tr("%1 is deactivated.").arg(row.email),
                     offerUndo ? tr("Undo") : QString(), back);
    });
}

void UsersPage::resetPassword() {
    const UserRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.resetPassword"_s)) return;
    auto* dialog = makeResetPasswordDialog(client().endpoint().base, *row, this);
    connect(dialog, &QDialog::accepted, this, [this, user = *row] { sendReset(user); });
    openDialog(dialog);
}

void UsersPage::sendReset(const UserRow& row) {
    const QString path = adminPath(u"users"_s, row.id, u"password-reset"_s);
    const auto end = beginTask(taskOf(tr("Reset password", "task"), row.email, "POST", path));
    client().post(path, {}, this, [this, row, end](const ApiReply& reply) {
        end(reply);
        if (!takeChanged(reply, tr("The password of %1 could not be reset.").arg(row.email))) return;
        openDialog(new PasswordDialog(tr("%1 has a fresh password").arg(row.email), row.email, reply.body["password"_L1].toString(), this));
    }, bridge::freshIdempotencyKey());
}

void UsersPage::endSessions() {
    const UserRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.endSessions"_s)) return;
    auto* dialog = makeEndSessionsDialog(client().endpoint().base, *row, nullptr, isSelf(*row), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, user = *row] {
        const QString path = adminPath(u"users"_s, user.id, u"sessions/end"_s);
        const auto end = beginTask(taskOf(tr("End sign-ins", "task"), user.email, "POST", path));
        client().post(path, reasonBody(reasonIn(*dialog)), this, [this, user, end](const ApiReply& reply) {
            end(reply);
            takeSessions(user, reply);
        });
    });
    openDialog(dialog);
}

void UsersPage::endSession(const models::SessionRow& session) {
    const UserRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.endSession"_s)) return;
    auto* dialog = makeEndSessionsDialog(client().endpoint().base, *row, &session, isSelf(*row), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, user = *row, id = session.id] {
        const QString one = adminPath(u"users"_s, user.id, u"sessions/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id)));
        const QString path = withReason(one, reasonIn(*dialog));
        const auto end = beginTask(taskOf(tr("End sign-in", "task"), user.email, "DELETE", path));
        client().remove(path, this, [this, user, end](const ApiReply& reply) {
            end(reply);
            takeSessions(user, reply);
        });
    });
    openDialog(dialog);
}

void UsersPage::takeSessions(const UserRow& row, const ApiReply& reply) {
    if (!takeChanged(reply, tr("The sign-ins of %1 could not be ended.").arg(row.email))) return;
    const auto left = models::sessionRows(reply.body["items"_L1].toArray());
    const UserRow* shown = selected();
    if (shown && shown->id == row.id) details_->showSessions(left);
    Q_EMIT toast(tr("%1 has %n sign-in(s) left.", "", static_cast<int>(left.size())).arg(row.email), {}, {});
}

void UsersPage::changeOwnPassword() {
    if (findChild<QDialog*>(u"dialog.ownPassword"_s)) return;
    auto* dialog = new OwnPasswordDialog(client().endpoint().base, this);
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog] { saveOwnPassword(dialog); });
    openDialog(dialog);
}

void UsersPage::saveOwnPassword(OwnPasswordDialog* dialog) {
    dialog->setBusy(true);
    const QPointer<OwnPasswordDialog> open(dialog);
    const QString path = u"/api/v1/auth/password"_s;
    const auto end = beginTask(taskOf(tr("Change my password", "task"), client().userEmail(), "POST", path));
    client().post(path, dialog->call(), this, [this, open, end](const ApiReply& reply) {
        end(reply);
        if (!reply.ok() && open) return open->showError(reply.error);
        if (open) open->accept();
        if (!takeChanged(reply, tr("Your password could not be changed."))) return;
        Q_EMIT toast(tr("Your password is changed; your other sign-ins have ended."), {}, {});
    });
}

}  // namespace ui::pages
