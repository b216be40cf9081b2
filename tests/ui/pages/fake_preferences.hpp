// The console's choices in memory, for a page's own test. Test thread.
#pragma once

#include "ui/pages/preferences.hpp"

#include <QHash>

class FakePreferences : public ui::pages::Preferences {
public:
    QString theme() const override { return theme_; }
    void setTheme(const QString& theme) override {
        theme_ = theme;
        Q_EMIT changed();
    }
    QString locale() const override { return locale_; }
    void setLocale(const QString& locale) override { locale_ = locale; }
    bool reduceMotion() const override { return motion_; }
    void setReduceMotion(bool on) override { motion_ = on; }
    bool doublePress() const override { return press_; }
    void setDoublePress(bool on) override { press_ = on; }
    int pace() const override { return pace_; }
    void setPace(int pace) override {
        pace_ = pace;
        Q_EMIT changed();
    }
    QString file() const override { return QStringLiteral("/srv/ops/console.ini"); }
    QList<ui::pages::KeyLine> keys() const override { return {{QStringLiteral("F5"), QStringLiteral("Load the page again")}}; }
    QVariant kept(const QString& name) const override { return kept_.value(name); }
    void keep(const QString& name, const QVariant& value) override { kept_[name] = value; }
    void runFirstSteps() override { ++runs; }

    int runs = 0;

private:
    QString theme_ = QStringLiteral("system");
    QString locale_ = QStringLiteral("en");
    bool motion_ = false;
    bool press_ = false;
    int pace_ = 1;
    QHash<QString, QVariant> kept_;
};
