// The painted half of TimeSeriesChart: grid, labels, legend, threshold, markers, cursor.
#include "ui/charts/time_series_chart.hpp"

#include "ui/charts/plot_axis.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QDateTime>
#include <QFontMetrics>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace ui::charts {

namespace {

constexpr int kSwatch = 14;
constexpr int kLabelSpacing = 68;   // pixels a time label needs
constexpr double kMarkerReach = 6;  // pixels around a marker where its text shows

QString clockText(qint64 timeS, const char* format) {
    return QDateTime::fromSecsSinceEpoch(timeS).toString(QLatin1StringView(format));
}

/// Text in a small box that stays inside `bounds`.
void paintChip(QPainter& painter, QPointF centre, const QString& text, const QRectF& bounds) {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    const double wide = std::min<double>(metrics.horizontalAdvance(text) + 2 * style::kGapSmall, bounds.width());
    QRectF box(centre.x() - wide / 2, centre.y(), wide, metrics.height() + style::kGapTiny);
    box.moveLeft(std::clamp(box.left(), bounds.left(), bounds.right() - wide));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(token.borderControl, 1));
    painter.setBrush(token.surface);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(token.text);
    painter.drawText(box, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, static_cast<int>(wide) - 4));
}

}  // namespace

void TimeSeriesChart::drawBackground(QPainter* painter, const QRectF&) {
    painter->save();
    painter->setFont(style::captionFont());
    paintGrid(*painter);
    painter->restore();
}

void TimeSeriesChart::drawForeground(QPainter* painter, const QRectF&) {
    painter->save();
    painter->setFont(style::captionFont());
    paintLegend(*painter);
    if (empty_) {
        painter->setPen(style::tokens().textSecondary);
        painter->setFont(style::bodyFont());
        painter->drawText(plot_, Qt::AlignCenter | Qt::TextWordWrap, emptyText_);
    } else {
        paintThresholdLabel(*painter);
        paintMarkers(*painter);
        paintCursor(*painter);
    }
    if (hasFocus()) {
        painter->setRenderHint(QPainter::Antialiasing, true);
        painter->setPen(QPen(style::tokens().accent, style::kFocusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), style::kRadiusControl, style::kRadiusControl);
    }
    painter->restore();
}

void TimeSeriesChart::paintGrid(QPainter& painter) const {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!empty_) {
        for (const double tick : scale_.ticks()) {
            const double y = std::round(yOf(tick));
            painter.setPen(QPen(tick == 0 ? token.borderControl : token.border, 1));
            painter.drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
            painter.setPen(token.textSecondary);
            const QRectF box(0, y - metrics.height() / 2.0, plot_.left() - style::kGapSmall - 2, metrics.height());
            painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, axisText_(tick));
        }
    } else {
        painter.setPen(QPen(token.border, 1));
        painter.drawLine(plot_.bottomLeft(), plot_.bottomRight());
    }
    const auto low = static_cast<qint64>(timeLow_);
    const auto high = static_cast<qint64>(timeHigh_);
    const int labels = std::max(2, static_cast<int>(plot_.width() / kLabelSpacing));
    for (const qint64 tick : empty_ ? QList<qint64>() : timeTicks(low, high, labels)) {
        const double x = std::round(xOf(static_cast<double>(tick)));
        painter.setPen(QPen(token.borderControl, 1));
        painter.drawLine(QPointF(x, plot_.bottom()), QPointF(x, plot_.bottom() + 3));
        const QString text = clockText(tick, "HH:mm");
        const double half = metrics.horizontalAdvance(text) / 2.0;
        // A time at the border stands a little beside its tick rather than not at all.
        const double left = std::clamp(x - half - 2, 0.0, std::max(0.0, width() - 2 * half - 4));
        painter.setPen(token.textSecondary);
        painter.drawText(QRectF(left, plot_.bottom() + 4, 2 * half + 4, metrics.height()),
                         Qt::AlignCenter, text);
    }
    if (!empty_ && threshold_ && *threshold_ <= scale_.top) {
        const double y = std::round(yOf(*threshold_));
        painter.setPen(QPen(token.warn, 1, Qt::DashLine));
        painter.drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
    }
}

