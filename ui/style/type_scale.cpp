#include "ui/style/type_scale.hpp"

#include <QStringList>

namespace ui::style {

namespace {

QFont sized(qreal points, QFont::Weight weight) {
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans")});
    font.setPointSizeF(points);
    font.setWeight(weight);
    return font;
}

}  // namespace

QFont captionFont() { return sized(8, QFont::Normal); }
QFont bodyFont() { return sized(9.5, QFont::Normal); }
QFont bodyStrongFont() { return sized(9.5, QFont::DemiBold); }
QFont sectionFont() { return sized(11, QFont::DemiBold); }
QFont pageTitleFont() { return sized(13, QFont::DemiBold); }
QFont kpiFont() { return sized(18, QFont::DemiBold); }
QFont heroFont() { return sized(24, QFont::DemiBold); }

QFont monoFont() {
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC")});
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(9);
    return font;
}

}  // namespace ui::style
