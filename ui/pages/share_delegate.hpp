// A table cell that is a bar cut into shares: where the time of a route's requests goes. Thread: main. Owner: the view.
#pragma once

#include "ui/charts/share_bar.hpp"
#include "ui/delegates/cell_delegates.hpp"

#include <functional>

namespace ui::pages {

class ShareDelegate : public delegates::CellDelegate {
    Q_OBJECT

public:
    /// @param partsOf the shares of the row with this key.
    ShareDelegate(std::function<QList<charts::SharePart>(const QString& key)> partsOf, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    std::function<QList<charts::SharePart>(const QString&)> partsOf_;
};

}  // namespace ui::pages