void TimeSeriesChart::paintThresholdLabel(QPainter& painter) const {
    if (!threshold_ || *threshold_ > scale_.top || thresholdLabel_.isEmpty()) return;
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    const double wide = metrics.horizontalAdvance(thresholdLabel_) + 2 * style::kGapSmall;
    // At the left: the newest part of the lines, at the right, is what is read first. Over the line, except where the legend is.
    const double line = std::round(yOf(*threshold_));
    const double above = line - metrics.height() - 2;
    const QRectF box(plot_.left(), above < plot_.top() ? line + 2 : above, wide, metrics.height());
    QColor ground = token.surface;
    ground.setAlphaF(0.85F);  // the lines behind stay visible, the words readable
    painter.fillRect(box, ground);
    painter.setPen(token.warn);
    painter.drawText(box, Qt::AlignCenter, thresholdLabel_);
}

void TimeSeriesChart::paintLegend(QPainter& painter) {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    double x = style::kGapSmall;
    const double y = style::kGapTiny;
    for (size_t i = 0; i < lines_.size(); ++i) {
        const QString value = empty_ ? QString() : valueText(i);
        const int nameWide = metrics.horizontalAdvance(lines_[i].name);
        const int valueWide = metrics.horizontalAdvance(value);
        legendWidths_[i] = std::max(legendWidths_[i], valueWide);
        painter.setRenderHint(QPainter::Antialiasing, false);
        QColor line = token.series[i];
        if (stale_) line.setAlphaF(0.4F);
        painter.fillRect(QRectF(x, y + metrics.height() / 2.0 - 1, kSwatch, 2), line);
        x += kSwatch + style::kGapSmall;
        painter.setPen(token.textSecondary);
        painter.drawText(QRectF(x, y, nameWide + 1, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         lines_[i].name);
        x += nameWide + style::kGapSmall + 2;
        painter.setPen(stale_ ? token.textDisabled : token.text);
        painter.drawText(QRectF(x, y, legendWidths_[i] + 1, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, value);
        x += legendWidths_[i] + style::kGapCard;
    }
}

void TimeSeriesChart::paintMarkers(QPainter& painter) const {
    for (const ChartMarker& marker : markers_) {
        const double x = std::round(xOf(static_cast<double>(marker.timeS)));
        if (x < plot_.left() || x > plot_.right()) continue;
        paintFlag(painter, plot_, x);
    }
}

QString TimeSeriesChart::markerTextNear(double x) const {
    for (const ChartMarker& marker : markers_) {
        if (std::abs(xOf(static_cast<double>(marker.timeS)) - x) <= kMarkerReach) return marker.text;
    }
    return {};
}

void TimeSeriesChart::paintCursor(QPainter& painter) const {
    if (!cursor_) return;
    const style::Tokens& token = style::tokens();
    const double x = std::round(xOf(static_cast<double>(*cursor_)));
    if (x < plot_.left() || x > plot_.right()) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(token.textSecondary, 1));
    painter.drawLine(QPointF(x, plot_.top()), QPointF(x, plot_.bottom()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    const int at = cursorIndex();
    for (size_t i = 0; i < lines_.size(); ++i) {
        const std::vector<double>& points = lines_[i].points;
        if (at < 0 || at >= static_cast<int>(points.size()) || std::isnan(points[static_cast<size_t>(at)])) continue;
        painter.setPen(QPen(token.surface, 1));
        painter.setBrush(token.series[i]);
        painter.drawEllipse(QPointF(x + 0.5, yOf(points[static_cast<size_t>(at)])), 3.5, 3.5);
    }
    paintChip(painter, QPointF(x, plot_.bottom() + 2), clockText(*cursor_, "HH:mm:ss"), QRectF(rect()));
    const QString change = markerTextNear(x);
    if (!change.isEmpty()) paintChip(painter, QPointF(x, plot_.top() + 6), change, plot_);
}

}  // namespace ui::charts
