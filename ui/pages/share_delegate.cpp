#include "ui/pages/share_delegate.hpp"

#include "ui/models/roles.hpp"
#include "ui/style/spacing.hpp"

namespace ui::pages {

namespace {
constexpr double kBarHigh = 10;
}

ShareDelegate::ShareDelegate(std::function<QList<charts::SharePart>(const QString& key)> partsOf, QObject* parent)
    : CellDelegate(parent), partsOf_(std::move(partsOf)) {}

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    CellDelegate::paint(painter, option, index);
    QRectF box = QRectF(option.rect).adjusted(style::kGap, 0, -style::kGap, 0);
    box.setTop(box.center().y() - kBarHigh / 2);
    box.setHeight(kBarHigh);
    charts::paintShares(*painter, box, partsOf_(index.data(models::kKeyRole).toString()));
}

}  // namespace ui::pages
