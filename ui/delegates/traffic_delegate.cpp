#include "ui/delegates/traffic_delegate.hpp"

#include "ui/models/roles.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QPainter>

#include <optional>

namespace ui::delegates {

namespace {

using models::Emphasis;

constexpr int kGlyph = 14;

const style::BadgeColors* tintOf(Emphasis emphasis) {
    const style::Tokens& token = style::tokens();
    switch (emphasis) {
        case Emphasis::none: return nullptr;
        case Emphasis::failed: return &token.badgeCrit;
        case Emphasis::limited: return &token.badgeWarn;
        case Emphasis::slow: return &token.badgePaused;
        case Emphasis::retried: return &token.badgeInfo;
    }
    return nullptr;
}

Emphasis emphasisAt(const QModelIndex& index) { return static_cast<Emphasis>(index.data(models::kEmphasisRole).toInt()); }

QPixmap shapeOf(TrafficDelegate::Place place, const QModelIndex& index, const QColor& color, qreal ratio) {
    using Place = TrafficDelegate::Place;
    const Emphasis emphasis = emphasisAt(index);
    const QVariant status = index.data(models::kStatusRole);
    if (place == Place::status && status.isValid()) {
        return style::statusGlyph(static_cast<style::Status>(status.toInt()), kGlyph, color);
    }
    if (place == Place::latency && emphasis == Emphasis::slow) return style::glyphPixmap(style::Glyph::clock, kGlyph, color, ratio);
    if (place == Place::attempts && index.data().toString().toInt() > 1) {
        return style::glyphPixmap(style::Glyph::refresh, kGlyph, color, ratio);
    }
    return {};
}

}  // namespace

/// Runs for each visible cell four times a second: what a plain cell does not need (a style option filled role by role, the
/// style sheet's panel, a saved painter) is left out; it was half of the page's cost.
void TrafficDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const style::Tokens& token = style::tokens();
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    const bool enabled = (option.state & QStyle::State_Enabled) != 0;
    const style::BadgeColors* tint = tintOf(emphasisAt(index));
    QColor color = selected ? token.selectionText : enabled ? token.text : token.textDisabled;
    if (!selected && enabled && tint) color = tint->text;
    if (selected || (option.state & QStyle::State_MouseOver) != 0) paintPanel(painter, option, index);
    if (tint && !selected && enabled) painter->fillRect(option.rect, tint->tint);

    QRect box = option.rect.adjusted(style::kGap, 0, -style::kGap, 0);
    QColor shapeColor = color;
    const QVariant status = index.data(models::kStatusRole);
    if (!selected && enabled && !tint && status.isValid()) shapeColor = style::statusColor(static_cast<style::Status>(status.toInt()));
    const QPixmap shape = shapeOf(place_, index, shapeColor, painter->device()->devicePixelRatioF());
    if (!shape.isNull()) {
        painter->drawPixmap(QPoint(box.left() - 2, box.center().y() - kGlyph / 2 + 1), shape);
        box.adjust(kGlyph + style::kGapTiny, 0, 0, 0);
    }
    paintText(*painter, option, box, color, index);
}

void TrafficDelegate::paintPanel(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    painter->save();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    painter->restore();
}

void TrafficDelegate::paintText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box, const QColor& color,
                                const QModelIndex& index) const {
    QString text = index.data().toString();
    if (text.isEmpty() || box.width() <= 0) return;
    const QFontMetrics& metrics = option.fontMetrics;
    int width = metrics.horizontalAdvance(text);
    if (width > box.width()) {
        text = metrics.elidedText(text, place_ == Place::trace ? Qt::ElideMiddle : Qt::ElideRight, box.width());
        width = metrics.horizontalAdvance(text);
    }
    const bool right = (index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignRight) != 0;
    const int baseline = box.top() + (box.height() - metrics.height()) / 2 + metrics.ascent();
    painter.setFont(option.font);
    painter.setPen(color);
    painter.drawText(QPoint(right ? box.right() + 1 - width : box.left(), baseline), text);
}

}  // namespace ui::delegates
