#include "ui/shell/console_preferences.hpp"

#include "ui/shell/key_bindings.hpp"

#include <QApplication>
#include <QLocale>

namespace ui::shell {

ConsolePreferences::ConsolePreferences(ViewState state, QObject* parent) : Preferences(parent), state_(state) {
    style::setComfort(state_.comfort());
}

void ConsolePreferences::setTheme(const QString& theme) {
    state_.setThemeChoice(theme);
    const bool dark = theme == QStringLiteral("dark") ||
                      (theme == QStringLiteral("system") && style::systemTheme() == style::ThemeKind::dark);
    style::applyTheme(*qApp, dark ? style::ThemeKind::dark : style::ThemeKind::light);
    Q_EMIT changed();
}

QString ConsolePreferences::locale() const {
    return QLocale().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void ConsolePreferences::setLocale(const QString& locale) { Q_EMIT languageChosen(locale); }

void ConsolePreferences::setReduceMotion(bool on) { keepComfort({on, doublePress()}); }

void ConsolePreferences::setDoublePress(bool on) { keepComfort({reduceMotion(), on}); }

void ConsolePreferences::keepComfort(const style::Comfort& comfort) {
    if (comfort == style::comfort()) return;
    style::setComfort(comfort);
    state_.setComfort(comfort);
    Q_EMIT changed();
}

void ConsolePreferences::setPace(int pace) {
    state_.setPace(pace);
    Q_EMIT paceChosen(pace);
    Q_EMIT changed();
}

QList<pages::KeyLine> ConsolePreferences::keys() const { return keyLines(); }

void ConsolePreferences::runFirstSteps() { Q_EMIT firstStepsChosen(); }

}  // namespace ui::shell
