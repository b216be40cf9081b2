#include "ui/widgets/command_line.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace ui::widgets {

CommandLine::CommandLine(const QString& text, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapSmall);
    field_ = new QLineEdit(this);
    field_->setObjectName(QStringLiteral("commandLine.text"));
    field_->setAccessibleName(tr("Equivalent command"));
    field_->setReadOnly(true);
    field_->setFont(style::monoFont());
    copy_ = new QToolButton(this);
    copy_->setObjectName(QStringLiteral("commandLine.copy"));
    copy_->setAccessibleName(tr("Copy the command"));
    copy_->setToolTip(copy_->accessibleName());
    copy_->setIcon(style::icon(style::Glyph::copy));
    row->addWidget(field_, 1);
    row->addWidget(copy_);
    setText(text);
    connect(copy_, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(field_->text()); });
}

void CommandLine::setText(const QString& text) {
    field_->setText(text);
    field_->setCursorPosition(0);
    field_->setToolTip(text);
}

QString CommandLine::text() const { return field_->text(); }

}  // namespace ui::widgets
