// The console's one event stream (SSE). This face lives on main; the connection and the parsing on the bridge thread.
// Owned by AdminClient. Events arrive in batches, at most four times a second, and never a second batch before this thread
// has taken the first: while it stalls they are gathered, within bounds, on the bridge thread.
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace ui::bridge {

class EventLink;
class RequestReader;

class EventStream : public QObject {
    Q_OBJECT

public:
    explicit EventStream(EventLink& link, QObject* parent = nullptr);

    /// Counted: the topic is asked for as long as one subscriber remains. Topics: metrics, changes, requests.
    void subscribe(const QString& topic);
    void unsubscribe(const QString& topic);
    QStringList topics() const;
    /// Gives the reader to the bridge thread, where it gets each event of the topic "requests". Delete it by deleteLater().
    void addReader(RequestReader* reader);
    /// Subscribes to "requests" for readers: without other subscribers, the signal requests() stays silent and costs nothing.
    void startReading();
    void stopReading();

Q_SIGNALS:
    void metricSample(const QJsonObject& sample);
    void changes(const QJsonArray& rows);
    void requests(const QJsonArray& rows);
    /// Events of this topic may be missing (reconnected, or dropped): load it anew.
    void resync(const QString& topic);

private:
    void publishTopics();

    EventLink& link_;
    QHash<QString, int> counts_;
    int reading_ = 0;
};

}  // namespace ui::bridge
