// Up to four lines over time: QtCharts draws the lines (replaced at 1 Hz), this view draws grid, labels, legend with
// read-out, threshold, change markers and the cursor, all in the theme's tokens. Gaps stay gaps.
// Thread: main. Owner: its parent widget. Feed it only while it is visible: hidden charts still cost time.
#pragma once

#include "ui/charts/axis_scale.hpp"
#include "ui/charts/chart_marker.hpp"

#include <QChartView>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace ui::charts {

class TimeSeriesChart : public QChartView {
    Q_OBJECT

public:
    using Format = std::function<QString(double)>;

    explicit TimeSeriesChart(QWidget* parent = nullptr);
    ~TimeSeriesChart() override;

    /// Names of the lines, in the order of the series colours; at most four.
    void setSeriesNames(const QStringList& names);
    /// @param axis text of a grid line; @param value text in the read-out.
    void setFormats(Format axis, Format value);
    /// The value axis never ends below this.
    void setTopMin(double topMin) { topMin_ = topMin; }
    /// Dashed line, drawn when the axis reaches it.
    void setThreshold(std::optional<double> value, const QString& label);
    /// Said in the middle of the plot while there is no point at all.
    void setEmptyText(const QString& text);
    void setWindowS(qint64 seconds) { windowS_ = seconds; }

    /// One vector a line, equally spaced; NaN is a gap. Empty vectors show the empty text.
    void setPoints(qint64 startS, int stepS, std::vector<std::vector<double>> lines);
    void setMarkers(QList<ChartMarker> markers);
    /// The cursor of the page; nothing hides it. Does not emit cursorMoved.
    void setCursor(std::optional<qint64> timeS);
    void setStale(bool stale);
    /// What the legend says while no cursor is on the chart (the figures of the whole span); empty: the newest point of each line.
    void setRestingTexts(const QStringList& texts);

    bool isEmpty() const { return empty_; }
    /// What the legend says: one text a line, at the cursor or at rest.
    QStringList readOut() const;
    const ValueScale& scale() const { return scale_; }

Q_SIGNALS:
    void cursorMoved(std::optional<qint64> timeS);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Line {
        QString name;
        std::vector<double> points;
        std::vector<QLineSeries*> runs;  // one a stretch without gaps; kept and reused
        QScatterSeries* dots = nullptr;  // points that stand alone
    };

    void recolour();
    void layoutPlot();
    void rescale();
    void applyScales();
    void fillLine(Line& line);
    QLineSeries* runOf(Line& line, size_t index, const QColor& color);
    void moveCursor(std::optional<qint64> timeS);
    int cursorIndex() const;
    double xOf(double timeS) const;
    double yOf(double value) const;
    QString valueText(size_t at) const;
    void paintGrid(QPainter& painter) const;
    void paintThresholdLabel(QPainter& painter) const;
    void paintLegend(QPainter& painter);
    void paintMarkers(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    QString markerTextNear(double x) const;

    std::vector<Line> lines_;
    std::vector<int> legendWidths_;  // only grow, so that live numbers do not push their neighbours about
    QList<ChartMarker> markers_;
    QValueAxis* timeAxis_;
    QValueAxis* valueAxis_;
    Format axisText_;
    Format valueText_;
    QString emptyText_;
    QString thresholdLabel_;
    QStringList restingTexts_;
    std::optional<double> threshold_;
    std::optional<qint64> cursor_;
    ValueScale scale_;
    QRectF plot_;
    double topMin_ = 1;
    double timeLow_ = 0;   // what is shown, in seconds
    double timeHigh_ = 1;
    qint64 windowS_ = 900;
    qint64 startS_ = 0;
    int stepS_ = 5;
    bool empty_ = true;
    bool stale_ = false;
};

}  // namespace ui::charts
