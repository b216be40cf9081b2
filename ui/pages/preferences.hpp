// The console's own choices as the pages see them: read, changed at once, kept by the shell.
// Main thread; implemented by shell/console_preferences, which outlives every page.
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QVariant>

namespace ui::pages {

/// A row of the key list: "Ctrl+J", "Open or close the task drawer".
struct KeyLine {
    QString keys;
    QString does;
};

class Preferences : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// "system", "light" or "dark".
    virtual QString theme() const = 0;
    virtual void setTheme(const QString& theme) = 0;
    /// "en" or "zh_CN". Changing it makes the window anew.
    virtual QString locale() const = 0;
    virtual void setLocale(const QString& locale) = 0;
    virtual bool reduceMotion() const = 0;
    virtual void setReduceMotion(bool on) = 0;
    virtual bool doublePress() const = 0;
    virtual void setDoublePress(bool on) = 0;
    /// How many times longer than designed the pages wait between two reads: 1, 2 or 5.
    virtual int pace() const = 0;
    virtual void setPace(int pace) = 0;
    /// What a page keeps for the person under a name of its own: "traffic/columns". Invalid: nothing is kept.
    virtual QVariant kept(const QString& name) const = 0;
    /// An invalid value forgets it.
    virtual void keep(const QString& name, const QVariant& value) = 0;
    /// The file that keeps all this.
    virtual QString file() const = 0;
    virtual QList<KeyLine> keys() const = 0;
    virtual void runFirstSteps() = 0;

Q_SIGNALS:
    /// Something was changed, here or elsewhere (the strip's menu).
    void changed();
};

}  // namespace ui::pages
