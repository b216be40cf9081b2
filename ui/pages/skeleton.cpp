#include "ui/pages/skeleton.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QPainter>

namespace ui::pages {

namespace {
constexpr int kLineHeight = 12;
}

Skeleton::Skeleton(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Loading"));
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void Skeleton::paintEvent(QPaintEvent*) {
    const style::Tokens& token = style::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(token.border, 1));
    painter.setBrush(token.surface);
    painter.drawRoundedRect(card, style::kRadiusCard, style::kRadiusCard);
    painter.setPen(Qt::NoPen);
    painter.setBrush(token.sunken);
    int line = 0;
    for (int y = style::kPagePadding; y < height() - style::kGapLarge; y += style::kRowHeightComfortable, ++line) {
        // Uneven ends, so that the blocks read as text to come.
        const double share = 0.35 + 0.13 * (line * 3 % 5);
        painter.drawRoundedRect(QRectF(style::kPagePadding, y, (width() - style::kGapHuge) * share, kLineHeight),
                                style::kRadiusControl, style::kRadiusControl);
    }
}

}  // namespace ui::pages
