// What happens when the window is closed or quitting is chosen: to the tray, minimised, or drained and gone.
// Main thread; owned by Console. Dialogs are opened, never executed; it stops nothing itself, it emits the decision.
#pragma once

#include "ui/shell/view_state.hpp"

#include <QObject>
#include <QPointer>
#include <QTimer>

class QDialog;
class QWidget;

namespace ui::bridge {
class AdminClient;
}
namespace ui::widgets {
class ConfirmDialog;
}

namespace ui::shell {

class Closing : public QObject {
    Q_OBJECT

public:
    Closing(QWidget& window, bridge::AdminClient& client, ViewState state, bool trayAvailable, QObject* parent = nullptr);

    void closeRequested();
    void quitChosen();

Q_SIGNALS:
    void hideToTray();
    void minimize();
    void quitConfirmed();

private:
    void explainTray();
    void askWithoutTray();
    void decide(int inflight);
    widgets::ConfirmDialog* open(const QString& name, const QString& title, const QString& plan, const QString& verb);

    QWidget& window_;
    bridge::AdminClient& client_;
    ViewState state_;
    bool trayAvailable_;
    bool asking_ = false;
    QTimer patience_;
    QPointer<QDialog> dialog_;
};

}  // namespace ui::shell
