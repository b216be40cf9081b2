// How many requests took how long, over time: columns are steps of time, rows are bands of a logarithmic scale, the tint is
// the count. One cell is the cursor: mouse or arrow keys move it, a click or Enter chooses it. Painted by hand.
// Thread: main. Owner: its parent widget.
#pragma once

#include <QList>
#include <QWidget>

#include <optional>
#include <vector>

namespace ui::charts {

struct HeatColumn {
    qint64 atS;                  // epoch seconds of its begin
    std::vector<double> counts;  // one a band, from the bottom up
};

struct HeatCell {
    qint64 fromS = 0, untilS = 0;
    qint64 floorMs = 0;
    std::optional<qint64> ceilingMs;  // the highest band has none
    double count = 0;
    bool operator==(const HeatCell&) const = default;
};

class HeatMap : public QWidget {
    Q_OBJECT

public:
    explicit HeatMap(QWidget* parent = nullptr);

    /// @param floorsMs where each band begins, rising; bands nobody fell into are left away at both ends.
    void setColumns(qint64 beginS, qint64 endS, qint64 stepS, std::vector<qint64> floorsMs, QList<HeatColumn> columns);
    /// Dashed line at this time.
    void setThresholdMs(std::optional<qint64> milliseconds);
    void setEmptyText(const QString& text);
    void setStale(bool stale);

    bool isEmpty() const { return columns_.isEmpty(); }
    /// The cell under the cursor.
    std::optional<HeatCell> cursorCell() const;
    /// What is read out for it: "14:05 · 512 ms – 724 ms · 12 requests".
    QString readOut() const;

Q_SIGNALS:
    void cellChosen(const ui::charts::HeatCell& cell);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setCursorAt(int column, int band);
    bool cellAt(QPointF point, int& column, int& band) const;
    QRectF rectOf(int column, int band) const;
    void paintCells(QPainter& painter) const;
    void paintBands(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    double yOfMs(double milliseconds) const;
    int bands() const { return bandEnd_ - bandBegin_; }

    QList<HeatColumn> columns_;
    std::vector<qint64> floorsMs_;
    std::optional<qint64> thresholdMs_;
    QString emptyText_;
    QRectF plot_;
    qint64 beginS_ = 0, endS_ = 0, stepS_ = 60;
    int bandBegin_ = 0, bandEnd_ = 0;  // drawn
    int cursorColumn_ = -1, cursorBand_ = -1;
    double countMax_ = 0;
    bool stale_ = false;
};

}  // namespace ui::charts
