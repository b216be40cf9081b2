#include "ui/models/row_filter.hpp"

#include "ui/models/roles.hpp"

namespace ui::models {

RowFilter::RowFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(kSortRole);
    setDynamicSortFilter(true);
}

void RowFilter::setAccept(std::function<bool(int)> accept) {
    accept_ = std::move(accept);
    invalidateFilter();
}

bool RowFilter::filterAcceptsRow(int sourceRow, const QModelIndex&) const { return !accept_ || accept_(sourceRow); }

bool RowFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const bool leftKnown = left.data(kSortRole).isValid();
    const bool rightKnown = right.data(kSortRole).isValid();
    if (leftKnown != rightKnown) return sortOrder() == Qt::AscendingOrder ? leftKnown : rightKnown;
    if (!leftKnown) return false;
    return QSortFilterProxyModel::lessThan(left, right);
}

}  // namespace ui::models
