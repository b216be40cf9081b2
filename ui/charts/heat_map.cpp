#include "ui/charts/heat_map.hpp"

#include "ui/charts/plot_axis.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui::charts {

namespace {

constexpr double kFaintest = 0.16;  // a single request must be seen
constexpr double kStaleOpacity = 0.4;
constexpr int kRampWide = 84;
constexpr int kBandsMin = 8;
constexpr std::array<qint64, 16> kLabelsMs{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10'000, 30'000, 60'000, 300'000};

QString shortTime(qint64 ms) {
    const QLocale locale;
    if (ms < 1000) return locale.toString(ms) + QStringLiteral(" ms");
    return locale.toString(static_cast<double>(ms) / 1000, 'g', 3) + QStringLiteral(" s");
}

QColor mixed(const QColor& from, const QColor& to, double share) {
    return QColor::fromRgbF(static_cast<float>(from.redF() + (to.redF() - from.redF()) * share),
                            static_cast<float>(from.greenF() + (to.greenF() - from.greenF()) * share),
                            static_cast<float>(from.blueF() + (to.blueF() - from.blueF()) * share));
}

/// Counts grow by orders of magnitude: so does the tint.
QColor tint(double count, double most) {
    const double share = most <= 1 ? 1 : std::log(count) / std::log(most);
    return mixed(style::tokens().surface, style::tokens().series[0], kFaintest + (1 - kFaintest) * std::clamp(share, 0.0, 1.0));
}

}  // namespace

HeatMap::HeatMap(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setMinimumHeight(130);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, QOverload<>::of(&QWidget::update));
}

void HeatMap::setColumns(qint64 beginS, qint64 endS, qint64 stepS, std::vector<qint64> floorsMs, QList<HeatColumn> columns) {
    const auto before = cursorCell();
    columns_ = std::move(columns);
    floorsMs_ = std::move(floorsMs);
    stepS_ = std::max<qint64>(stepS, 1);
    beginS_ = columns_.isEmpty() ? beginS : std::min(beginS, columns_.first().atS);
    endS_ = columns_.isEmpty() ? endS : std::max(endS, columns_.last().atS + stepS_);
    const int all = static_cast<int>(floorsMs_.size());
    bandBegin_ = all;
    bandEnd_ = 0;
    countMax_ = 0;
    for (HeatColumn& column : columns_) {
        column.counts.resize(floorsMs_.size(), 0);
        for (int band = 0; band < all; ++band) {
            const double count = column.counts[static_cast<size_t>(band)];
            if (count <= 0) continue;
            bandBegin_ = std::min(bandBegin_, band);
            bandEnd_ = std::max(bandEnd_, band + 1);
            countMax_ = std::max(countMax_, count);
        }
    }
    if (bandBegin_ >= bandEnd_) columns_.clear();
    // A band of air at both ends, and never so few that a cell becomes a wall.
    bandBegin_ = std::max(0, bandBegin_ - 1);
    bandEnd_ = std::min(all, std::max(bandEnd_ + 1, bandBegin_ + kBandsMin));
    cursorColumn_ = -1;
    for (int i = 0; before && i < columns_.size(); ++i) {
        if (columns_[i].atS == before->fromS) cursorColumn_ = i;
    }
    update();
}

void HeatMap::setThresholdMs(std::optional<qint64> milliseconds) {
    thresholdMs_ = milliseconds;
    update();
}

void HeatMap::setEmptyText(const QString& text) {
    emptyText_ = text;
    update();
}

void HeatMap::setStale(bool stale) {
    if (stale_ == stale) return;
    stale_ = stale;
    update();
}

std::optional<HeatCell> HeatMap::cursorCell() const {
    if (cursorColumn_ < 0 || cursorColumn_ >= columns_.size() || cursorBand_ < 0 || cursorBand_ >= static_cast<int>(floorsMs_.size())) return std::nullopt;
    const auto band = static_cast<size_t>(cursorBand_);
    HeatCell cell;
    cell.fromS = columns_[cursorColumn_].atS;
    cell.untilS = cell.fromS + stepS_;
    cell.floorMs = floorsMs_[band];
    if (band + 1 < floorsMs_.size()) cell.ceilingMs = floorsMs_[band + 1];
    cell.count = columns_[cursorColumn_].counts[band];
    return cell;
}

