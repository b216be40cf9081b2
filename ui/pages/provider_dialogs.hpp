// The dialogs about a provider: add and edit (L1), switch off (L1), remove (L2: type the name).
// Thread: main. Owner: the page, which opens them with open() and does every call itself; dialogs return values.
#pragma once

#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/provider_form.hpp"
#include "ui/widgets/type_name_dialog.hpp"

namespace ui::bridge {
struct ApiError;
}

namespace ui::pages {

class ProviderFormDialog : public SubmitDialog {
    Q_OBJECT

public:
    /// A new provider: dialog.newProvider.
    static ProviderFormDialog* forNew(const QUrl& api, QWidget* parent);
    /// An existing one: dialog.editProvider; submitting needs at least one change.
    static ProviderFormDialog* forEdit(const QUrl& api, const models::ProviderRow& row, QWidget* parent);

    ProviderForm& form() const { return *fields_; }
    /// What would be sent now, the credential included.
    QJsonObject call() const;
    void showError(const bridge::ApiError& error);

private:
    ProviderFormDialog(const QString& name, const QString& title, const QString& plan, const QString& verb, QWidget* parent);
    void refresh();

    ProviderForm* fields_;
    QUrl api_;
    QString path_;
    ProviderDraft before_;
    bool editing_ = false;
};

/// @param lost what loses its last route by it; named as a warning.
widgets::ConfirmDialog* makeSwitchOffDialog(const QUrl& api, const models::ProviderRow& row, const QString& lost, QWidget* parent);
widgets::TypeNameDialog* makeRemoveProviderDialog(const QUrl& api, const models::ProviderRow& row, QWidget* parent);

/// Adds a sentence in the colour of danger to a dialog; an empty one adds nothing.
void addWarning(widgets::ConfirmDialog& dialog, const QString& name, const QString& sentence);

}  // namespace ui::pages
