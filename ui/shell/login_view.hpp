// Sign-in at a remote gateway: e-mail address and password.
// Main thread; owned by MainWindow's stack. Calls no API: emits submitted() and shows the error it is told.
#pragma once

#include "ui/shell/centered_form.hpp"

class QLineEdit;
class QPushButton;

namespace ui::widgets {
class InlineMessage;
}

namespace ui::shell {

class LoginView : public CenteredForm {
    Q_OBJECT

public:
    explicit LoginView(QWidget* parent = nullptr);

    void setGateway(const QString& url);
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
    QPushButton* send_ = nullptr;
    widgets::InlineMessage* error_ = nullptr;
    bool busy_ = false;
};

}  // namespace ui::shell
