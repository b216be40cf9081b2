// The time axis and frame that the painted charts share: round local times under the plot, days when the span is long.
// Thread: main. Pure painting with the theme's tokens.
#pragma once

#include <QRectF>
#include <QString>

class QPainter;
class QWidget;

namespace ui::charts {

/// "14:05", with the date when the span is longer than a day.
QString momentLabel(qint64 timeS, qint64 spanS);
/// Ticks and labels below `plot`, whose left and right edges are the two times.
void paintTimeAxis(QPainter& painter, const QRectF& plot, qint64 beginS, qint64 endS);
/// A change's flag on top of the plot and its line down to the axis.
void paintFlag(QPainter& painter, const QRectF& plot, double x);
/// One sentence in the middle of the plot.
void paintEmptyPlot(QPainter& painter, const QRectF& plot, const QString& text);
void paintFocusRing(QPainter& painter, const QWidget& widget);
/// Room for value labels on the left, a legend line on top and time labels below.
QRectF plotRect(const QWidget& widget);

}  // namespace ui::charts
