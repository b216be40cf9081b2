// The connection behind EventStream: one SSE request, reconnected with back-off, its events gathered into batches.
// Bridge thread; created and destroyed by AdminClient. One batch is on its way to main at a time; what comes meanwhile is
// gathered: 4 MiB of request events, 500 changes, 60 samples. Beyond that the oldest go and the topic is announced for a
// reload.
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
    /// Somebody wants requestRows.
    void setPlainRequests(bool wanted) { plainRequests_ = wanted; }
    /// Main has taken the batch.
    void batchTaken();

Q_SIGNALS:
    void metricSample(const QJsonObject& sample);
    void changes(const QJsonArray& rows);
    /// The data of one event, unread.
    void requests(const QByteArray& data);
    void requestRows(const QJsonArray& rows);
    void resync(const QString& topic);
    /// All of a batch has been emitted; the next waits for batchTaken().
    void batchEnded();

private:
    void open();
    void close();
    void reopenLater();
    void readBytes();
    void onFinished();
    void take(const SseEvent& event);
    void takeRequests(const QByteArray& data);
    void flushLater();
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
    QList<QByteArray> requests_;
    qsizetype requestBytes_ = 0;
    QSet<QString> resyncs_;
    bool plainRequests_ = false;
    bool batchOut_ = false;  // emitted, and not taken by main yet
};

}  // namespace ui::bridge
