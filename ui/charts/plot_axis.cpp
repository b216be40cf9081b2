#include "ui/charts/plot_axis.hpp"

#include "ui/charts/axis_scale.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QDateTime>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace ui::charts {

namespace {
constexpr qint64 kDay = 86'400;
constexpr int kLabelSpacing = 72;
constexpr double kLeft = 56;
}  // namespace

QString momentLabel(qint64 timeS, qint64 spanS) {
    const auto time = QDateTime::fromSecsSinceEpoch(timeS);
    if (spanS <= kDay + 3600) return time.toString(QStringLiteral("HH:mm"));
    return time.toString(spanS <= 3 * kDay ? QStringLiteral("MM-dd HH:mm") : QStringLiteral("MM-dd"));
}

QRectF plotRect(const QWidget& widget) {
    const QFontMetrics metrics(style::captionFont());
    const double top = metrics.height() + style::kGapCard;
    const double bottom = metrics.height() + style::kGap;
    return {kLeft, top, std::max(10.0, widget.width() - kLeft - style::kGapCard), std::max(10.0, widget.height() - top - bottom)};
}

void paintTimeAxis(QPainter& painter, const QRectF& plot, qint64 beginS, qint64 endS) {
    if (endS <= beginS) return;
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    const int labels = std::max(2, static_cast<int>(plot.width() / kLabelSpacing));
    double free = 0;
    for (const qint64 tick : timeTicks(beginS, endS, labels)) {
        const double x = std::round(plot.left() + static_cast<double>(tick - beginS) / static_cast<double>(endS - beginS) * plot.width());
        const QString text = momentLabel(tick, endS - beginS);
        const double half = metrics.horizontalAdvance(text) / 2.0;
        if (x - half < free || x + half > plot.right() + style::kGapCard) continue;
        free = x + half + style::kGap;
        painter.setPen(QPen(token.borderControl, 1));
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 3));
        painter.setPen(token.textSecondary);
        painter.drawText(QRectF(x - half - 2, plot.bottom() + 4, 2 * half + 4, metrics.height()), Qt::AlignCenter, text);
    }
}

void paintFlag(QPainter& painter, const QRectF& plot, double x) {
    const QColor color = style::tokens().textSecondary;
    painter.setRenderHint(QPainter::Antialiasing, false);
    QColor faint = color;
    faint.setAlphaF(0.5F);
    painter.setPen(QPen(faint, 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    QPainterPath flag;
    flag.moveTo(x - 4, plot.top() - 3);
    flag.lineTo(x + 5, plot.top() - 3);
    flag.lineTo(x + 0.5, plot.top() + 4);
    flag.closeSubpath();
    painter.fillPath(flag, color);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintEmptyPlot(QPainter& painter, const QRectF& plot, const QString& text) {
    painter.setPen(style::tokens().textSecondary);
    painter.setFont(style::bodyFont());
    painter.drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, text);
}

void paintFocusRing(QPainter& painter, const QWidget& widget) {
    if (!widget.hasFocus()) return;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(style::tokens().accent, style::kFocusRing));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), style::kRadiusControl, style::kRadiusControl);
}

}  // namespace ui::charts
