// Level L3: plan, equivalent command, a reason from chips (or free text), and a button to hold for a second.
// Main thread. Show it with open(); accepted() means the gesture was made, reason() is then never empty.
#pragma once

#include <QDialog>

#include <functional>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {

class CommandLine;
class HoldButton;

struct ReasonChoice {
    QString code;   // goes into the API call: "leaked"
    QString label;  // what the chip says
};

class HoldDialog : public QDialog {
    Q_OBJECT

public:
    /// @param verb "Hold to revoke billing-prod".
    HoldDialog(const QString& title, const QString& plan, const QString& verb, const QList<ReasonChoice>& reasons,
               QWidget* parent = nullptr);

    /// The command is rebuilt whenever the reason changes.
    void setCommand(std::function<QString(const QString& reason)> command);
    void setWarning(const QString& text);
    /// Why the gesture cannot be made yet, besides the reason that is missing; empty: it can.
    void setWhyNot(const QString& whyNot);
    /// A gentler way out, shown as a flat button: "Freeze instead". Its click closes the dialog and emits alternative().
    void setAlternative(const QString& label);
    QVBoxLayout* body() const { return body_; }
    HoldButton* holdButton() const { return hold_; }
    QPushButton* cancelButton() const { return cancel_; }
    /// Chip code, free text, or "code: text".
    QString reason() const;

Q_SIGNALS:
    void alternative();

private:
    void addReasons(const QList<ReasonChoice>& reasons, QVBoxLayout* layout);
    QHBoxLayout* buildButtons(const QString& verb);
    void refresh();

    QLabel* plan_ = nullptr;
    QLabel* warning_ = nullptr;
    CommandLine* command_ = nullptr;
    QButtonGroup* chips_ = nullptr;
    QLineEdit* text_ = nullptr;
    QVBoxLayout* body_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* alternative_ = nullptr;
    HoldButton* hold_ = nullptr;
    std::function<QString(const QString&)> commandOf_;
    QString whyNot_;
};

}  // namespace ui::widgets
