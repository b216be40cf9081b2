// Sorts by SortRole (unknown values last, in both directions) and filters by a predicate over the source row.
// Thread: main. Owner: the page. The source keeps its order; selection survives through the proxy.
#pragma once

#include <QSortFilterProxyModel>

#include <functional>

namespace ui::models {

class RowFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit RowFilter(QObject* parent);

    /// Null accepts every row. Called again for each row whenever the predicate is set.
    void setAccept(std::function<bool(int sourceRow)> accept);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    std::function<bool(int)> accept_;
};

}  // namespace ui::models
