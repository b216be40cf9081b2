#include "ui/widgets/snippet.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::widgets {

namespace {

constexpr int kLines = 7;

}  // namespace

Snippet::Snippet(const QString& name, const QString& accessibleName, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, style::kGap, 0, 0);
    column->setSpacing(style::kGap);
    text_ = new QPlainTextEdit(this);
    text_->setObjectName(name + QStringLiteral(".text"));
    text_->setAccessibleName(accessibleName);
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setFont(style::monoFont());
    text_->setFixedHeight(QFontMetrics(style::monoFont()).lineSpacing() * kLines + 2 * style::kGapCard);
    copy_ = new QPushButton(style::icon(style::Glyph::copy), tr("Copy", "a snippet of code"), this);
    copy_->setObjectName(name + QStringLiteral(".copy"));
    copy_->setAccessibleName(tr("Copy: %1").arg(accessibleName));
    column->addWidget(text_);
    column->addWidget(copy_, 0, Qt::AlignRight);
    connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text_->toPlainText()); });
}

void Snippet::setText(const QString& text) { text_->setPlainText(text); }

QString Snippet::text() const { return text_->toPlainText(); }

}  // namespace ui::widgets
