#include "ui/shell/first_run/gateway_step.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/pages/master_key_text.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ui::shell {

QUrl gatewayAddress(const QString& typed) {
    QString text = typed.trimmed();
    if (text.isEmpty() || text.contains(u' ')) return {};
    if (!text.contains(QStringLiteral("://"))) text.prepend(QStringLiteral("https://"));
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == QStringLiteral("https") || url.scheme() == QStringLiteral("http");
    return url.isValid() && web && !url.host().isEmpty() ? url : QUrl();
}

GatewayStep::GatewayStep(const FirstRunContext& context, QWidget* parent) : FirstRunStep(parent), context_(context) {
    setObjectName(QStringLiteral("firstRun.gateway"));
    setHeading(tr("Which gateway?"), tr("Programs send their requests to a gateway; this console steers it."));
    own_ = addChoice("firstRun.gateway.own", context_.client.isEmbedded()
                                                 ? tr("The gateway of this computer (runs inside this program)")
                                                 : tr("The gateway this console is attached to"));
    other_ = addChoice("firstRun.gateway.other", tr("A gateway that is running already, here or elsewhere"));
    form()->addWidget(own_);
    form()->addWidget(other_);
    address_ = addField("firstRun.gateway.address", tr("Its address"), false);
    address_->setPlaceholderText(QStringLiteral("https://gateway.example.com:8000"));
    problem_ = new QLabel(this);
    problem_->setObjectName(QStringLiteral("firstRun.gateway.problem"));
    problem_->setProperty("role", QStringLiteral("secondary"));
    problem_->setWordWrap(true);
    form()->addWidget(problem_);
    attach_ = makeButton("firstRun.gateway.attach", tr("Restart and attach to it"));
    style::setButtonKind(*attach_, "primary");
    form()->addWidget(attach_, 0, Qt::AlignRight);
    own_->setChecked(true);
    connect(own_, &QRadioButton::toggled, this, &GatewayStep::validate);
    connect(address_, &QLineEdit::textChanged, this, &GatewayStep::validate);
    connect(address_, &QLineEdit::returnPressed, attach_, &QPushButton::click);
    connect(attach_, &QPushButton::clicked, this, [this] { Q_EMIT attachChosen(gatewayAddress(address_->text())); });
    validate();
}

void GatewayStep::enter() {
    // The address was not known while the gateway was starting.
    validate();
    (own_->isChecked() ? own_ : other_)->setFocus();
}

bool GatewayStep::isComplete() const { return own_->isChecked(); }

void GatewayStep::validate() {
    const bool other = other_->isChecked();
    const bool good = !gatewayAddress(address_->text()).isEmpty();
    address_->setEnabled(other);
    attach_->setEnabled(other && good);
    const QString url = context_.client.gatewayUrl();
    QString text = url.isEmpty() ? QString() : tr("It listens at %1.").arg(url);
    if (const QString place = pages::masterKeyText(context_.client.engine()); !place.isEmpty())
        text += u'\n' + tr("The key that seals the providers' credentials: %1.", "place").arg(place);
    if (other) {
        text = address_->text().isEmpty() || good
                   ? tr("The console starts again and asks for your account at that gateway. A gateway inside this "
                        "program stops.")
                   : tr("Enter an address such as https://gateway.example.com:8000.");
    }
    problem_->setText(text);
    Q_EMIT changed();
}

}  // namespace ui::shell
