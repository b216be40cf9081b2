#include "ui/shell/key_question.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::shell {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char* text) { return QCoreApplication::translate("KeyQuestion", text); }

}  // namespace

QString passphraseProblem(const QString& passphrase, const QString& again) {
    if (const auto missing = KeyQuestion::kPassphraseLengthMin - passphrase.size(); missing > 0)
        return QCoreApplication::translate("KeyQuestion", "The passphrase needs %n more character(s).", nullptr, static_cast<int>(missing));
    if (passphrase != again) return translated(QT_TRANSLATE_NOOP("KeyQuestion", "The two passphrases differ."));
    return {};
}

QString keyQuestionText(const QJsonObject& error) {
    const QJsonObject detail = error["detail"_L1].toObject();
    const QString question = detail["question"_L1].toString();
    const bool locked = detail["keychain"_L1].toString() == "locked"_L1;
    if (error["code"_L1].toString() == "PASSPHRASE_WRONG"_L1)
        return translated(QT_TRANSLATE_NOOP("KeyQuestion", "This passphrase does not open the master key. Try again."));
    if (question == "open"_L1) return translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key is sealed: enter its passphrase."));
    if (question == "new"_L1)
        return locked ? translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key seals the providers' credentials. The desktop's keychain, where it "
                                                                    "would lie, is locked: unlock it, or choose a passphrase, which is asked for at each start."))
                      : translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key seals the providers' credentials. This desktop has no keychain that could "
                                                                    "keep it: choose a passphrase, which is asked for at each start."));
    if (question == "file"_L1)
        return translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key lies in the clear in the data directory, and this desktop has no keychain it could "
                                                           "be moved to: choose a passphrase that seals it. It is asked for at each start."));
    if (question == "unlock"_L1)
        return locked ? translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key lies in the desktop's keychain, which is locked: unlock it."))
                      : translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key lies in the desktop's keychain, which does not answer. Sign in to the "
                                                                    "desktop again or start its keychain, then retry."));
    if (question == "lost"_L1)
        return translated(QT_TRANSLATE_NOOP("KeyQuestion", "The master key is not where it was put. Bring it back, then retry."));
    return {};
}

KeyQuestion::KeyQuestion(QWidget* parent) : QWidget(parent) {
    setObjectName(u"keyQuestion"_s);
    build();
    connect(send_, &QPushButton::clicked, this, &KeyQuestion::submit);
    for (QLineEdit* field : {passphrase_, again_}) {
        connect(field, &QLineEdit::textChanged, this, &KeyQuestion::validate);
        connect(field, &QLineEdit::returnPressed, this, &KeyQuestion::submit);
    }
    const auto answer = [this](QPushButton* button, const QString& word) {
        connect(button, &QPushButton::clicked, this, [this, word] { Q_EMIT answered({{u"master_key"_s, word}}); });
    };
    answer(unlock_, u"unlock"_s);
    answer(keepFile_, u"keep_file"_s);
    answer(session_, u"session"_s);
}

void KeyQuestion::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::kGap);
    passphrase_ = addField("keyQuestion.passphrase", passphraseLabel_);
    again_ = addField("keyQuestion.again", againLabel_);
    againLabel_->setText(tr("Passphrase again"));
    again_->setAccessibleName(againLabel_->text());
    rule_ = new QLabel(this);
    rule_->setObjectName(u"keyQuestion.rule"_s);
    rule_->setProperty("role", u"secondary"_s);
    column->addWidget(rule_);
    toKeychain_ = new QCheckBox(tr("From now on the desktop's keychain keeps it"), this);
    toKeychain_->setObjectName(u"keyQuestion.toKeychain"_s);
    toKeychain_->setAccessibleName(toKeychain_->text());
    column->addWidget(toKeychain_);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGap);
    unlock_ = addButton("keyQuestion.unlock", tr("Unlock the keychain…"));
    keepFile_ = addButton("keyQuestion.keepFile", tr("Leave the file this once"));
    session_ = addButton("keyQuestion.session", tr("Only for this session"));
    send_ = addButton("keyQuestion.submit", tr("Start"));
    row->addWidget(unlock_);
    row->addWidget(keepFile_);
    row->addWidget(session_);
    row->addStretch();
    row->addWidget(send_);
    column->addLayout(row);
    sessionHint_ = new QLabel(tr("Only for this session: the key lies in memory and nowhere else. Credentials that you enter are lost when the "
                                 "gateway stops, and those entered before cannot be used."), this);
    sessionHint_->setObjectName(u"keyQuestion.sessionHint"_s);
    sessionHint_->setProperty("role", u"secondary"_s);
    sessionHint_->setWordWrap(true);
    column->addWidget(sessionHint_);
}

