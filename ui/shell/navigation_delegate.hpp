// Paints navigation rows at fixed heights (mixed Latin and Chinese text would give uneven ones).
// Main thread; owned by the navigation view.
#pragma once

#include <QStyledItemDelegate>

namespace ui::shell {

class NavigationDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintGroup(QPainter* painter, const QRect& rect, const QString& title) const;
    void paintBadge(QPainter* painter, const QRect& item, int count) const;
};

}  // namespace ui::shell
