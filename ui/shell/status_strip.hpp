// The band at the bottom: connection, age of the data, round trip, running tasks, user and role, clock in local time and UTC.
// Main thread; owned by MainWindow. Reads the client once a second and on its signals; asks the gateway nothing.
#pragma once

#include "ui/bridge/api_types.hpp"

#include <QWidget>

class QLabel;
class QTimer;
class QToolButton;

namespace ui::bridge {
class AdminClient;
}

namespace ui::shell {

class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(bridge::AdminClient& client, QWidget* parent = nullptr);

    void refresh();
    void setRunningTasks(int running);
    /// The drawer opens over pages only.
    void setTasksVisible(bool visible);

Q_SIGNALS:
    /// The task drawer is to be opened or closed.
    void tasksChosen();

private:
    void buildTasks();

    bridge::AdminClient& client_;
    QLabel* glyph_ = nullptr;
    QLabel* connection_ = nullptr;
    QLabel* age_ = nullptr;
    QLabel* roundTrip_ = nullptr;
    QToolButton* tasks_ = nullptr;
    QLabel* user_ = nullptr;
    QLabel* clock_ = nullptr;
    QTimer* timer_ = nullptr;
};

QString linkWord(bridge::Link link);
QString roleWord(const QString& role);

}  // namespace ui::shell
