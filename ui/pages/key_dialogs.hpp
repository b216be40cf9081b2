// The dialogs of the keys page: create and edit (L1), the secret shown once, freeze (L1), revoke (L3).
// Thread: main. Owner: the page, which opens them with open() and does every call itself; dialogs return values.
#pragma once

#include "ui/pages/key_draft.hpp"
#include "ui/pages/key_form.hpp"
#include "ui/widgets/confirm_dialog.hpp"
#include "ui/widgets/hold_dialog.hpp"

#include <QDialog>
#include <QUrl>

class QLabel;
class QVBoxLayout;

namespace ui::bridge {
struct ApiError;
}
namespace ui::widgets {
class SecretField;
}

namespace ui::pages {

/// Stays open while the page submits, so that a refusal stands next to the field it names.
class KeyFormDialog : public widgets::ConfirmDialog {
    Q_OBJECT

public:
    /// A new key: dialog.newKey.
    static KeyFormDialog* forNewKey(const QUrl& api, const QList<OwnerChoice>& owners, const QString& self,
                                    QWidget* parent);
    /// An existing key: dialog.editKey; submitting needs at least one change.
    static KeyFormDialog* forEdit(const QUrl& api, const models::KeyRow& row, QWidget* parent);

    KeyForm& form() const { return *form_; }
    /// What would be sent now.
    QJsonObject body() const;
    /// The call is under way: the form waits.
    void setBusy(bool busy);
    void showError(const bridge::ApiError& error);

Q_SIGNALS:
    void submitted(const QJsonObject& body);

private:
    KeyFormDialog(const QString& name, const QString& title, const QString& plan, const QString& verb,
                  const QString& verbName, QWidget* parent);
    void refresh();

    KeyForm* form_;
    QLabel* error_;
    QString request_;  // "POST https://…/api-keys"
    KeyDraft before_;
    bool editing_ = false;
    bool busy_ = false;
};

/// Shows a new key's secret once, with a request to try it. Closing before copying takes a second press.
class KeySecretDialog : public QDialog {
    Q_OBJECT

public:
    KeySecretDialog(const QString& keyName, const QString& secret, const QString& curl, QWidget* parent);

    void setHeading(const QString& text);
    /// The second secret of a key that signs its requests, under the first.
    void addSigningSecret(const QString& secret);

    void reject() override;

private:
    QLabel* heading_;
    widgets::SecretField* secret_;
    widgets::SecretField* signing_ = nullptr;
    QVBoxLayout* secrets_;
    QLabel* warning_;
    bool warned_ = false;
};

/// @param verb "freeze" or "unfreeze": dialog.freeze, dialog.unfreeze.
widgets::ConfirmDialog* makeFreezeDialog(const QUrl& api, const models::KeyRow& row, bool freeze, QWidget* parent);
widgets::HoldDialog* makeRevokeDialog(const QUrl& api, const models::KeyRow& row, QWidget* parent);

/// The route of a key below the API's base: "…/api/v1/admin/api-keys/{id}/revoke".
QString keyPath(const QString& id, const QString& action = {});

}  // namespace ui::pages