QString HeatMap::readOut() const {
    const auto cell = cursorCell();
    if (!cell) return {};
    const QString band = cell->ceilingMs ? QStringLiteral("%1 – %2").arg(shortTime(cell->floorMs), shortTime(*cell->ceilingMs))
                                         : QStringLiteral("≥ %1").arg(shortTime(cell->floorMs));
    return tr("%1 · %2 · %n request(s)", "heat-map cell: time, latency", static_cast<int>(cell->count)).arg(momentLabel(cell->fromS, endS_ - beginS_), band);
}

QRectF HeatMap::rectOf(int column, int band) const {
    const auto x = [this](qint64 timeS) {
        return plot_.left() + static_cast<double>(timeS - beginS_) / static_cast<double>(std::max<qint64>(endS_ - beginS_, 1)) * plot_.width();
    };
    const double high = plot_.height() / bands();
    const double top = plot_.bottom() - (band - bandBegin_ + 1) * high;
    const double left = x(columns_[column].atS);
    return {left, top, x(columns_[column].atS + stepS_) - left, high};
}

bool HeatMap::cellAt(QPointF point, int& column, int& band) const {
    if (columns_.isEmpty() || !plot_.contains(point)) return false;
    band = bandBegin_ + static_cast<int>((plot_.bottom() - point.y()) / (plot_.height() / bands()));
    if (band < bandBegin_ || band >= bandEnd_) return false;
    for (column = 0; column < columns_.size(); ++column) {
        const QRectF cell = rectOf(column, band);
        if (point.x() >= cell.left() && point.x() < cell.right()) return true;
    }
    return false;
}

void HeatMap::setCursorAt(int column, int band) {
    if (column == cursorColumn_ && band == cursorBand_) return;
    cursorColumn_ = column;
    cursorBand_ = band;
    setAccessibleDescription(readOut());
    update();
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
    int column = -1;
    int band = -1;
    if (!cellAt(event->position(), column, band)) column = band = -1;
    setCursorAt(column, band);
    setCursor(column >= 0 && cursorCell()->count > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    mouseMoveEvent(event);
    if (const auto cell = cursorCell(); cell && cell->count > 0) Q_EMIT cellChosen(*cell);
}

void HeatMap::leaveEvent(QEvent*) { setCursorAt(-1, -1); }
void HeatMap::focusInEvent(QFocusEvent*) { update(); }
void HeatMap::focusOutEvent(QFocusEvent*) {
    setCursorAt(-1, -1);
    update();
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (arrow && !columns_.isEmpty()) {
        if (cursorColumn_ < 0) {
            const auto& counts = columns_.last().counts;
            const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
            return setCursorAt(static_cast<int>(columns_.size()) - 1, static_cast<int>(most));
        }
        const int across = key == Qt::Key_Left ? -1 : key == Qt::Key_Right ? 1 : 0;
        const int up = key == Qt::Key_Up ? 1 : key == Qt::Key_Down ? -1 : 0;
        return setCursorAt(std::clamp(cursorColumn_ + across, 0, static_cast<int>(columns_.size()) - 1), std::clamp(cursorBand_ + up, bandBegin_, bandEnd_ - 1));
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (const auto cell = cursorCell(); cell && cell->count > 0) Q_EMIT cellChosen(*cell);
        return;
    }
    if (key == Qt::Key_Escape && cursorColumn_ >= 0) return setCursorAt(-1, -1);
    QWidget::keyPressEvent(event);
}

void HeatMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(style::captionFont());
    plot_ = plotRect(*this);
    if (columns_.isEmpty()) {
        painter.setPen(QPen(style::tokens().border, 1));
        painter.drawLine(plot_.bottomLeft(), plot_.bottomRight());
        paintEmptyPlot(painter, plot_, emptyText_);
    } else {
        paintCells(painter);
        paintBands(painter);
        paintTimeAxis(painter, plot_, beginS_, endS_);
        paintLegend(painter);
    }
    paintFocusRing(painter, *this);
}

