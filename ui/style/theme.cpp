#include "ui/style/theme.hpp"

#include "ui/style/style_sheet.hpp"
#include "ui/style/type_scale.hpp"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QVariant>
#include <QWidget>

#include <optional>

namespace ui::style {

namespace {

ThemeKind& activeKind() {
    static ThemeKind kind = ThemeKind::light;
    return kind;
}

std::optional<ThemeKind>& desktopKind() {
    static std::optional<ThemeKind> kind;
    return kind;
}

QPalette paletteOf(const Tokens& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.window);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.textDisabled);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.crit);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.selectionText);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.paused);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.sunken);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.borderControl);
    p.setColor(QPalette::Shadow, t.borderControl);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, t.textDisabled);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, t.text);
    return p;
}

}  // namespace

const Tokens& tokens() { return tokensOf(activeKind()); }

ThemeKind currentTheme() { return activeKind(); }

ThemeKind systemTheme() { return desktopKind().value_or(ThemeKind::light); }

ThemeNotifier& themeNotifier() {
    static ThemeNotifier notifier;
    return notifier;
}

void noteSystemTheme(const QApplication& application) {
    if (desktopKind()) return;
    const bool dark = application.palette().color(QPalette::Window).lightness() < 128;
    desktopKind() = dark ? ThemeKind::dark : ThemeKind::light;
}

void applyTheme(QApplication& application, ThemeKind kind) {
    noteSystemTheme(application);
    activeKind() = kind;
    if (application.style()->objectName() != QStringLiteral("fusion")) {
        application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }
    application.setFont(bodyFont());
    application.setPalette(paletteOf(tokens()));
    application.setStyleSheet(styleSheetOf(tokens()));
    Q_EMIT themeNotifier().themeChanged();
}

void setButtonKind(QWidget& button, const char* kind) {
    button.setProperty("kind", QString::fromLatin1(kind));
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

}  // namespace ui::style
