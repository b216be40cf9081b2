// First start: makes the gateway's first administrator. E-mail address, password twice, at least ten characters.
// Main thread; owned by MainWindow's stack. Calls no API: emits submitted() and shows the error it is told.
#pragma once

#include "ui/shell/centered_form.hpp"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui::widgets {
class InlineMessage;
}

namespace ui::shell {

/// What is wrong with the form, empty when nothing is. A pure function for its table test.
QString firstAdminProblem(const QString& email, const QString& password, const QString& again);

class FirstAdminView : public CenteredForm {
    Q_OBJECT

public:
    static constexpr int kPasswordLengthMin = 10;

    explicit FirstAdminView(QWidget* parent = nullptr);

    void showError(const QString& text);
    void setBusy(bool busy);

Q_SIGNALS:
    void submitted(const QString& email, const QString& password);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void submit();
    void validate();

    QLineEdit* email_ = nullptr;
    QLineEdit* password_ = nullptr;
    QLineEdit* again_ = nullptr;
    QLabel* rule_ = nullptr;
    QPushButton* send_ = nullptr;
    widgets::InlineMessage* error_ = nullptr;
    bool busy_ = false;
};

}  // namespace ui::shell
