#include "ui/widgets/status_badge.hpp"

#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QFontMetrics>
#include <QPainter>

namespace ui::widgets {

namespace {

constexpr int kGlyph = 14;
constexpr int kHeight = 22;

}  // namespace

StatusBadge::StatusBadge(style::Status status, const QString& text, QWidget* parent)
    : QWidget(parent), status_(status), text_(text) {
    setFont(style::bodyStrongFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(this->text());
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void StatusBadge::setStatus(style::Status status, const QString& text) {
    status_ = status;
    text_ = text;
    setAccessibleName(this->text());
    updateGeometry();
    update();
}

QString StatusBadge::text() const { return text_.isEmpty() ? style::statusWord(status_) : text_; }

QSize StatusBadge::sizeHint() const {
    const int textWidth = QFontMetrics(font()).horizontalAdvance(text());
    return {style::kGap + kGlyph + style::kGapSmall + textWidth + style::kGap, kHeight};
}

void StatusBadge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const style::BadgeColors& colors = style::statusBadge(status_);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(rect(), style::kRadiusControl, style::kRadiusControl);
    painter.drawPixmap(style::kGap, (height() - kGlyph) / 2, style::statusGlyph(status_, kGlyph, colors.text));
    painter.setPen(colors.text);
    const int left = style::kGap + kGlyph + style::kGapSmall;
    painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

}  // namespace ui::widgets
