#include "ui/widgets/hold_button.hpp"

#include "ui/style/comfort.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace ui::widgets {

namespace {

constexpr int kGlyph = 16;
constexpr int kHeight = 32;

bool isHoldKey(const QKeyEvent& event) {
    return event.key() == Qt::Key_Space || event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

}  // namespace

HoldButton::HoldButton(const QString& text, QWidget* parent) : QPushButton(text, parent) {
    setAccessibleName(text);
    setAutoDefault(false);
    setFont(style::bodyStrongFont());
    setMinimumHeight(kHeight);
    animation_ = new QVariantAnimation(this);
    animation_->setStartValue(0.0);
    animation_->setEndValue(1.0);
    animation_->setDuration(static_cast<int>(holdTime_.count()));
    connect(animation_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const double share = value.toDouble();
        // Without motion the button fills in quarters.
        progress_ = style::comfort().reduceMotion ? std::floor(share * 4) / 4 : share;
        update();
    });
    connect(animation_, &QVariantAnimation::finished, this, &HoldButton::fire);
    setDoublePress(style::comfort().doublePress);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void HoldButton::setHoldTime(std::chrono::milliseconds time) {
    holdTime_ = time;
    animation_->setDuration(static_cast<int>(time.count()));
}

void HoldButton::setDoublePress(bool on) {
    doublePress_ = on;
    setAccessibleDescription(on ? tr("Press twice, a second apart") : tr("Keep pressed for one second"));
}

QSize HoldButton::sizeHint() const {
    const int textWidth = QFontMetrics(font()).horizontalAdvance(text());
    return {2 * style::kPagePadding + kGlyph + style::kGap + textWidth, kHeight};
}

void HoldButton::begin() {
    if (holding_ || !isEnabled()) return;
    if (doublePress_) return pressTwice();
    holding_ = true;
    setDown(true);
    animation_->start();
}

void HoldButton::pressTwice() {
    if (firstPress_.isValid() && firstPress_.elapsed() >= holdTime_.count()) return fire();
    firstPress_.start();
    progress_ = 0.5;
    update();
}

void HoldButton::cancel() {
    if (!holding_) return;
    holding_ = false;
    setDown(false);
    animation_->stop();
    progress_ = 0;
    update();
}

void HoldButton::fire() {
    const bool due = doublePress_ || holding_;
    holding_ = false;
    firstPress_.invalidate();
    setDown(false);
    progress_ = 0;
    update();
    if (due) Q_EMIT held();
}

void HoldButton::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) begin();
    event->accept();
}

void HoldButton::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) cancel();
    event->accept();
}

void HoldButton::mouseMoveEvent(QMouseEvent* event) {
    if (!rect().contains(event->position().toPoint())) cancel();
}

void HoldButton::keyPressEvent(QKeyEvent* event) {
    if (!isHoldKey(*event)) {
        if (event->key() == Qt::Key_Escape) cancel();
        return QPushButton::keyPressEvent(event);
    }
    if (!event->isAutoRepeat()) begin();
    event->accept();
}

void HoldButton::keyReleaseEvent(QKeyEvent* event) {
    if (!isHoldKey(*event)) return QPushButton::keyReleaseEvent(event);
    if (!event->isAutoRepeat()) cancel();
    event->accept();
}

void HoldButton::focusOutEvent(QFocusEvent* event) {
    cancel();
    QPushButton::focusOutEvent(event);
}

void HoldButton::hideEvent(QHideEvent* event) {
    cancel();
    QPushButton::hideEvent(event);
}

void HoldButton::changeEvent(QEvent* event) {
    if (event->type() == QEvent::EnabledChange && !isEnabled()) cancel();
    QPushButton::changeEvent(event);
}

void HoldButton::paintEvent(QPaintEvent*) {
    const style::Tokens& t = style::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPainterPath shape;
    shape.addRoundedRect(frame, style::kRadiusControl, style::kRadiusControl);
    painter.fillPath(shape, isEnabled() ? t.surface : t.window);

    const QString label = text();
    const int textWidth = QFontMetrics(font()).horizontalAdvance(label);
    const int left = std::max(style::kGap, (width() - textWidth - kGlyph - style::kGap) / 2);
    const QRect textRect(left + kGlyph + style::kGap, 0, width() - left - kGlyph - 2 * style::kGap, height());
    const auto drawContent = [&](const QColor& color) {
        painter.drawPixmap(left, (height() - kGlyph) / 2,
                           style::glyphPixmap(style::Glyph::warning, kGlyph, color, devicePixelRatioF()));
        painter.setPen(color);
        painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         QFontMetrics(font()).elidedText(label, Qt::ElideRight, textRect.width()));
    };
    drawContent(isEnabled() ? t.crit : t.textDisabled);
    // The filled part repeats the content in the colour that is legible on it.
    QPainterPath filled;
    filled.addRect(QRectF(frame.left(), frame.top(), frame.width() * progress_, frame.height()));
    painter.save();
    painter.setClipPath(shape.intersected(filled));
    painter.fillRect(rect(), t.danger);
    drawContent(t.dangerText);
    painter.restore();

    const bool ring = hasFocus();
    painter.setPen(QPen(ring ? t.accent : isEnabled() ? t.crit : t.border, ring ? style::kFocusRing : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame, style::kRadiusControl, style::kRadiusControl);
}

}  // namespace ui::widgets
