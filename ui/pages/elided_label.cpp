#include "ui/pages/elided_label.hpp"

#include <QPainter>

namespace ui::pages {

ElidedLabel::ElidedLabel(QWidget* parent, Qt::TextElideMode mode) : QLabel(parent), mode_(mode) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ElidedLabel::setBrief(const QString& brief) {
    if (brief == brief_) return;
    brief_ = brief;
    update();
}

QSize ElidedLabel::minimumSizeHint() const { return {0, QLabel::minimumSizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect box = contentsRect();
    const bool fits = brief_.isEmpty() || fontMetrics().horizontalAdvance(text()) <= box.width();
    const QString shown = fontMetrics().elidedText(fits ? text() : brief_, mode_, box.width());
    setToolTip(shown == text() ? QString() : text());
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(box, static_cast<int>(Qt::AlignVCenter | alignment()), shown);
}

}  // namespace ui::pages
