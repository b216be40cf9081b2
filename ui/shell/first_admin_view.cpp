#include "ui/shell/first_admin_view.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::shell {

QString firstAdminProblem(const QString& email, const QString& password, const QString& again) {
    const auto sentence = [](const char* text) { return QCoreApplication::translate("FirstAdminView", text); };
    const qsizetype at = email.indexOf(u'@');
    if (at < 1 || at != email.lastIndexOf(u'@') || at == email.size() - 1 || email.contains(u' ')) {
        return sentence(QT_TRANSLATE_NOOP("FirstAdminView", "Enter an e-mail address, such as name@example.com."));
    }
    if (password.size() < FirstAdminView::kPasswordLengthMin) {
        return QCoreApplication::translate("FirstAdminView", "The password needs %n more character(s).", nullptr,
                                           static_cast<int>(FirstAdminView::kPasswordLengthMin - password.size()));
    }
    if (password != again) return sentence(QT_TRANSLATE_NOOP("FirstAdminView", "The two passwords differ."));
    return {};
}

FirstAdminView::FirstAdminView(QWidget* parent) : FirstRunStep(parent) {
    setObjectName(QStringLiteral("firstAdminView"));
    explain();
    error_ = new widgets::InlineMessage(this);
    form()->addWidget(error_);
    email_ = addField("firstAdmin.email", tr("E-mail address"), false);
    password_ = addField("firstAdmin.password", tr("Password (at least %1 characters)").arg(kPasswordLengthMin), true);
    again_ = addField("firstAdmin.again", tr("Password again"), true);
    rule_ = new QLabel(this);
    rule_->setObjectName(QStringLiteral("firstAdmin.rule"));
    rule_->setProperty("role", QStringLiteral("secondary"));
    form()->addWidget(rule_);
    send_ = new QPushButton(tr("Create administrator"), this);
    send_->setObjectName(QStringLiteral("firstAdmin.submit"));
    send_->setAccessibleName(send_->text());
    style::setButtonKind(*send_, "primary");
    form()->addSpacing(style::kGap);
    form()->addWidget(send_, 0, Qt::AlignRight);
    for (QLineEdit* field : {email_, password_, again_}) {
        connect(field, &QLineEdit::textChanged, this, &FirstAdminView::validate);
        connect(field, &QLineEdit::returnPressed, this, &FirstAdminView::submit);
    }
    connect(send_, &QPushButton::clicked, this, &FirstAdminView::submit);
    validate();
}

void FirstAdminView::explain() {
    if (!existing_.isEmpty()) {
        return setHeading(tr("There is an administrator"), tr("%1 administers this gateway. More users can be added later.").arg(existing_));
    }
    setHeading(tr("Create the first administrator"),
               tr("The gateway is running and has no user yet. This account may do everything: keep its password safe. "
                  "At this computer the console signs in by itself."));
}

void FirstAdminView::setExisting(const QString& email) {
    if (email == existing_) return;
    existing_ = email;
    explain();
    const bool missing = existing_.isEmpty();
    for (QLabel* label : findChildren<QLabel*>()) {
        if (label->buddy()) label->setVisible(missing);
    }
    for (QWidget* widget : {static_cast<QWidget*>(email_), static_cast<QWidget*>(password_), static_cast<QWidget*>(again_),
                            static_cast<QWidget*>(rule_), static_cast<QWidget*>(send_)}) {
        widget->setVisible(missing);
    }
    error_->clear();
    // The password is of no more use here.
    if (!missing) {
        password_->clear();
        again_->clear();
    }
    Q_EMIT changed();
}

void FirstAdminView::showError(const QString& text) { error_->showMessage(widgets::InlineMessage::Kind::crit, text); }

void FirstAdminView::setBusy(bool busy) {
    busy_ = busy;
    validate();
}

void FirstAdminView::showEvent(QShowEvent* event) {
    FirstRunStep::showEvent(event);
    email_->setFocus();
}

void FirstAdminView::validate() {
    const QString problem = firstAdminProblem(email_->text().trimmed(), password_->text(), again_->text());
    send_->setEnabled(!busy_ && problem.isEmpty());
    // Nobody is told off before having typed anything.
    rule_->setText(email_->text().isEmpty() ? QStringLiteral(" ") : problem);
}

void FirstAdminView::submit() {
    if (!send_->isEnabled()) return;
    error_->clear();
    Q_EMIT submitted(email_->text().trimmed(), password_->text());
}

}  // namespace ui::shell
