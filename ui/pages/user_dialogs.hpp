// The dialogs of the users page: new user, role, own password (forms, L1), deactivate (L3), activate, password reset and the
// end of sign-ins (L1), and a password that is shown once. Thread: main. Owner: the page, which does every call itself.
#pragma once

#include "ui/models/user_row.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/widgets/hold_dialog.hpp"

#include <QDialog>
#include <QJsonObject>
#include <QUrl>

class QComboBox;
class QLabel;
class QLineEdit;

namespace ui::bridge {
struct ApiError;
}
namespace ui::widgets {
class SecretField;
}

namespace ui::pages {

/// dialog.newUser: address and role; the password is made by the page and shown once.
class NewUserDialog : public SubmitDialog {
    Q_OBJECT

public:
    NewUserDialog(const QUrl& api, QWidget* parent);
    QString email() const;
    QString role() const;
    void showError(const bridge::ApiError& error);

private:
    void refresh();
    QUrl api_;
    QLineEdit* email_;
    QComboBox* role_;
    QLabel* meaning_;
};

/// dialog.role
class RoleDialog : public SubmitDialog {
    Q_OBJECT

public:
    RoleDialog(const QUrl& api, const models::UserRow& row, QWidget* parent);
    QString role() const;
    void showError(const bridge::ApiError& error);

private:
    void refresh();
    QUrl api_;
    models::UserRow row_;
    QComboBox* role_;
    QLabel* meaning_;
};

/// dialog.ownPassword
class OwnPasswordDialog : public SubmitDialog {
    Q_OBJECT

public:
    OwnPasswordDialog(const QUrl& api, QWidget* parent);
    QJsonObject call() const;
    void showError(const bridge::ApiError& error);

private:
    QLineEdit* addField(const char* name, const QString& label, QWidget* form);
    void refresh();
    QLineEdit* current_ = nullptr;
    QLineEdit* fresh_ = nullptr;
    QLineEdit* again_ = nullptr;
};

/// dialog.password: shown once; closing it uncopied asks once more.
class PasswordDialog : public QDialog {
    Q_OBJECT

public:
    PasswordDialog(const QString& heading, const QString& email, const QString& password, QWidget* parent);
    void reject() override;

private:
    widgets::SecretField* secret_;
    QLabel* warning_;
    bool warned_ = false;
};

widgets::HoldDialog* makeDeactivateDialog(const QUrl& api, const models::UserRow& row, QWidget* parent);
widgets::ConfirmDialog* makeActivateDialog(const QUrl& api, const models::UserRow& row, QWidget* parent);
widgets::ConfirmDialog* makeResetPasswordDialog(const QUrl& api, const models::UserRow& row, QWidget* parent);
/// @param session null: all of them, but the console's own when `own`.
widgets::ConfirmDialog* makeEndSessionsDialog(const QUrl& api, const models::UserRow& row, const models::SessionRow* session, bool own,
                                              QWidget* parent);

}  // namespace ui::pages
