#include "ui/charts/sparkline.hpp"

#include "ui/style/theme.hpp"

#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui::charts {

void paintSparkline(QPainter& painter, const QRectF& box, const std::vector<double>& values, const QColor& color,
                    std::optional<double> threshold) {
    double top = 0;
    for (const double value : values) {
        if (std::isnan(value)) continue;
        top = std::max(top, value);
    }
    // Nothing but zeros and gaps has no shape: a flat line would pretend to be one.
    if (top <= 0 || values.size() < 2) return;
    // A line that nears its threshold is drawn against it; far below it would be squashed flat.
    const bool nearThreshold = threshold && top > *threshold * 0.6;
    if (nearThreshold) top = std::max(top, *threshold * 1.1);
    const double scale = (box.height() - 2) / top;
    const double pace = box.width() / static_cast<double>(values.size() - 1);
    const auto place = [&](size_t i) {
        return QPointF(box.left() + pace * static_cast<double>(i), box.bottom() - 1 - values[i] * scale);
    };
    QList<QLineF> lines;
    lines.reserve(static_cast<qsizetype>(values.size()));
    for (size_t i = 1; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        const bool alone = std::isnan(values[i - 1]);
        // A point on its own still leaves a mark of two pixels.
        lines << (alone ? QLineF(place(i) - QPointF(1, 0), place(i) + QPointF(1, 0))
                        : QLineF(place(i - 1), place(i)));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (nearThreshold) {
        painter.setPen(QPen(style::tokens().warn, 1, Qt::DashLine));
        const double y = box.bottom() - 1 - *threshold * scale;
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    }
    painter.setPen(QPen(color, 1.2));
    painter.drawLines(lines);
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(24);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(std::vector<double> values) {
    values_ = std::move(values);
    update();
}

void Sparkline::setThreshold(std::optional<double> threshold) {
    threshold_ = threshold;
    update();
}

void Sparkline::setStale(bool stale) {
    if (stale_ == stale) return;
    stale_ = stale;
    update();
}

void Sparkline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor color = stale_ ? style::tokens().textDisabled : style::tokens().series[0];
    paintSparkline(painter, QRectF(rect()).adjusted(2, 1, -2, -1), values_, color, threshold_);
}

}  // namespace ui::charts
