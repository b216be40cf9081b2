#include "ui/shell/login_view.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::shell {

LoginView::LoginView(QWidget* parent) : CenteredForm(parent) {
    setObjectName(QStringLiteral("loginView"));
    error_ = new widgets::InlineMessage(this);
    form()->addWidget(error_);
    email_ = addField("login.email", tr("E-mail address"), false);
    password_ = addField("login.password", tr("Password"), true);
    send_ = new QPushButton(tr("Sign in"), this);
    send_->setObjectName(QStringLiteral("login.submit"));
    send_->setAccessibleName(send_->text());
    style::setButtonKind(*send_, "primary");
    form()->addSpacing(style::kGap);
    form()->addWidget(send_, 0, Qt::AlignRight);
    connect(email_, &QLineEdit::textChanged, this, &LoginView::validate);
    connect(password_, &QLineEdit::textChanged, this, &LoginView::validate);
    connect(email_, &QLineEdit::returnPressed, this, &LoginView::submit);
    connect(password_, &QLineEdit::returnPressed, this, &LoginView::submit);
    connect(send_, &QPushButton::clicked, this, &LoginView::submit);
    setGateway({});
    validate();
}

void LoginView::setGateway(const QString& url) {
    setHeading(tr("Sign in"), url.isEmpty() ? QString() : tr("at the gateway %1").arg(url));
}

void LoginView::showError(const QString& text) { error_->showMessage(widgets::InlineMessage::Kind::crit, text); }

void LoginView::setBusy(bool busy) {
    busy_ = busy;
    validate();
}

void LoginView::showEvent(QShowEvent* event) {
    CenteredForm::showEvent(event);
    password_->clear();
    (email_->text().isEmpty() ? email_ : password_)->setFocus();
}

void LoginView::validate() {
    send_->setEnabled(!busy_ && !email_->text().trimmed().isEmpty() && !password_->text().isEmpty());
}

void LoginView::submit() {
    if (!send_->isEnabled()) return;
    error_->clear();
    Q_EMIT submitted(email_->text().trimmed(), password_->text());
}

}  // namespace ui::shell
