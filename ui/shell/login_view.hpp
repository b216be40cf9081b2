// Sign-in at a remote gateway: e-mail address and password, and a new one where somebody else has set it.
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

class LoginView : public CenteredForm {
    Q_OBJECT

public:
    explicit LoginView(QWidget* parent = nullptr);

    void setGateway(const QString& url);
    void showError(const QString& text);
    void setBusy(bool busy);
    /// The password that was just typed was set by somebody else: another one is chosen before anything else.
    void askNewPassword();
    /// Back to address and password.
    void beginAnew();

Q_SIGNALS:
    void submitted(const QString& email, const QString& password);
    void passwordChosen(const QString& current, const QString& fresh);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void submit();
    void validate();
    void buildNewPassword();
    void showNewPassword(bool wanted);
    QString problem() const;

    QLineEdit* email_ = nullptr;
    QLineEdit* password_ = nullptr;
    QPushButton* send_ = nullptr;
    widgets::InlineMessage* error_ = nullptr;
    QLineEdit* fresh_ = nullptr;
    QLineEdit* again_ = nullptr;
    QLabel* rule_ = nullptr;
    QString url_;
    bool choosing_ = false;
    bool busy_ = false;
};

}  // namespace ui::shell
