#include "ui/charts/time_series_chart.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QChart>
#include <QDateTime>
#include <QEvent>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace ui::charts {

namespace {

constexpr size_t kRunsMax = 64;      // stretches a line; more are drawn as points
constexpr double kLineWidth = 1.5;
constexpr double kDotSize = 4;
constexpr double kStaleOpacity = 0.4;
constexpr double kEdge = 3;  // pixels around the plot that QtCharts may paint too: else it halves points and lines on the border

}  // namespace

TimeSeriesChart::TimeSeriesChart(QWidget* parent)
    : QChartView(parent), timeAxis_(new QValueAxis(this)), valueAxis_(new QValueAxis(this)) {
    QChart* plot = chart();
    plot->setBackgroundVisible(false);
    plot->setPlotAreaBackgroundVisible(false);
    plot->setMargins({});
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->legend()->hide();
    plot->setAnimationOptions(QChart::NoAnimation);
    plot->addAxis(timeAxis_, Qt::AlignBottom);
    plot->addAxis(valueAxis_, Qt::AlignLeft);
    // Grid and labels are painted by this view: crisp lines, round times, the same left edge in every chart.
    timeAxis_->setVisible(false);
    valueAxis_->setVisible(false);
    axisText_ = valueText_ = [](double value) { return QString::number(value); };
    emptyText_ = tr("No traffic yet");
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(160);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &TimeSeriesChart::recolour);
}

TimeSeriesChart::~TimeSeriesChart() = default;

void TimeSeriesChart::setSeriesNames(const QStringList& names) {
    for (size_t i = 0; i < lines_.size() && i < static_cast<size_t>(names.size()); ++i) {
        lines_[i].name = names[static_cast<qsizetype>(i)];
    }
    while (lines_.size() < static_cast<size_t>(std::min<qsizetype>(names.size(), 4))) {
        Line line;
        line.name = names[static_cast<qsizetype>(lines_.size())];
        line.dots = new QScatterSeries(chart());
        line.dots->setMarkerSize(kDotSize);
        line.dots->setPen(Qt::NoPen);
        chart()->addSeries(line.dots);
        line.dots->attachAxis(timeAxis_);
        line.dots->attachAxis(valueAxis_);
        lines_.push_back(std::move(line));
    }
    legendWidths_.assign(lines_.size(), 0);
    recolour();
}

void TimeSeriesChart::setFormats(Format axis, Format value) {
    axisText_ = std::move(axis);
    valueText_ = std::move(value);
}

void TimeSeriesChart::setThreshold(std::optional<double> value, const QString& label) {
    threshold_ = value;
    thresholdLabel_ = label;
    viewport()->update();
}

void TimeSeriesChart::setRestingTexts(const QStringList& texts) {
    restingTexts_ = texts;
    viewport()->update();
}

void TimeSeriesChart::setEmptyText(const QString& text) {
    emptyText_ = text;
    viewport()->update();
}

void TimeSeriesChart::setPoints(qint64 startS, int stepS, std::vector<std::vector<double>> lines) {
    startS_ = startS;
    stepS_ = std::max(1, stepS);
    lines.resize(lines_.size());
    empty_ = true;
    for (size_t i = 0; i < lines_.size(); ++i) {
        lines_[i].points = std::move(lines[i]);
        for (const double value : lines_[i].points) empty_ = empty_ && std::isnan(value);
    }
    rescale();
    for (Line& line : lines_) fillLine(line);
    viewport()->update();
}

void TimeSeriesChart::setMarkers(QList<ChartMarker> markers) {
    markers_ = std::move(markers);
    viewport()->update();
}

void TimeSeriesChart::setCursor(std::optional<qint64> timeS) {
    if (cursor_ == timeS) return;
    cursor_ = timeS;
    viewport()->update();
}

void TimeSeriesChart::setStale(bool stale) {
    if (stale_ == stale) return;
    stale_ = stale;
    recolour();
}

