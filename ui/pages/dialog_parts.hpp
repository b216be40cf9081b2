// What the dialogs of the providers page share: names of their parts, the equivalent call in words, and a form dialog
// that stays open until the gateway has agreed. Thread: main. Dialogs return values; the page does every call.
#pragma once

#include "ui/widgets/confirm_dialog.hpp"

#include <QJsonObject>
#include <QUrl>

class QLabel;

namespace ui::pages {

/// Gives a dialog and its parts the page's names: "confirmDialog.verb" becomes "dialog.deletePreset.verb".
void nameDialog(QDialog& dialog, const QString& name);
/// "PATCH https://gateway/api/v1/admin/presets/7 {…}"; an empty body is left out.
QString requestText(const char* method, const QUrl& api, const QString& path, const QJsonObject& body = {});
/// Deletes itself when closed; opens without a nested event loop.
void openDialog(QDialog* dialog);
/// The route of an object below the admin API: "/api/v1/admin/providers/{id}/probe".
QString adminPath(const QString& collection, const QString& id, const QString& action = {});

/// A dialog with fields: Return submits, and nothing closes before the gateway has agreed.
class SubmitDialog : public widgets::ConfirmDialog {
    Q_OBJECT

public:
    SubmitDialog(const QString& name, const QString& title, const QString& plan, const QString& verb, QWidget* parent);

    /// The call is under way: the fields wait.
    void setBusy(bool busy);
    bool isBusy() const { return busy_; }
    /// A refusal that no field of the form takes.
    void showSentence(const QString& sentence);

Q_SIGNALS:
    /// The verb was pressed and may be.
    void submitted();

protected:
    /// Puts the form under the plan, the line for refusals under it.
    void setForm(QWidget* form);
    /// @param whyNot empty: the verb may be pressed.
    void judge(const QString& whyNot);

private:
    QWidget* form_ = nullptr;
    QLabel* error_;
    QString whyNot_;
    bool busy_ = false;
};

/// Marks a field as wrong for the style sheet.
void markInvalid(QWidget* field, bool invalid);

}  // namespace ui::pages
