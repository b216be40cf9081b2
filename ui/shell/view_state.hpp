// What the console remembers between starts: geometry, page, range, theme, language, what was explained once.
// Main thread; a view on the QSettings that Console owns (tests hand in a file of their own).
#pragma once

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
    style::ThemeKind theme() const;
    void setTheme(style::ThemeKind theme);
    /// "zh_CN" or "en".
    QString locale() const;
    void setLocale(const QString& locale);
    bool trayExplained() const;
    void setTrayExplained();

private:
    void write(QLatin1StringView key, const QVariant& value);

    QSettings& settings_;
    bool remember_;
};

}  // namespace ui::shell