void TimeSeriesChart::recolour() {
    for (size_t i = 0; i < lines_.size(); ++i) {
        const QColor color = style::tokens().series[i];
        for (QLineSeries* run : lines_[i].runs) {
            run->setPen(QPen(color, kLineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            run->setOpacity(stale_ ? kStaleOpacity : 1);
        }
        lines_[i].dots->setBrush(color);
        lines_[i].dots->setOpacity(stale_ ? kStaleOpacity : 1);
    }
    viewport()->update();
}

void TimeSeriesChart::layoutPlot() {
    const QFontMetrics metrics(style::captionFont());
    const double left = 48;
    const double top = metrics.height() + style::kGapCard;
    const double bottom = metrics.height() + style::kGap;
    plot_ = QRectF(left, top, std::max(10.0, width() - left - style::kGapCard),
                   std::max(10.0, height() - top - bottom));
    chart()->setPlotArea(plot_.adjusted(-kEdge, -kEdge, kEdge, kEdge));
    applyScales();
}

/// What the axes span is what is shown and the edge around it.
void TimeSeriesChart::applyScales() {
    if (plot_.isEmpty()) return;  // before the first layout
    const double timeEdge = (timeHigh_ - timeLow_) / plot_.width() * kEdge;
    const double valueEdge = scale_.top / plot_.height() * kEdge;
    timeAxis_->setRange(timeLow_ - timeEdge, timeHigh_ + timeEdge);
    valueAxis_->setRange(-valueEdge, scale_.top + valueEdge);
}

void TimeSeriesChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    layoutPlot();
}

void TimeSeriesChart::rescale() {
    double valueMax = 0;
    qint64 length = 0;
    for (const Line& line : lines_) {
        length = std::max(length, static_cast<qint64>(line.points.size()));
        for (const double value : line.points) {
            if (!std::isnan(value)) valueMax = std::max(valueMax, value);
        }
    }
    scale_ = valueScale(valueMax * 1.05, height() > 240 ? 5 : 4, topMin_);
    const qint64 end = length > 0 ? startS_ + (length - 1) * stepS_ : QDateTime::currentSecsSinceEpoch();
    timeLow_ = static_cast<double>(end - windowS_);
    timeHigh_ = static_cast<double>(end);
    applyScales();
}

QLineSeries* TimeSeriesChart::runOf(Line& line, size_t index, const QColor& color) {
    if (index < line.runs.size()) return line.runs[index];
    auto* run = new QLineSeries(chart());
    run->setPen(QPen(color, kLineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    run->setOpacity(stale_ ? kStaleOpacity : 1);
    chart()->addSeries(run);
    run->attachAxis(timeAxis_);
    run->attachAxis(valueAxis_);
    line.runs.push_back(run);
    return run;
}

void TimeSeriesChart::fillLine(Line& line) {
    const QColor color = style::tokens().series[static_cast<size_t>(&line - lines_.data())];
    QList<QPointF> dots;
    size_t runs = 0;
    const size_t count = line.points.size();
    for (size_t begin = 0; begin < count;) {
        if (std::isnan(line.points[begin])) {
            ++begin;
            continue;
        }
        QList<QPointF> run;
        size_t end = begin;
        for (; end < count && !std::isnan(line.points[end]); ++end) {
            run << QPointF(static_cast<double>(startS_ + static_cast<qint64>(end) * stepS_), line.points[end]);
        }
        if (run.size() == 1 || runs == kRunsMax) {
            dots << run;
        } else {
            runOf(line, runs++, color)->replace(run);
        }
        begin = end;
    }
    for (size_t i = runs; i < line.runs.size(); ++i) {
        if (line.runs[i]->count() > 0) line.runs[i]->clear();
    }
    if (!dots.isEmpty() || line.dots->count() > 0) line.dots->replace(dots);
}

double TimeSeriesChart::xOf(double timeS) const {
    const double span = timeHigh_ - timeLow_;
    return span <= 0 ? plot_.left() : plot_.left() + (timeS - timeLow_) / span * plot_.width();
}

double TimeSeriesChart::yOf(double value) const { return plot_.bottom() - value / scale_.top * plot_.height(); }

int TimeSeriesChart::cursorIndex() const {
    if (!cursor_) return -1;
    return static_cast<int>(std::lround(static_cast<double>(*cursor_ - startS_) / stepS_));
}

QString TimeSeriesChart::valueText(size_t number) const {
    if (!cursor_ && number < static_cast<size_t>(restingTexts_.size())) return restingTexts_[static_cast<qsizetype>(number)];
    const Line& line = lines_[number];
    const auto size = static_cast<int>(line.points.size());
    int at = cursor_ ? cursorIndex() : size - 1;
    // At the end the newest number counts; under the cursor a gap is a gap.
    while (!cursor_ && at > 0 && std::isnan(line.points[static_cast<size_t>(at)])) --at;
    if (at < 0 || at >= size || std::isnan(line.points[static_cast<size_t>(at)])) return QStringLiteral("—");
    return valueText_(line.points[static_cast<size_t>(at)]);
}

QStringList TimeSeriesChart::readOut() const {
    QStringList texts;
    for (size_t i = 0; i < lines_.size(); ++i) texts << valueText(i);
    return texts;
}

void TimeSeriesChart::moveCursor(std::optional<qint64> timeS) {
    if (timeS) {
        const qint64 steps = std::llround(static_cast<double>(*timeS - startS_) / stepS_);
        timeS = startS_ + steps * stepS_;
        timeS = std::clamp(*timeS, static_cast<qint64>(timeLow_), static_cast<qint64>(timeHigh_));
    }
    if (timeS == cursor_) return;
    setCursor(timeS);
    if (timeS) {
        QStringList said{QDateTime::fromSecsSinceEpoch(*timeS).toString(QStringLiteral("HH:mm:ss"))};
        for (size_t i = 0; i < lines_.size(); ++i) said << lines_[i].name + u' ' + valueText(i);
        setAccessibleDescription(said.join(QStringLiteral(", ")));
    }
    Q_EMIT cursorMoved(timeS);
}

void TimeSeriesChart::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (empty_ || at.x() < plot_.left() || at.x() > plot_.right()) return moveCursor(std::nullopt);
    const double span = timeHigh_ - timeLow_;
    const double timeS = timeLow_ + (at.x() - plot_.left()) / plot_.width() * span;
    moveCursor(static_cast<qint64>(timeS));
}

void TimeSeriesChart::leaveEvent(QEvent* event) {
    QChartView::leaveEvent(event);
    moveCursor(std::nullopt);
}

void TimeSeriesChart::focusOutEvent(QFocusEvent* event) {
    QChartView::focusOutEvent(event);
    moveCursor(std::nullopt);
}

void TimeSeriesChart::keyPressEvent(QKeyEvent* event) {
    const bool back = event->key() == Qt::Key_Left;
    if (!empty_ && (back || event->key() == Qt::Key_Right)) {
        const qint64 from = cursor_.value_or(static_cast<qint64>(timeHigh_));
        return moveCursor(from + (back ? -stepS_ : stepS_));
    }
    if (event->key() == Qt::Key_Escape && cursor_) return moveCursor(std::nullopt);
    event->ignore();
}

void TimeSeriesChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::FontChange) layoutPlot();
}

}  // namespace ui::charts
