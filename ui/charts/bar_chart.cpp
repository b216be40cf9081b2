#include "ui/charts/bar_chart.hpp"

#include "ui/charts/axis_scale.hpp"
#include "ui/charts/plot_axis.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui::charts {

namespace {

constexpr int kSeriesMax = 4;
constexpr int kSwatch = 9;
constexpr double kStaleOpacity = 0.4;
constexpr double kBarMax = 40;
constexpr double kMarkerReach = 6;  // pixels around a flag where its words show

double sumOf(const Bar& bar) { return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0); }

}  // namespace

BarChart::BarChart(QWidget* parent) : QWidget(parent) {
    axisText_ = valueText_ = [](double value) { return QString::number(value); };
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setMinimumHeight(110);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, QOverload<>::of(&QWidget::update));
}

void BarChart::setSeriesNames(const QStringList& names) {
    names_ = names.mid(0, kSeriesMax);
    update();
}

void BarChart::setFormats(Format axis, Format value) {
    axisText_ = std::move(axis);
    valueText_ = std::move(value);
}

void BarChart::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

void BarChart::setBars(qint64 beginS, qint64 endS, qint64 stepS, QList<Bar> bars) {
    // The cursor stays at its time.
    const qint64 was = cursor_ >= 0 && cursor_ < bars_.size() ? bars_[cursor_].atS : -1;
    bars_ = std::move(bars);
    stepS_ = std::max<qint64>(stepS, 1);
    beginS_ = bars_.isEmpty() ? beginS : std::min(beginS, bars_.first().atS);
    endS_ = bars_.isEmpty() ? endS : std::max(endS, bars_.last().atS + stepS_);
    cursor_ = -1;
    for (int i = 0; i < bars_.size(); ++i) {
        if (bars_[i].atS == was) cursor_ = i;
    }
    update();
}

void BarChart::setStale(bool stale) {
    if (stale_ == stale) return;
    stale_ = stale;
    update();
}

void BarChart::setMarkers(QList<ChartMarker> markers) {
    markers_ = std::move(markers);
    update();
}

QString BarChart::changesBetween(qint64 fromS, qint64 untilS) const {
    QStringList texts;
    for (const ChartMarker& marker : markers_) {
        if (marker.timeS >= fromS && marker.timeS < untilS) texts << marker.text;
    }
    return texts.join(QStringLiteral(", "));
}

QString BarChart::changesAtCursor() const {
    if (cursor_ < 0 || cursor_ >= bars_.size()) return hovered_;
    return changesBetween(bars_[cursor_].atS, bars_[cursor_].atS + stepS_);
}

QStringList BarChart::readOut() const {
    QStringList texts;
    for (int series = 0; series < names_.size(); ++series) {
        const auto at = static_cast<size_t>(series);
        double value = 0;
        for (int i = 0; i < bars_.size(); ++i) {
            if ((cursor_ < 0 || i == cursor_) && at < bars_[i].parts.size()) value += bars_[i].parts[at];
        }
        texts << names_[series] + QLatin1Char(' ') + valueText_(value);
    }
    return texts;
}

double BarChart::xOf(qint64 timeS) const {
    return plot_.left() + static_cast<double>(timeS - beginS_) / static_cast<double>(std::max<qint64>(endS_ - beginS_, 1)) * plot_.width();
}

int BarChart::barAt(double x) const {
    for (int i = 0; i < bars_.size(); ++i) {
        if (x >= xOf(bars_[i].atS) && x < xOf(bars_[i].atS + stepS_)) return i;
    }
    return -1;
}

void BarChart::setCursorBar(int at) {
    if (at == cursor_) return;
    cursor_ = at;
    QStringList said = readOut();
    if (const QString changes = changesAtCursor(); !changes.isEmpty()) said << changes;
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    update();
}

void BarChart::choose(int at) {
    if (at >= 0 && at < bars_.size()) Q_EMIT barChosen(bars_[at].atS, bars_[at].atS + stepS_);
}

void BarChart::mouseMoveEvent(QMouseEvent* event) {
    const double perPixel = static_cast<double>(endS_ - beginS_) / std::max(plot_.width(), 1.0);
    const auto at = beginS_ + static_cast<qint64>((event->position().x() - plot_.left()) * perPixel);
    const auto reach = static_cast<qint64>(kMarkerReach * perPixel) + 1;
    const QString changes = changesBetween(at - reach, at + reach);
    if (hovered_ != changes) update();
    hovered_ = changes;
    setCursorBar(barAt(event->position().x()));
}

void BarChart::mouseDoubleClickEvent(QMouseEvent* event) { choose(barAt(event->position().x())); }
void BarChart::leaveEvent(QEvent*) {
    hovered_.clear();
    setCursorBar(-1);
    update();
}

void BarChart::focusInEvent(QFocusEvent*) { update(); }
void BarChart::focusOutEvent(QFocusEvent*) { setCursorBar(-1); update(); }

