#include "ui/shell/environment_chip.hpp"

#include "ui/style/icons.hpp"
#include "ui/style/spacing.hpp"
#include "ui/style/type_scale.hpp"

#include <QFontMetrics>
#include <QPainter>

namespace ui::shell {

namespace {

constexpr int kGlyph = 16;

const style::BadgeColors& colorsOf(const QString& environmentClass) {
    const style::Tokens& t = style::tokens();
    if (environmentClass == QStringLiteral("production")) return t.badgeWarn;
    if (environmentClass == QStringLiteral("staging")) return t.badgePaused;
    if (environmentClass == QStringLiteral("development")) return t.badgeInfo;
    return t.badgeUnknown;
}

style::Glyph glyphOf(const QString& environmentClass) {
    if (environmentClass == QStringLiteral("production")) return style::Glyph::warning;
    if (environmentClass == QStringLiteral("staging")) return style::Glyph::clipboard;
    if (environmentClass == QStringLiteral("development")) return style::Glyph::playground;
    return style::Glyph::globe;
}

}  // namespace

EnvironmentChip::EnvironmentChip(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("strip.environment"));
    setFixedWidth(style::kNavWidth);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void EnvironmentChip::setEnvironment(const QString& name, const QString& environmentClass) {
    name_ = name;
    class_ = environmentClass;
    setAccessibleName(tr("Environment: %1").arg(text()));
    setToolTip(accessibleName());
    update();
}

QString EnvironmentChip::text() const {
    QString word = tr("Remote", "environment class");
    if (class_ == QStringLiteral("production")) word = tr("Production", "environment class");
    if (class_ == QStringLiteral("staging")) word = tr("Staging", "environment class");
    if (class_ == QStringLiteral("development")) word = tr("Development", "environment class");
    if (name_.isEmpty()) return class_.isEmpty() ? QStringLiteral("Gatehouse") : word;
    return QStringLiteral("%1 · %2").arg(word, name_);
}

QSize EnvironmentChip::sizeHint() const { return {style::kNavWidth, style::kStripHeight}; }

void EnvironmentChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const style::BadgeColors& colors = colorsOf(class_);
    painter.fillRect(rect().adjusted(0, 0, 0, -1), colors.tint);
    painter.drawPixmap(style::kPagePadding + style::kGapSmall, (height() - kGlyph) / 2,
                       style::glyphPixmap(glyphOf(class_), kGlyph, colors.text, devicePixelRatioF()));
    painter.setFont(style::bodyStrongFont());
    painter.setPen(colors.text);
    const QRect where = rect().adjusted(style::kPagePadding + style::kGapSmall + kGlyph + 10, 0, -style::kGap, 0);
    painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(painter.font()).elidedText(text(), Qt::ElideMiddle, where.width()));
}

}  // namespace ui::shell