QLineEdit* KeyQuestion::addField(const char* name, QLabel*& caption) {
    caption = new QLabel(this);
    auto* field = new QLineEdit(this);
    field->setObjectName(QLatin1StringView(name));
    field->setEchoMode(QLineEdit::Password);
    caption->setBuddy(field);
    layout()->addWidget(caption);
    layout()->addWidget(field);
    return field;
}

QPushButton* KeyQuestion::addButton(const char* name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1StringView(name));
    button->setAccessibleName(text);
    return button;
}

void KeyQuestion::ask(const QJsonObject& error) {
    const QJsonObject detail = error["detail"_L1].toObject();
    const QString question = detail["question"_L1].toString();
    const QString keychain = detail["keychain"_L1].toString();
    if (question != question_ || error["code"_L1].toString() == "PASSPHRASE_WRONG"_L1) clear();
    question_ = question;
    const bool typed = isChosen() || question == "open"_L1;
    passphraseLabel_->setText(isChosen() ? tr("Passphrase (at least %1 characters)").arg(kPassphraseLengthMin) : tr("Passphrase"));
    passphrase_->setAccessibleName(passphraseLabel_->text());
    for (QWidget* widget : {static_cast<QWidget*>(passphraseLabel_), static_cast<QWidget*>(passphrase_), static_cast<QWidget*>(send_)}) widget->setVisible(typed);
    for (QWidget* widget : {static_cast<QWidget*>(againLabel_), static_cast<QWidget*>(again_), static_cast<QWidget*>(rule_)}) widget->setVisible(isChosen());
    toKeychain_->setVisible(question == "open"_L1 && keychain == "open"_L1);
    unlock_->setVisible(keychain == "locked"_L1);
    keepFile_->setVisible(question == "file"_L1);
    // With the file in the clear at hand nobody needs a key that is lost tonight.
    const bool session = question != "file"_L1;
    session_->setVisible(session);
    sessionHint_->setVisible(session);
    style::setButtonKind(*send_, "primary");
    style::setButtonKind(*unlock_, typed ? "" : "primary");
    validate();
    if (typed && isVisible()) passphrase_->setFocus();
}

void KeyQuestion::clear() {
    passphrase_->clear();
    again_->clear();
    toKeychain_->setChecked(false);
}

void KeyQuestion::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (passphrase_->isVisible()) passphrase_->setFocus();
}

void KeyQuestion::validate() {
    const QString problem = isChosen() ? passphraseProblem(passphrase_->text(), again_->text()) : QString();
    send_->setEnabled(!passphrase_->text().isEmpty() && problem.isEmpty());
    rule_->setText(passphrase_->text().isEmpty() ? u" "_s : problem);
}

void KeyQuestion::submit() {
    if (!send_->isEnabled()) return;
    QJsonObject answer{{u"passphrase"_s, passphrase_->text()}};
    if (toKeychain_->isVisible() && toKeychain_->isChecked()) answer.insert(u"master_key"_s, u"keychain"_s);
    Q_EMIT answered(answer);
}

}  // namespace ui::shell