void HeatMap::paintCells(QPainter& painter) const {
    painter.save();
    painter.setClipRect(plot_);
    painter.setOpacity(stale_ ? kStaleOpacity : 1);
    for (int column = 0; column < columns_.size(); ++column) {
        for (int band = bandBegin_; band < bandEnd_; ++band) {
            const double count = columns_[column].counts[static_cast<size_t>(band)];
            if (count <= 0) continue;
            const QRectF cell = rectOf(column, band);
            const double gap = cell.width() > 5 && cell.height() > 5 ? 1 : 0;
            painter.fillRect(cell.adjusted(0, 0, -gap, -gap), tint(count, countMax_));
        }
    }
    painter.setOpacity(1);
    if (cursorCell()) {
        painter.setPen(QPen(style::tokens().text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rectOf(cursorColumn_, cursorBand_).adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

double HeatMap::yOfMs(double milliseconds) const {
    const double high = plot_.height() / bands();
    for (int band = bandBegin_; band < bandEnd_; ++band) {
        const auto low = static_cast<double>(floorsMs_[static_cast<size_t>(band)]);
        const bool last = band + 1 >= static_cast<int>(floorsMs_.size());
        const double top = last ? low * 2 : static_cast<double>(floorsMs_[static_cast<size_t>(band) + 1]);
        if (milliseconds < low || milliseconds >= top) continue;
        return plot_.bottom() - (band - bandBegin_ + (milliseconds - low) / (top - low)) * high;
    }
    return -1;
}

void HeatMap::paintBands(QPainter& painter) const {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    painter.setPen(QPen(token.borderControl, 1));
    painter.drawLine(plot_.bottomLeft(), plot_.bottomRight());
    double free = plot_.bottom() + metrics.height();
    for (const qint64 label : kLabelsMs) {
        const double y = yOfMs(static_cast<double>(label));
        if (y < plot_.top() || y > plot_.bottom() || y + metrics.height() > free) continue;
        free = y;
        painter.setPen(QPen(token.borderControl, 1));
        painter.drawLine(QPointF(plot_.left() - 3, y), QPointF(plot_.left(), y));
        painter.setPen(token.textSecondary);
        painter.drawText(QRectF(0, y - metrics.height() / 2.0, plot_.left() - 6, metrics.height()), Qt::AlignRight | Qt::AlignVCenter, shortTime(label));
    }
    if (!thresholdMs_) return;
    const double y = std::round(yOfMs(static_cast<double>(*thresholdMs_)));
    if (y < plot_.top() || y > plot_.bottom()) return;
    painter.setPen(QPen(token.warn, 1, Qt::DashLine));
    painter.drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
}

void HeatMap::paintLegend(QPainter& painter) const {
    const style::Tokens& token = style::tokens();
    const QFontMetrics metrics(painter.font());
    const double high = metrics.height() - 4;
    for (int i = 0; i < kRampWide; ++i) {
        painter.fillRect(QRectF(plot_.left() + i, 4, 1, high), mixed(token.surface, token.series[0], kFaintest + (1 - kFaintest) * i / (kRampWide - 1)));
    }
    painter.setPen(token.textSecondary);
    const QString most = tr("1 to %n request(s) a cell", "heat-map legend", static_cast<int>(countMax_));
    const double x = plot_.left() + kRampWide + style::kGap;
    painter.drawText(QRectF(x, 2, plot_.right() - x, metrics.height()), Qt::AlignVCenter, most);
    painter.setPen(token.text);
    painter.drawText(QRectF(x, 2, plot_.right() - x, metrics.height()), Qt::AlignRight | Qt::AlignVCenter, readOut());
}

}  // namespace ui::charts
