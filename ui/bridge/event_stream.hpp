// The console's one event stream (SSE). This face lives on main; the connection and the parsing on the bridge thread.
// Owned by AdminClient. Events arrive in batches, at most four times a second.
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QStringList>

namespace ui::bridge {

class EventLink;

class EventStream : public QObject {
    Q_OBJECT

public:
    explicit EventStream(EventLink& link, QObject* parent = nullptr);

    /// Counted: the topic is asked for as long as one subscriber remains. Topics: metrics, changes, requests.
    void subscribe(const QString& topic);
    void unsubscribe(const QString& topic);
    QStringList topics() const;

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
};

}  // namespace ui::bridge
