#include "ui/widgets/confirm_dialog.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"
#include "ui/widgets/command_line.hpp"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::widgets {

ConfirmDialog::ConfirmDialog(const QString& title, const QString& plan, const QString& verb, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("confirmDialog"));
    setWindowTitle(title);
    setAccessibleName(title);
    setAccessibleDescription(plan);
    setModal(true);
    setMinimumWidth(480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(style::kGapLarge, style::kGapLarge, style::kGapLarge, style::kPagePadding);
    column->setSpacing(style::kGapCard);
    auto* heading = new QLabel(title, this);
    heading->setFont(style::pageTitleFont());
    heading->setWordWrap(true);
    plan_ = new QLabel(plan, this);
    plan_->setWordWrap(true);
    plan_->setVisible(!plan.isEmpty());
    body_ = new QVBoxLayout;
    body_->setSpacing(style::kGap);
    undoNote_ = new QLabel(this);
    undoNote_->setWordWrap(true);
    undoNote_->setProperty("role", QStringLiteral("secondary"));
    undoNote_->hide();
    command_ = new CommandLine({}, this);
    command_->hide();

    column->addWidget(heading);
    column->addWidget(plan_);
    column->addLayout(body_);
    column->addWidget(undoNote_);
    column->addWidget(command_);
    column->addSpacing(style::kGapSmall);
    column->addLayout(buildButtons(verb));
    cancel_->setFocus();
}

QHBoxLayout* ConfirmDialog::buildButtons(const QString& verb) {
    cancel_ = new QPushButton(tr("Cancel"), this);
    cancel_->setObjectName(QStringLiteral("confirmDialog.cancel"));
    cancel_->setAccessibleName(cancel_->text());
    cancel_->setDefault(true);
    verb_ = new QPushButton(verb, this);
    verb_->setObjectName(QStringLiteral("confirmDialog.verb"));
    verb_->setAccessibleName(verb);
    verb_->setAutoDefault(false);
    style::setButtonKind(*verb_, "primary");
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
    connect(verb_, &QPushButton::clicked, this, &QDialog::accept);
    alternative_ = new QPushButton(this);
    alternative_->setObjectName(QStringLiteral("confirmDialog.alternative"));
    alternative_->setAutoDefault(false);
    style::setButtonKind(*alternative_, "flat");
    alternative_->hide();
    connect(alternative_, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT alternative();
    });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(style::kGap);
    buttons->addWidget(alternative_);
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(verb_);
    return buttons;
}

void ConfirmDialog::setCommand(const QString& command) {
    command_->setText(command);
    command_->setVisible(!command.isEmpty());
}

void ConfirmDialog::setUndoNote(const QString& note) {
    undoNote_->setText(note);
    undoNote_->setVisible(!note.isEmpty());
}

void ConfirmDialog::setDanger(bool danger) { style::setButtonKind(*verb_, danger ? "danger" : "primary"); }

void ConfirmDialog::setVerbEnabled(bool enabled) { verb_->setEnabled(enabled); }

void ConfirmDialog::setAlternative(const QString& label) {
    alternative_->setText(label);
    alternative_->setAccessibleName(label);
    alternative_->setVisible(!label.isEmpty());
}

}  // namespace ui::widgets
