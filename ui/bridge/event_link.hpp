// The connection behind EventStream: one SSE request, reconnected with back-off, its events gathered into batches.
// Bridge thread; created and destroyed by AdminClient. A batch holds at most 2000 request rows: beyond that the oldest
// go and the topic is announced for a reload.
#pragma once

#include "ui/bridge/sse_parser.hpp"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>
#include <QTimer>

class QNetworkReply;

namespace ui::bridge {

class Session;

class EventLink : public QObject {
    Q_OBJECT

public:
    explicit EventLink(Session& session);

    void setTopics(const QStringList& topics);

Q_SIGNALS:
    void metricSample(const QJsonObject& sample);
    void changes(const QJsonArray& rows);
    void requests(const QJsonArray& rows);
    void resync(const QString& topic);

private:
    void open();
    void close();
    void reopenLater();
    void readBytes();
    void onFinished();
    void take(const SseEvent& event);
    void flush();

    Session& session_;
    QStringList topics_;
    QStringList openTopics_;
    QPointer<QNetworkReply> reply_;
    SseParser parser_;
    QTimer openTimer_;
    QTimer idleTimer_;
    QTimer flushTimer_;
    std::chrono::milliseconds backoff_;
    QSet<QString> lost_;  // topics whose events may be missing since the last connection
    QList<QJsonObject> samples_;
    QJsonArray changes_;
    QJsonArray requests_;
};

}  // namespace ui::bridge
