#include "ui/shell/login_view.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::shell {

namespace {
constexpr int kPasswordLengthMin = 10;
}

LoginView::LoginView(QWidget* parent) : CenteredForm(parent) {
    setObjectName(QStringLiteral("loginView"));
    error_ = new widgets::InlineMessage(this);
    form()->addWidget(error_);
    email_ = addField("login.email", tr("E-mail address"), false);
    password_ = addField("login.password", tr("Password"), true);
    buildNewPassword();
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
    showNewPassword(false);
}

void LoginView::buildNewPassword() {
    fresh_ = addField("login.newPassword", tr("New password (at least %1 characters)").arg(kPasswordLengthMin), true);
    again_ = addField("login.newPasswordAgain", tr("New password again"), true);
    rule_ = new QLabel(this);
    rule_->setObjectName(QStringLiteral("login.rule"));
    rule_->setProperty("role", QStringLiteral("secondary"));
    form()->addWidget(rule_);
    for (QLineEdit* field : {fresh_, again_}) {
        connect(field, &QLineEdit::textChanged, this, &LoginView::validate);
        connect(field, &QLineEdit::returnPressed, this, &LoginView::submit);
    }
}

void LoginView::setGateway(const QString& url) {
    url_ = url;
    setHeading(tr("Sign in"), url.isEmpty() ? QString() : tr("at the gateway %1").arg(url));
}

void LoginView::askNewPassword() {
    setHeading(tr("Choose a password of your own"), tr("An administrator has set this one. It is good for nothing but choosing another."));
    showNewPassword(true);
    fresh_->setFocus();
}

void LoginView::showNewPassword(bool wanted) {
    choosing_ = wanted;
    for (QLineEdit* field : {email_, password_, fresh_, again_}) {
        const bool visible = wanted == (field == fresh_ || field == again_);
        field->setVisible(visible);
        for (QLabel* label : findChildren<QLabel*>())
            if (label->buddy() == field) label->setVisible(visible);
    }
    rule_->setVisible(wanted);
    fresh_->clear();
    again_->clear();
    send_->setText(wanted ? tr("Set it and sign in") : tr("Sign in"));
    send_->setAccessibleName(send_->text());
    validate();
}

QString LoginView::problem() const {
    if (fresh_->text().size() < kPasswordLengthMin) return tr("The password needs %n more character(s).", nullptr, static_cast<int>(kPasswordLengthMin - fresh_->text().size()));
    if (fresh_->text() == password_->text()) return tr("This is the old password: choose another.");
    if (fresh_->text() != again_->text()) return tr("The two passwords differ.");
    return {};
}

void LoginView::showError(const QString& text) { error_->showMessage(widgets::InlineMessage::Kind::crit, text); }

void LoginView::setBusy(bool busy) {
    busy_ = busy;
    validate();
}

void LoginView::showEvent(QShowEvent* event) {
    CenteredForm::showEvent(event);
    beginAnew();
}

void LoginView::beginAnew() {
    password_->clear();
    error_->clear();
    setGateway(url_);
    showNewPassword(false);
    (email_->text().isEmpty() ? email_ : password_)->setFocus();
}

void LoginView::validate() {
    if (choosing_) {
        const QString wrong = problem();
        rule_->setText(fresh_->text().isEmpty() ? QStringLiteral(" ") : wrong);
        return send_->setEnabled(!busy_ && wrong.isEmpty());
    }
    send_->setEnabled(!busy_ && !email_->text().trimmed().isEmpty() && !password_->text().isEmpty());
}

void LoginView::submit() {
    if (!send_->isEnabled()) return;
    error_->clear();
    if (choosing_) return Q_EMIT passwordChosen(password_->text(), fresh_->text());
    Q_EMIT submitted(email_->text().trimmed(), password_->text());
}

}  // namespace ui::shell
