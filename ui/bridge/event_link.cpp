#include "ui/bridge/event_link.hpp"

#include "ui/bridge/session.hpp"

#include <QJsonDocument>
#include <QNetworkReply>

#include <algorithm>
#include <chrono>
#include <utility>

namespace ui::bridge {

namespace {

constexpr qsizetype kRequestBytesMax = 4 * 1024 * 1024;
constexpr qsizetype kChangesMax = 500;
constexpr qsizetype kSamplesMax = 60;
// Pages subscribe one after the other when one is shown: one connection for all of them.
constexpr std::chrono::milliseconds kTopicsSettle{50};

void append(QJsonArray& to, const QJsonArray& from) {
    for (const QJsonValue& value : from) to.append(value);
}

}  // namespace

EventLink::EventLink(Session& session)
    : session_(session), openTimer_(this), idleTimer_(this), flushTimer_(this),
      backoff_(session.http().timing().streamBackoffMin) {
    openTimer_.setSingleShot(true);
    idleTimer_.setSingleShot(true);
    flushTimer_.setSingleShot(true);
    connect(&openTimer_, &QTimer::timeout, this, &EventLink::open);
    connect(&flushTimer_, &QTimer::timeout, this, &EventLink::flush);
    connect(&idleTimer_, &QTimer::timeout, this, [this] {
        close();
        reopenLater();
    });
    connect(&session_, &Session::linkChanged, this, [this](Link link) {
        if (link != Link::online) return close();
        backoff_ = session_.http().timing().streamBackoffMin;
        openTimer_.start(0);
    });
}

void EventLink::setTopics(const QStringList& topics) {
    topics_ = topics;
    openTimer_.start(kTopicsSettle);
}

void EventLink::open() {
    if (!session_.isOnline()) return;
    if (reply_ && openTopics_ == topics_) return;
    close();
    if (topics_.isEmpty()) return;
    openTopics_ = topics_;
    const QString path = QStringLiteral("/api/v1/admin/events?topics=") + topics_.join(u',');
    reply_ = session_.http().openStream(path, session_.accessToken());
    connect(reply_, &QNetworkReply::readyRead, this, &EventLink::readBytes);
    connect(reply_, &QNetworkReply::finished, this, &EventLink::onFinished);
    idleTimer_.start(session_.http().timing().streamIdle);
}

void EventLink::close() {
    idleTimer_.stop();
    if (!reply_) return;
    for (const QString& topic : std::as_const(openTopics_)) lost_.insert(topic);
    disconnect(reply_, nullptr, this, nullptr);
    reply_->abort();
    reply_->deleteLater();
    reply_ = nullptr;
    parser_.reset();
}

void EventLink::reopenLater() {
    openTimer_.start(backoff_);
    backoff_ = std::min(backoff_ * 2, session_.http().timing().streamBackoffMax);
}

void EventLink::readBytes() {
    if (reply_->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200) return;
    if (lost_.size() > 0) {
        for (const QString& topic : std::exchange(lost_, {})) {
            if (openTopics_.contains(topic)) resyncs_.insert(topic);
        }
        flushLater();
    }
    idleTimer_.start(session_.http().timing().streamIdle);
    std::vector<SseEvent> events;
    parser_.feed(reply_->readAll(), events);
    for (const SseEvent& event : events) take(event);
    if (!parser_.isBroken()) return;
    close();
    reopenLater();
}

void EventLink::onFinished() {
    const int status = reply_->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    close();
    if (status == 401) session_.refresh();
    reopenLater();
}

void EventLink::take(const SseEvent& event) {
    backoff_ = session_.http().timing().streamBackoffMin;
    if (event.name == "expired") return session_.refresh();  // the engine ends the stream; onFinished reconnects
    if (event.name == "requests") return takeRequests(event.data);
    const QJsonDocument document = QJsonDocument::fromJson(event.data);
    if (!document.isObject()) return;
    const QJsonObject data = document.object();
    const QJsonArray items = data.value(QStringLiteral("items")).toArray();
    if (event.name == "metrics") {
        samples_.append(data);
        if (samples_.size() > kSamplesMax) samples_.removeFirst();
    } else if (event.name == "changes") {
        append(changes_, items);
        if (changes_.size() > kChangesMax) resyncs_.insert(QStringLiteral("changes"));
        while (changes_.size() > kChangesMax) changes_.removeFirst();
    } else if (event.name == "resync") {
        const QString topic = data.value(QStringLiteral("topic")).toString();
        if (openTopics_.contains(topic)) resyncs_.insert(topic);
    }
    flushLater();
}

void EventLink::takeRequests(const QByteArray& data) {
    requests_.append(data);
    requestBytes_ += data.size();
    while (requestBytes_ > kRequestBytesMax && requests_.size() > 1) {
        requestBytes_ -= requests_.takeFirst().size();
        resyncs_.insert(QStringLiteral("requests"));
    }
    flushLater();
}

void EventLink::flushLater() {
    if (!batchOut_ && !flushTimer_.isActive()) flushTimer_.start(session_.http().timing().streamFlush);
}

void EventLink::flush() {
    for (const QJsonObject& sample : std::exchange(samples_, {})) Q_EMIT metricSample(sample);
    if (!changes_.isEmpty()) Q_EMIT changes(std::exchange(changes_, {}));
    for (const QByteArray& data : std::exchange(requests_, {})) {
        Q_EMIT requests(data);
        if (plainRequests_) Q_EMIT requestRows(QJsonDocument::fromJson(data).object().value(QStringLiteral("items")).toArray());
    }
    requestBytes_ = 0;
    for (const QString& topic : std::exchange(resyncs_, {})) Q_EMIT resync(topic);
    batchOut_ = true;
    Q_EMIT batchEnded();
}

void EventLink::batchTaken() {
    batchOut_ = false;
    if (!samples_.isEmpty() || !changes_.isEmpty() || !requests_.isEmpty() || !resyncs_.isEmpty()) flushLater();
}

}  // namespace ui::bridge
