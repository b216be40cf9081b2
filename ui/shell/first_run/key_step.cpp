#include "ui/shell/first_run/key_step.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/inline_message.hpp"
#include "ui/widgets/secret_field.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::shell {

using namespace Qt::StringLiterals;
using bridge::ApiReply;

namespace {

const QString kKeys = QStringLiteral("/api/v1/admin/api-keys");

}  // namespace

KeyStep::KeyStep(const FirstRunContext& context, QWidget* parent)
    : FirstRunStep(parent), context_(context), idempotencyKey_(bridge::freshIdempotencyKey()) {
    setObjectName(u"firstRun.key"_s);
    setHeading(tr("The first key"), tr("A program shows its key with each request. Give every program a key of its own: "
                                       "so each has its limits, and can be revoked alone."));
    message_ = new widgets::InlineMessage(this);
    message_->setObjectName(u"firstRun.key.message"_s);
    form()->addWidget(message_);
    name_ = addField("firstRun.key.name", tr("Name of the key"), false);
    name_->setText(u"first-key"_s);
    name_->setMaxLength(100);
    create_ = makeButton("firstRun.key.create", tr("Create key"));
    style::setButtonKind(*create_, "primary");
    form()->addWidget(create_, 0, Qt::AlignRight);
    made_ = new QLabel(this);
    made_->setObjectName(u"firstRun.key.made"_s);
    made_->setFont(style::bodyStrongFont());
    made_->setWordWrap(true);
    form()->addWidget(made_);
    secret_ = new widgets::SecretField(this);
    form()->addWidget(secret_);
    connect(name_, &QLineEdit::textChanged, this, &KeyStep::validate);
    connect(name_, &QLineEdit::returnPressed, create_, &QPushButton::click);
    connect(create_, &QPushButton::clicked, this, &KeyStep::create);
    showKey();
}

void KeyStep::enter() {
    showKey();
    if (name_->isEnabled()) name_->setFocus();
}

void KeyStep::leave() { secret_->setSecret({}); }

bool KeyStep::isComplete() const { return !busy_ && !context_.facts().keyId.isEmpty(); }

void KeyStep::validate() {
    name_->setEnabled(!busy_);
    create_->setEnabled(!busy_ && !name_->text().trimmed().isEmpty());
    Q_EMIT changed();
}

void KeyStep::create() {
    busy_ = true;
    validate();
    message_->clear();
    const QString name = name_->text().trimmed();
    const QString url = context_.client.endpoint().base.resolved(QUrl(kKeys)).toString();
    const auto end = context_.tasks.begin({tr("Create key", "task"), name, u"POST %1"_s.arg(url)});
    context_.client.post(kKeys, {{u"name"_s, name}}, this, [this, end](const ApiReply& reply) {
        end(reply.ok() ? QString() : bridge::errorText(reply.error));
        take(reply);
    }, idempotencyKey_);
}

void KeyStep::take(const ApiReply& reply) {
    busy_ = false;
    if (!reply.ok()) {
        message_->showMessage(widgets::InlineMessage::Kind::crit, bridge::errorText(reply.error));
        validate();
        return name_->setFocus();
    }
    // The same request once more would bring this same key again.
    idempotencyKey_ = bridge::freshIdempotencyKey();
    FirstRunFacts& facts = context_.facts();
    facts.keyId = reply.body["id"_L1].toString();
    facts.keyName = reply.body["name"_L1].toString();
    facts.keySecret = reply.body["key"_L1].toString();
    showKey();
    if (auto* copy = secret_->findChild<QPushButton*>(u"secretField.copy"_s)) copy->setFocus();
}

void KeyStep::showKey() {
    const FirstRunFacts& facts = context_.facts();
    const bool made = !facts.keyId.isEmpty();
    const bool shown = !facts.keySecret.isEmpty();
    made_->setVisible(made);
    made_->setText(shown ? tr("%1 is made. Copy its secret now: it is not shown again.").arg(facts.keyName)
                         : tr("%1 is made; its secret cannot be shown again. Create another key if you have lost it.")
                               .arg(facts.keyName));
    secret_->setVisible(shown);
    secret_->setSecret(facts.keySecret);
    create_->setText(made ? tr("Create another key") : tr("Create key"));
    create_->setAccessibleName(create_->text());
    style::setButtonKind(*create_, made ? "" : "primary");
    if (made && name_->text() == facts.keyName) name_->setText(facts.keyName + u"-2"_s);
    validate();
}

}  // namespace ui::shell