void BarChart::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(bars_.size());
    switch (event->key()) {
        case Qt::Key_Left: return setCursorBar(count == 0 ? -1 : cursor_ < 0 ? count - 1 : std::max(0, cursor_ - 1));
        case Qt::Key_Right: return setCursorBar(count == 0 ? -1 : std::min(count - 1, cursor_ + 1));
        case Qt::Key_Return:
        case Qt::Key_Enter: return choose(cursor_);
        case Qt::Key_Escape:
            if (cursor_ >= 0) return setCursorBar(-1);
            break;
        default: break;
    }
    QWidget::keyPressEvent(event);
}

void BarChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(style::captionFont());
    plot_ = plotRect(*this);
    if (bars_.isEmpty()) {
        painter.setPen(QPen(style::tokens().border, 1));
        painter.drawLine(plot_.bottomLeft(), plot_.bottomRight());
        paintEmptyPlot(painter, plot_, emptyText_);
    } else {
        double most = 0;
        for (const Bar& bar : bars_) most = std::max(most, sumOf(bar));
        ValueScale scale = valueScale(most * 1.02, height() > 220 ? 5 : 3, topMin_);
        if (whole_ && scale.step != std::floor(scale.step)) {
            scale.step = std::ceil(scale.step);
            scale.top = std::ceil(std::max(most, topMin_) / scale.step) * scale.step;
        }
        // Longer labels than usual (parts of a cent) take their room from the plot.
        for (const double tick : scale.ticks()) plot_.setLeft(std::max(plot_.left(), painter.fontMetrics().horizontalAdvance(axisText_(tick)) + 8.0));
        paintGrid(painter, scale.top, scale.step);
        paintBars(painter, scale.top);
        paintMarkers(painter);
        paintTimeAxis(painter, plot_, beginS_, endS_);
        paintLegend(painter);
    }
    paintFocusRing(painter, *this);
}

void BarChart::paintGrid(QPainter& painter, double top, double step) const {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    for (const double tick : ValueScale{top, step}.ticks()) {
        const double y = std::round(plot_.bottom() - tick / top * plot_.height());
        painter.setPen(QPen(tick == 0 ? token.borderControl : token.border, 1));
        painter.drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
        painter.setPen(token.textSecondary);
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, plot_.left() - 6, metrics.height()), Qt::AlignRight | Qt::AlignVCenter, axisText_(tick));
    }
}

void BarChart::paintBars(QPainter& painter, double top) const {
    painter.save();
    painter.setClipRect(plot_.adjusted(0, -1, 0, 0));
    for (int i = 0; i < bars_.size(); ++i) {
        const double left = xOf(bars_[i].atS);
        const double room = xOf(bars_[i].atS + stepS_) - left;
        const double wide = std::clamp(room - (room > 4 ? 2 : 0), 1.0, kBarMax);
        double base = plot_.bottom();
        painter.setOpacity(stale_ ? kStaleOpacity : cursor_ >= 0 && i != cursor_ ? 0.55 : 1);
        for (size_t part = 0; part < bars_[i].parts.size() && part < kSeriesMax; ++part) {
            const double high = bars_[i].parts[part] / top * plot_.height();
            if (high <= 0) continue;
            const double drawn = std::max(high, 1.0);
            painter.fillRect(QRectF(left + (room - wide) / 2, base - drawn, wide, drawn), style::tokens().series[part]);
            base -= drawn;
        }
    }
    painter.restore();
}

void BarChart::paintMarkers(QPainter& painter) const {
    for (const ChartMarker& marker : markers_) {
        if (marker.timeS >= beginS_ && marker.timeS <= endS_) paintFlag(painter, plot_, std::round(xOf(marker.timeS)));
    }
}

void BarChart::paintLegend(QPainter& painter) const {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    const QStringList texts = readOut();
    double x = plot_.left();
    for (int i = 0; i < texts.size(); ++i) {
        painter.fillRect(QRectF(x, (metrics.height() - kSwatch) / 2.0 + 2, kSwatch, kSwatch), token.series[static_cast<size_t>(i)]);
        x += kSwatch + style::kGapSmall;
        const double room = std::max(40.0, (plot_.right() - x) / static_cast<double>(texts.size() - i) - kSwatch);
        const QString text = metrics.elidedText(texts[i], Qt::ElideMiddle, static_cast<int>(std::max(room, 60.0)));
        painter.setPen(token.textSecondary);
        painter.drawText(QRectF(x, 2, metrics.horizontalAdvance(text) + 2, metrics.height()), Qt::AlignVCenter, text);
        x += metrics.horizontalAdvance(text) + style::kGapCard;
    }
    QStringList aside;
    if (cursor_ >= 0) aside << momentLabel(bars_[cursor_].atS, endS_ - beginS_);
    if (const QString changes = changesAtCursor(); !changes.isEmpty()) aside << changes;
    const double room = plot_.right() - x;
    if (aside.isEmpty() || room <= 0) return;
    painter.setPen(token.text);
    const QString text = metrics.elidedText(aside.join(QStringLiteral(" · ")), Qt::ElideRight, static_cast<int>(room));
    painter.drawText(QRectF(x, 2, room, metrics.height()), Qt::AlignRight | Qt::AlignVCenter, text);
}

}  // namespace ui::charts
