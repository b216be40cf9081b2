#include "ui/shell/navigation_delegate.hpp"

#include "ui/shell/navigation_model.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace ui::shell {

namespace {

constexpr int kItemHeight = 32;
constexpr int kGroupHeight = 34;
constexpr int kGlyph = 18;
constexpr int kBar = 3;

}  // namespace

QSize NavigationDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {style::kNavWidth - 2, index.data(NavigationModel::isGroupRole).toBool() ? kGroupHeight : kItemHeight};
}

void NavigationDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const style::Tokens& t = style::tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString title = index.data().toString();
    if (index.data(NavigationModel::isGroupRole).toBool()) {
        paintGroup(painter, option.rect, title);
        return painter->restore();
    }
    const QRect item = option.rect.adjusted(style::kGap, 1, -style::kGap, -1);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? t.badgeInfo.tint : t.window);
        painter->drawRoundedRect(item, style::kRadiusControl, style::kRadiusControl);
    }
    if (selected) {
        painter->setBrush(t.accent);
        painter->drawRoundedRect(QRectF(item.left(), item.top() + 7, kBar, item.height() - 14), 1.5, 1.5);
    }
    // The selected row shows where the focus is; the ring comes with the keyboard.
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(t.accent, style::kFocusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(item.adjusted(1, 1, -1, -1), style::kRadiusControl, style::kRadiusControl);
    }
    const QColor color = selected ? t.badgeInfo.text : t.text;
    const auto glyph = static_cast<style::Glyph>(index.data(NavigationModel::glyphRole).toInt());
    const QColor glyphColor = selected ? t.badgeInfo.text : t.textSecondary;
    const QPixmap picture = style::glyphPixmap(glyph, kGlyph, glyphColor, painter->device()->devicePixelRatioF());
    painter->drawPixmap(item.left() + style::kGapCard, item.center().y() - kGlyph / 2 + 1, picture);
    const int badge = index.data(NavigationModel::badgeRole).toInt();
    const QRect textRect = item.adjusted(style::kGapCard + kGlyph + 10, 0, badge > 0 ? -44 : -style::kGap, 0);
    painter->setFont(selected ? style::bodyStrongFont() : style::bodyFont());
    painter->setPen(color);
    const QString shown = QFontMetrics(painter->font()).elidedText(title, Qt::ElideRight, textRect.width());
    painter->drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft, shown);
    if (badge > 0) paintBadge(painter, item, badge);
    painter->restore();
}

void NavigationDelegate::paintGroup(QPainter* painter, const QRect& rect, const QString& title) const {
    painter->setFont(style::captionFont());
    painter->setPen(style::tokens().textSecondary);
    painter->drawText(rect.adjusted(style::kGap + style::kGapCard, 0, -style::kGap, -style::kGapSmall),
                      Qt::AlignBottom | Qt::AlignLeft, title);
}

void NavigationDelegate::paintBadge(QPainter* painter, const QRect& item, int count) const {
    const style::BadgeColors& colors = style::tokens().badgeCrit;
    painter->setFont(style::captionFont());
    const QString text = count > 99 ? QStringLiteral("99+") : QString::number(count);
    const int width = std::max(20, QFontMetrics(painter->font()).horizontalAdvance(text) + 12);
    const QRect pill(item.right() - width - style::kGap, item.center().y() - 8, width, 17);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.tint);
    painter->drawRoundedRect(pill, 8.5, 8.5);
    painter->setPen(colors.text);
    painter->drawText(pill, Qt::AlignCenter, text);
}

}  // namespace ui::shell
