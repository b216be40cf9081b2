#include "ui/widgets/command_line.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

namespace ui::widgets {

namespace {

/// Ends a text that is too long with an ellipsis, as a label would, as long as nobody moves about in it.
class Field : public QLineEdit {
public:
    using QLineEdit::QLineEdit;

protected:
    void paintEvent(QPaintEvent* event) override {
        QLineEdit::paintEvent(event);
        const QRect box = contentsRect().adjusted(style::kGap, 2, -style::kGap, -2);
        if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= box.width()) return;
        const QString mark = QStringLiteral("…");
        QString whole = fontMetrics().elidedText(text(), Qt::ElideRight, box.width());
        whole.chop(1);
        // The frame's inside begins where QLineEdit puts the first letter.
        const QRect end = box.adjusted(fontMetrics().horizontalAdvance(whole) + style::kGapTiny, 0, style::kGapSmall, 0);
        QPainter painter(this);
        painter.fillRect(end, palette().color(QPalette::Base));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(end, Qt::AlignVCenter | Qt::AlignLeft, mark);
    }
};

}  // namespace

CommandLine::CommandLine(const QString& text, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::kGapSmall);
    field_ = new Field(this);
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
