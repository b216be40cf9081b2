// The shape of one number over the range: a thin line without axes, for tiles and table cells.
// Thread: main. Owner: its parent widget. Drawn with drawLines: a wide antialiased polyline costs six times as much.
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

class QPainter;
class QRectF;

namespace ui::charts {

/// Paints the values into `box`, from zero to the largest. NaN is a gap; nothing but zeros and gaps paints nothing.
void paintSparkline(QPainter& painter, const QRectF& box, const std::vector<double>& values, const QColor& color,
                    std::optional<double> threshold);

class Sparkline : public QWidget {
    Q_OBJECT

public:
    explicit Sparkline(QWidget* parent = nullptr);

    void setValues(std::vector<double> values);
    /// Dashed, drawn when the values come near it.
    void setThreshold(std::optional<double> threshold);
    void setStale(bool stale);
    const std::vector<double>& values() const { return values_; }
    QSize sizeHint() const override { return {120, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> values_;
    std::optional<double> threshold_;
    bool stale_ = false;
};

}  // namespace ui::charts
