// What the console remembers between starts: geometry, page, range, theme, language, what was explained once.
// Main thread; a view on the QSettings that Console owns (tests hand in a file of their own).
#pragma once

#include "ui/style/comfort.hpp"
#include "ui/style/theme.hpp"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <chrono>

class QSettings;

namespace ui::shell {

class ViewState {
public:
    /// @param remember false: nothing is written (a screenshot run must not change what the person comes back to).
    explicit ViewState(QSettings& settings, bool remember = true) : settings_(settings), remember_(remember) {}

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    QString page() const;
    void setPage(const QString& page);
    std::chrono::seconds range() const;
    void setRange(std::chrono::seconds range);
    /// The theme to show: the choice, or what the desktop asks for.
    style::ThemeKind theme() const;
    void setTheme(style::ThemeKind theme);
    /// "system" (also before any choice), "light" or "dark".
    QString themeChoice() const;
    void setThemeChoice(const QString& choice);
    /// "zh_CN" or "en".
    QString locale() const;
    void setLocale(const QString& locale);
    bool trayExplained() const;
    void setTrayExplained();
    style::Comfort comfort() const;
    void setComfort(const style::Comfort& comfort);
    /// How many times slower the pages read than designed: 1, 2 or 5.
    int pace() const;
    void setPace(int pace);
    /// The first steps: where the person stands (empty: not begun), and whether they are over.
    QString firstRunStep() const;
    void setFirstRunStep(const QString& step);
    bool firstRunDone() const;
    void setFirstRunDone(bool done);
    /// What the first steps have made: "provider", "providerId", "model", "keyId". Never a secret.
    QString firstRunFact(const QString& name) const;
    void setFirstRunFact(const QString& name, const QString& value);
    /// Where the demo upstream listened; 0 while nobody has asked for it.
    int demoPort() const;
    void setDemoPort(int port);
    /// What a page keeps: its own name for it, "traffic/columns".
    QVariant kept(const QString& name) const;
    void keep(const QString& name, const QVariant& value);
    /// The file behind all this.
    QString file() const;

private:
    void write(QLatin1StringView key, const QVariant& value);

    QSettings& settings_;
    bool remember_;
};

}  // namespace ui::shell
