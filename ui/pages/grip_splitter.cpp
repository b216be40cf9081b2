#include "ui/pages/grip_splitter.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/theme.hpp"

#include <QPainter>

namespace ui::pages {

namespace {

constexpr int kGripLength = 32;
constexpr int kGripWidth = 2;

class GripHandle : public QSplitterHandle {
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const bool level = orientation() == Qt::Vertical;
        QRect grip(QPoint(), level ? QSize(kGripLength, kGripWidth) : QSize(kGripWidth, kGripLength));
        grip.moveCenter(rect().center());
        painter.fillRect(grip, underMouse() ? style::tokens().accent : style::tokens().borderControl);
    }
};

}  // namespace

GripSplitter::GripSplitter(Qt::Orientation orientation, QWidget* parent) : QSplitter(orientation, parent) {
    setChildrenCollapsible(false);
    setHandleWidth(style::kGapCard);
}

QSplitterHandle* GripSplitter::createHandle() { return new GripHandle(orientation(), this); }

}  // namespace ui::pages
