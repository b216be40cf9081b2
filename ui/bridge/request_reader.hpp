// Turns the data of events of the topic "requests" into rows, away from the window's thread: EventStream::addReader moves
// it to the bridge thread, where read() runs. It hands the rows on by a signal of its own.
#pragma once

#include <QByteArray>
#include <QObject>

namespace ui::bridge {

class RequestReader : public QObject {
    Q_OBJECT

public:
    /// @param data one event: {"items":[REQUEST, …]}
    virtual void read(const QByteArray& data) = 0;
};

}  // namespace ui::bridge
