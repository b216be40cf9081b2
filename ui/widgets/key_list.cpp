#include "ui/widgets/key_list.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QGridLayout>
#include <QLabel>

namespace ui::widgets {

KeyList::KeyList(const QList<std::pair<QString, QString>>& lines, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("keyList"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(style::kGapLarge);
    grid->setVerticalSpacing(style::kGap);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [keys, does] : lines) {
        auto* left = new QLabel(keys, this);
        left->setFont(style::bodyStrongFont());
        left->setTextInteractionFlags(Qt::NoTextInteraction);
        auto* right = new QLabel(does, this);
        right->setObjectName(QStringLiteral("keyList.does.%1").arg(row));
        right->setAccessibleName(tr("%1: %2", "keys: what they do").arg(keys, does));
        right->setWordWrap(true);
        grid->addWidget(left, row, 0, Qt::AlignTop);
        grid->addWidget(right, row, 1, Qt::AlignTop);
        ++row;
    }
}

}  // namespace ui::widgets
