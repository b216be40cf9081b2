#include "ui/shell/first_run/done_step.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/pages/master_key_text.hpp"
#include "ui/style/spacing.hpp"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::shell {

DoneStep::DoneStep(const FirstRunContext& context, QWidget* parent) : FirstRunStep(parent), context_(context) {
    setObjectName(QStringLiteral("firstRun.done"));
    setHeading(tr("Ready"), tr("These steps can be taken again from the settings page."));
    summary_ = new QLabel(this);
    summary_->setObjectName(QStringLiteral("firstRun.done.summary"));
    summary_->setWordWrap(true);
    summary_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    form()->addWidget(summary_);
    auto* hint = new QLabel(tr("Press F1 for the keys of the console."), this);
    hint->setProperty("role", QStringLiteral("secondary"));
    form()->addSpacing(style::kGap);
    form()->addWidget(hint);
}

void DoneStep::enter() {
    const FirstRunFacts& facts = context_.facts();
    QStringList lines{tr("Gateway: %1").arg(context_.client.gatewayUrl()),
                      tr("Administrator: %1").arg(context_.client.userEmail())};
    lines << (facts.provider.isEmpty() ? tr("Provider: none yet. Add one before the first request.")
                                       : tr("Provider: %1").arg(facts.provider));
    lines << (facts.keyName.isEmpty() ? tr("Key: none yet. Each program needs one.") : tr("Key: %1").arg(facts.keyName));
    if (const QString place = pages::masterKeyText(context_.client.engine()); !place.isEmpty()) {
        lines << tr("Master key: %1", "place").arg(place);
        if (const QString hint = pages::masterKeyHint(context_.client.engine()); !hint.isEmpty()) lines << hint;
    }
    summary_->setText(lines.join(u'\n'));
}

}  // namespace ui::shell
