// Level L1: the plan in words, the equivalent command, a button that says verb and object; the focus is on Cancel.
// Main thread. Show it with open(); it returns its answer by accepted()/rejected() and calls no API itself.
#pragma once

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {

class CommandLine;

class ConfirmDialog : public QDialog {
    Q_OBJECT

public:
    /// @param verb "Freeze key billing-prod", never "OK".
    ConfirmDialog(const QString& title, const QString& plan, const QString& verb, QWidget* parent = nullptr);

    void setCommand(const QString& command);
    void setUndoNote(const QString& note);
    void setDanger(bool danger);
    void setVerbEnabled(bool enabled);
    /// Another way out, at the left: its click closes the dialog and emits alternative().
    void setAlternative(const QString& label);
    /// Rows of the page's own, between plan and command (form fields of an L1 dialog).
    QVBoxLayout* body() const { return body_; }
    QPushButton* verbButton() const { return verb_; }
    QPushButton* cancelButton() const { return cancel_; }

Q_SIGNALS:
    void alternative();

private:
    QHBoxLayout* buildButtons(const QString& verb);

    QLabel* plan_ = nullptr;
    QLabel* undoNote_ = nullptr;
    CommandLine* command_ = nullptr;
    QVBoxLayout* body_ = nullptr;
    QPushButton* verb_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* alternative_ = nullptr;
};

}  // namespace ui::widgets
