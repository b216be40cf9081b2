// One bar cut into shares, with a legend that names each part's value and share: where the time of a request goes.
// Thread: main. Owner: its parent widget.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QFontMetrics;
class QPainter;
class QRectF;

namespace ui::charts {

struct SharePart {
    QString name;
    double value = 0;
    int series = 0;     // colour: index of the series
    double tint = 1;    // of the colour, over the surface: parts of one kind differ by it
    QString group{};    // whose part it is; each group has a line of the legend to itself
};

/// The bar alone, for table cells too.
void paintShares(QPainter& painter, const QRectF& box, const QList<SharePart>& parts);

class ShareBar : public QWidget {
    Q_OBJECT

public:
    explicit ShareBar(QWidget* parent = nullptr);

    void setFormat(std::function<QString(double)> format) { format_ = std::move(format); }
    /// All zero: the empty text.
    void setParts(QList<SharePart> parts);
    void setEmptyText(const QString& text);
    void setStale(bool stale);
    /// One text a part: "Streaming 812 ms · 64 %".
    QStringList readOut() const;
    /// One text a group, with the sum of its parts.
    QStringList groupTexts() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double total() const;
    struct LegendLine {
        QString head;       // the group's name and sum; empty without groups
        QList<int> parts;   // places in parts_
    };
    QList<LegendLine> legendLines() const;
    QString partText(const SharePart& part) const;
    void paintLegendLine(QPainter& painter, const LegendLine& line, double left, double top) const;
    std::vector<double> legendPlaces(const QStringList& texts, const QFontMetrics& metrics, double room) const;

    QList<SharePart> parts_;
    std::function<QString(double)> format_;
    QString emptyText_;
    bool stale_ = false;
};

}  // namespace ui::charts
