// The console's own choices, applied at once and kept in ViewState. What needs a new window is only told on.
// Main thread; owned by MainWindow.
#pragma once

#include "ui/pages/preferences.hpp"
#include "ui/shell/view_state.hpp"

namespace ui::shell {

class ConsolePreferences : public pages::Preferences {
    Q_OBJECT

public:
    explicit ConsolePreferences(ViewState state, QObject* parent = nullptr);

    QString theme() const override { return state_.themeChoice(); }
    void setTheme(const QString& theme) override;
    QString locale() const override;
    void setLocale(const QString& locale) override;
    bool reduceMotion() const override { return style::comfort().reduceMotion; }
    void setReduceMotion(bool on) override;
    bool doublePress() const override { return style::comfort().doublePress; }
    void setDoublePress(bool on) override;
    int pace() const override { return state_.pace(); }
    void setPace(int pace) override;
    QVariant kept(const QString& name) const override { return state_.kept(name); }
    void keep(const QString& name, const QVariant& value) override { state_.keep(name, value); }
    QString file() const override { return state_.file(); }
    QList<pages::KeyLine> keys() const override;
    void runFirstSteps() override;

Q_SIGNALS:
    void languageChosen(const QString& locale);
    void paceChosen(int pace);
    void firstStepsChosen();

private:
    void keepComfort(const style::Comfort& comfort);

    ViewState state_;
};

}  // namespace ui::shell
