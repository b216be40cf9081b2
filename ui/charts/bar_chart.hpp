// Stacked bars over time with a legend that reads out the bar under the cursor. Arrow keys move the cursor, Enter or a double
// click chooses the bar. Thread: main. Owner: its parent widget. Paints with the theme's series colours.
#pragma once

#include "ui/charts/chart_marker.hpp"

#include <QList>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

namespace ui::charts {

struct Bar {
    qint64 atS;                 // epoch seconds of its begin
    std::vector<double> parts;  // from the bottom up, one a series
};

class BarChart : public QWidget {
    Q_OBJECT

public:
    using Format = std::function<QString(double)>;

    explicit BarChart(QWidget* parent = nullptr);

    /// At most four, in the order of the series colours.
    void setSeriesNames(const QStringList& names);
    void setFormats(Format axis, Format value);
    void setEmptyText(const QString& text);
    /// The value axis never ends below this.
    void setTopMin(double topMin) { topMin_ = topMin; }
    /// Values are counts: grid lines stand at whole numbers.
    void setWhole(bool whole) { whole_ = whole; }
    /// @param bars only those that are not zero, in the order of time.
    void setBars(qint64 beginS, qint64 endS, qint64 stepS, QList<Bar> bars);
    /// Changes of the configuration: a flag each, its words in the legend while the cursor is near.
    void setMarkers(QList<ChartMarker> markers);
    void setStale(bool stale);

    bool isEmpty() const { return bars_.isEmpty(); }
    /// What the legend says: the bar at the cursor, or sums of all.
    QStringList readOut() const;
    /// The changes within the bar at the cursor; empty: none, or no cursor.
    QString changesAtCursor() const;

Q_SIGNALS:
    void barChosen(qint64 fromS, qint64 untilS);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setCursorBar(int at);
    int barAt(double x) const;
    QString changesBetween(qint64 fromS, qint64 untilS) const;
    double xOf(qint64 timeS) const;
    void choose(int at);
    void paintGrid(QPainter& painter, double top, double step) const;
    void paintBars(QPainter& painter, double top) const;
    void paintMarkers(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;

    QStringList names_;
    QList<Bar> bars_;
    QList<ChartMarker> markers_;
    Format axisText_, valueText_;
    QString emptyText_;
    QRectF plot_;
    double topMin_ = 1;
    qint64 beginS_ = 0, endS_ = 0, stepS_ = 60;
    int cursor_ = -1;
    QString hovered_;  // changes under the mouse, bar or not
    bool stale_ = false;
    bool whole_ = false;
};

}  // namespace ui::charts
