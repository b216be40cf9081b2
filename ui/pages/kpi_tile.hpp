// One figure of the overview: state shape and label, the number, a caption (threshold or context), a sparkline.
// Thread: main. Owner: the overview page. Reads as one sentence to assistive technology.
#pragma once

#include "ui/style/icons.hpp"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace ui::charts {
class Sparkline;
}

namespace ui::pages {

class ElidedLabel;

class KpiTile : public QWidget {
    Q_OBJECT

public:
    KpiTile(const QString& name, const QString& label, QWidget* parent);

    void setValue(style::Status status, const QString& value, const QString& caption, const QString& brief = {});
    void setTrend(std::vector<double> values, std::optional<double> threshold);
    /// A figure of a report has no trend: the tile is lower without its line.
    void hideTrend();
    void setStale(bool stale);
    QString value() const;
    style::Status status() const { return status_; }

private:
    void recolour();

    QString labelText_;
    style::Status status_ = style::Status::unknown;
    bool stale_ = false;
    QLabel* glyph_;
    QLabel* label_;
    QLabel* value_;
    ElidedLabel* caption_;
    charts::Sparkline* trend_;
};

}  // namespace ui::pages
