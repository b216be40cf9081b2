// Cells of the live traffic table: rows that stand out get a tint, and the cell that says why gets a shape beside its
// text: the status for 5xx and 429, the latency for slow, the attempts for retried. Thread: main. Owner: the view.
#pragma once

#include "ui/delegates/cell_delegates.hpp"

namespace ui::delegates {

class TrafficDelegate : public CellDelegate {
    Q_OBJECT

public:
    /// Which cell carries which shape; a trace id is told from its neighbours by its end.
    enum class Place { plain, trace, status, latency, attempts };

    explicit TrafficDelegate(QObject* parent, Place place = Place::plain) : CellDelegate(parent), place_(place) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintPanel(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box, const QColor& color,
                   const QModelIndex& index) const;

    Place place_;
};

}  // namespace ui::delegates
