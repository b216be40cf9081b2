#include "ui/widgets/inline_message.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace ui::widgets {

namespace {

const style::BadgeColors& colorsOf(InlineMessage::Kind kind) {
    switch (kind) {
        case InlineMessage::Kind::info: return style::tokens().badgeInfo;
        case InlineMessage::Kind::warn: return style::tokens().badgeWarn;
        case InlineMessage::Kind::crit: return style::tokens().badgeCrit;
    }
    return style::tokens().badgeInfo;
}

QPixmap pictureOf(InlineMessage::Kind kind, const QColor& color) {
    if (kind == InlineMessage::Kind::info) return style::glyphPixmap(style::Glyph::info, 18, color);
    const auto status = kind == InlineMessage::Kind::warn ? style::Status::degraded : style::Status::critical;
    return style::statusGlyph(status, 18, color);
}

}  // namespace

InlineMessage::InlineMessage(QWidget* parent) : QFrame(parent) {
    setObjectName(QStringLiteral("inlineMessage"));
    setAccessibleName(tr("Message"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(style::kGapCard, style::kGap, style::kGap, style::kGap);
    row->setSpacing(style::kGap);
    glyph_ = new QLabel(this);
    text_ = new QLabel(this);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(style::kGap);
    close_ = new QToolButton(this);
    close_->setObjectName(QStringLiteral("inlineMessage.close"));
    close_->setAccessibleName(tr("Dismiss this message"));
    close_->setToolTip(close_->accessibleName());
    close_->setIcon(style::icon(style::Glyph::close));
    close_->hide();
    connect(close_, &QToolButton::clicked, this, &InlineMessage::clear);
    row->addWidget(glyph_);
    row->addWidget(text_, 1);
    row->addLayout(buttons_);
    row->addWidget(close_);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &InlineMessage::recolour);
    hide();
}

void InlineMessage::showMessage(Kind kind, const QString& text) {
    kind_ = kind;
    text_->setText(text);
    while (QLayoutItem* item = buttons_->takeAt(0)) {
        // A button may be the sender of what leads here.
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    setAccessibleDescription(text);
    recolour();
    setVisible(!text.isEmpty());
}

QPushButton* InlineMessage::addAction(const QString& name, const QString& label, std::function<void()> run) {
    auto* button = new QPushButton(label, this);
    button->setObjectName(name);
    button->setAccessibleName(label);
    connect(button, &QPushButton::clicked, this, [run = std::move(run)] {
        if (run) run();
    });
    buttons_->addWidget(button);
    return button;
}

void InlineMessage::setClosable(bool closable) { close_->setVisible(closable); }

void InlineMessage::clear() { showMessage(kind_, {}); }

QString InlineMessage::text() const { return text_->text(); }

void InlineMessage::recolour() {
    const QColor color = colorsOf(kind_).text;
    QPalette palette = text_->palette();
    palette.setColor(QPalette::WindowText, color);
    text_->setPalette(palette);
    glyph_->setPixmap(pictureOf(kind_, color));
    update();
}

void InlineMessage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const style::BadgeColors& colors = colorsOf(kind_);
    painter.setBrush(colors.tint);
    painter.setPen(QPen(colors.text, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::kRadiusCard, style::kRadiusCard);
}

}  // namespace ui::widgets
