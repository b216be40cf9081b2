// The icon in the system tray: the gateway's state as shape and colour, and a menu to open or quit.
// Main thread; owned by Console; made only where a tray exists.
#pragma once

#include <QIcon>
#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

class QAction;
class QMenu;

namespace ui::bridge {
class AdminClient;
}

namespace ui::shell {

class Tray : public QObject {
    Q_OBJECT

public:
    explicit Tray(bridge::AdminClient& client, QObject* parent = nullptr);
    ~Tray() override;

    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }
    void show();
    void hide();
    QMenu& menu() { return *menu_; }

Q_SIGNALS:
    void openChosen();
    void quitChosen();

private:
    void refresh();

    bridge::AdminClient& client_;
    std::unique_ptr<QMenu> menu_;
    QSystemTrayIcon icon_;
    QAction* status_ = nullptr;
};

}  // namespace ui::shell
