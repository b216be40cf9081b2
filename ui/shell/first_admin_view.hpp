// First steps, 3: makes the gateway's first administrator. E-mail address, password twice, at least ten characters.
// Main thread; owned by FirstRunView's stack. Calls no API: emits submitted() and shows the error it is told.
#pragma once

#include "ui/shell/first_run/first_run_step.hpp"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui::widgets {
class InlineMessage;
}

namespace ui::shell {

/// What is wrong with the form, empty when nothing is. A pure function for its table test.
QString firstAdminProblem(const QString& email, const QString& password, const QString& again);

class FirstAdminView : public FirstRunStep {
    Q_OBJECT

public:
    static constexpr int kPasswordLengthMin = 10;

    explicit FirstAdminView(QWidget* parent = nullptr);

    void showError(const QString& text);
    void setBusy(bool busy);
    /// There is an administrator: the form gives way to a sentence. Empty: there is none.
    void setExisting(const QString& email);
    bool isComplete() const override { return !existing_.isEmpty(); }
    bool isSkippable() const override { return false; }

Q_SIGNALS:
    void submitted(const QString& email, const QString& password);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void submit();
    void validate();
    void explain();

    QLineEdit* email_ = nullptr;
    QLineEdit* password_ = nullptr;
    QLineEdit* again_ = nullptr;
    QLabel* rule_ = nullptr;
    QPushButton* send_ = nullptr;
    widgets::InlineMessage* error_ = nullptr;
    QString existing_;
    bool busy_ = false;
};

}  // namespace ui::shell
