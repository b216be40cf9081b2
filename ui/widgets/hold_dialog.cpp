#include "ui/widgets/hold_dialog.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/command_line.hpp"
#include "ui/widgets/hold_button.hpp"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace ui::widgets {

HoldDialog::HoldDialog(const QString& title, const QString& plan, const QString& verb,
                       const QList<ReasonChoice>& reasons, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("holdDialog"));
    setWindowTitle(title);
    setAccessibleName(title);
    setAccessibleDescription(plan);
    setModal(true);
    setMinimumWidth(560);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::kGapLarge, style::kGapLarge, style::kGapLarge, style::kPagePadding);
    column->setSpacing(style::kGapCard);
    auto* heading = new QLabel(title, this);
    heading->setFont(style::pageTitleFont());
    heading->setWordWrap(true);
    plan_ = new QLabel(plan, this);
    plan_->setWordWrap(true);
    body_ = new QVBoxLayout;
    warning_ = new QLabel(this);
    warning_->setWordWrap(true);
    warning_->setProperty("role", QStringLiteral("critical"));
    warning_->hide();
    command_ = new CommandLine({}, this);
    command_->hide();
    column->addWidget(heading);
    column->addWidget(plan_);
    column->addLayout(body_);
    addReasons(reasons, column);
    column->addWidget(warning_);
    column->addWidget(command_);
    column->addSpacing(style::kGapSmall);
    column->addLayout(buildButtons(verb));
    refresh();
    cancel_->setFocus();
}

QHBoxLayout* HoldDialog::buildButtons(const QString& verb) {
    alternative_ = new QPushButton(this);
    alternative_->setObjectName(QStringLiteral("holdDialog.alternative"));
    alternative_->setAutoDefault(false);
    style::setButtonKind(*alternative_, "flat");
    alternative_->hide();
    cancel_ = new QPushButton(tr("Cancel"), this);
    cancel_->setObjectName(QStringLiteral("holdDialog.cancel"));
    cancel_->setAccessibleName(cancel_->text());
    cancel_->setDefault(true);
    hold_ = new HoldButton(verb, this);
    hold_->setObjectName(QStringLiteral("holdDialog.hold"));
    connect(alternative_, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT alternative();
    });
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
    connect(hold_, &HoldButton::held, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(style::kGap);
    buttons->addWidget(alternative_);
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(hold_);
    return buttons;
}

void HoldDialog::addReasons(const QList<ReasonChoice>& reasons, QVBoxLayout* layout) {
    auto* label = new QLabel(tr("Reason"), this);
    label->setFont(style::bodyStrongFont());
    layout->addWidget(label);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::kGap);
    chips_ = new QButtonGroup(this);
    chips_->setExclusive(true);
    for (const ReasonChoice& reason : reasons) {
        auto* chip = new QPushButton(reason.label, this);
        chip->setObjectName(QStringLiteral("holdDialog.reason.") + reason.code);
        chip->setAccessibleName(tr("Reason: %1").arg(reason.label));
        chip->setProperty("reasonCode", reason.code);
        chip->setCheckable(true);
        chip->setAutoDefault(false);
        style::setButtonKind(*chip, "chip");
        chips_->addButton(chip);
        row->addWidget(chip);
    }
    row->addStretch();
    layout->addLayout(row);
    text_ = new QLineEdit(this);
    text_->setObjectName(QStringLiteral("holdDialog.reasonText"));
    text_->setAccessibleName(tr("Reason in your own words"));
    text_->setPlaceholderText(tr("More about the reason (optional when one is chosen)"));
    text_->setMaxLength(200);
    layout->addWidget(text_);
    connect(chips_, &QButtonGroup::buttonToggled, this, &HoldDialog::refresh);
    connect(text_, &QLineEdit::textChanged, this, &HoldDialog::refresh);
}

QString HoldDialog::reason() const {
    const QString words = text_->text().trimmed();
    const QAbstractButton* chip = chips_->checkedButton();
    if (!chip) return words;
    const QString code = chip->property("reasonCode").toString();
    return words.isEmpty() ? code : QStringLiteral("%1: %2").arg(code, words);
}

void HoldDialog::refresh() {
    if (!hold_) return;
    const QString missing = reason().isEmpty() ? tr("Choose a reason first") : QString();
    const QString why = whyNot_.isEmpty() ? missing : whyNot_;
    hold_->setEnabled(why.isEmpty());
    hold_->setToolTip(why);
    if (commandOf_) command_->setText(commandOf_(reason()));
}

void HoldDialog::setCommand(std::function<QString(const QString&)> command) {
    commandOf_ = std::move(command);
    command_->setVisible(static_cast<bool>(commandOf_));
    refresh();
}

void HoldDialog::setWarning(const QString& text) {
    warning_->setText(text);
    warning_->setVisible(!text.isEmpty());
}

void HoldDialog::setWhyNot(const QString& whyNot) {
    whyNot_ = whyNot;
    refresh();
}

void HoldDialog::setAlternative(const QString& label) {
    alternative_->setText(label);
    alternative_->setAccessibleName(label);
    alternative_->setVisible(!label.isEmpty());
}

}  // namespace ui::widgets
