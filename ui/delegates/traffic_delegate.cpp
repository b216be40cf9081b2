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

void TrafficDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const style::Tokens& token = style::tokens();
    const bool selected = (cell.state & QStyle::State_Selected) != 0;
    const bool enabled = (cell.state & QStyle::State_Enabled) != 0;
    const style::BadgeColors* tint = tintOf(emphasisAt(index));
    QColor color = selected ? token.selectionText : enabled ? token.text : token.textDisabled;
    if (!selected && enabled && tint) color = tint->text;

    painter->save();
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    if (tint && !selected && enabled) painter->fillRect(cell.rect, tint->tint);

    QRect box = cell.rect.adjusted(style::kGap, 0, -style::kGap, 0);
    QColor shapeColor = color;
    const QVariant status = index.data(models::kStatusRole);
    if (!selected && enabled && !tint && status.isValid()) shapeColor = style::statusColor(static_cast<style::Status>(status.toInt()));
    const QPixmap shape = shapeOf(place_, index, shapeColor, painter->device()->devicePixelRatioF());
    if (!shape.isNull()) {
        painter->drawPixmap(QPoint(box.left() - 2, box.center().y() - kGlyph / 2 + 1), shape);
        box.adjust(kGlyph + style::kGapTiny, 0, 0, 0);
    }
    painter->setFont(cell.font);
    painter->setPen(color);
    painter->drawText(box, static_cast<int>(cell.displayAlignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      cell.fontMetrics.elidedText(cell.text, place_ == Place::trace ? Qt::ElideMiddle : Qt::ElideRight, box.width()));
    painter->restore();
}

}  // namespace ui::delegates
