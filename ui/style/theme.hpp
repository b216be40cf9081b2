// Colours of the console: two themes, one set of named tokens (console.md §4.1, §4.2).
// Main thread only. The active theme is process-wide because QApplication's palette is.
// Widgets that paint by hand read tokens() in paintEvent and repaint on ThemeNotifier::themeChanged.
#pragma once

#include <QColor>
#include <QObject>

#include <array>

class QApplication;

namespace ui::style {

enum class ThemeKind { light, dark };

/// Text and background of a tinted label; the pair has a contrast of at least 7:1.
struct BadgeColors {
    QColor text;
    QColor tint;
};

struct Tokens {
    QColor window, surface, sunken;
    QColor text, textSecondary, textDisabled;
    QColor accent, selection, selectionText;
    QColor ok, warn, crit, info, unknown, paused;
    QColor border, borderControl;
    QColor primary, primaryText, danger, dangerText;
    BadgeColors badgeOk, badgeWarn, badgeCrit, badgeInfo, badgeUnknown, badgePaused;
    std::array<QColor, 4> series;
};

/// Tokens of the theme that applyTheme() chose last; light before the first call.
const Tokens& tokens();
const Tokens& tokensOf(ThemeKind kind);
ThemeKind currentTheme();
/// What the desktop asks for; light until noteSystemTheme() has looked.
ThemeKind systemTheme();
/// Reads the desktop's choice from the palette the program was started with; applyTheme() replaces that palette, and
/// calls this first.
void noteSystemTheme(const QApplication& application);

/// Sets Fusion, palette, base font and style sheet, then emits themeChanged.
void applyTheme(QApplication& application, ThemeKind kind);

class ThemeNotifier : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void themeChanged();
};

ThemeNotifier& themeNotifier();

/// Marks a button for the style sheet: "primary", "danger", "flat" or "" (plain).
void setButtonKind(QWidget& button, const char* kind);

}  // namespace ui::style
