// The band at the bottom: connection, age of the data, round trip, user and role, clock in local time and UTC.
// Main thread; owned by MainWindow. Reads the client once a second and on its signals; asks the gateway nothing.
#pragma once

#include "ui/bridge/api_types.hpp"

#include <QWidget>

class QLabel;
class QTimer;

namespace ui::bridge {
class AdminClient;
}

namespace ui::shell {

class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(bridge::AdminClient& client, QWidget* parent = nullptr);

    void refresh();

private:
    bridge::AdminClient& client_;
    QLabel* glyph_ = nullptr;
    QLabel* connection_ = nullptr;
    QLabel* age_ = nullptr;
    QLabel* roundTrip_ = nullptr;
    QLabel* user_ = nullptr;
    QLabel* clock_ = nullptr;
    QTimer* timer_ = nullptr;
};

QString linkWord(bridge::Link link);
QString roleWord(const QString& role);

}  // namespace ui::shell
