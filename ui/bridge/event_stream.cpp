#include "ui/bridge/event_stream.hpp"

#include "ui/bridge/event_link.hpp"
#include "ui/bridge/request_reader.hpp"

#include <algorithm>

namespace ui::bridge {

namespace {
const QString kRequests = QStringLiteral("requests");
}

EventStream::EventStream(EventLink& link, QObject* parent) : QObject(parent), link_(link) {
    // The link lives on the bridge thread: these connections are queued.
    connect(&link_, &EventLink::metricSample, this, &EventStream::metricSample);
    connect(&link_, &EventLink::changes, this, &EventStream::changes);
    connect(&link_, &EventLink::requestRows, this, &EventStream::requests);
    connect(&link_, &EventLink::resync, this, &EventStream::resync);
    // Queued behind the batch itself: it comes once all of the batch has been taken.
    connect(&link_, &EventLink::batchEnded, this, [this] {
        QMetaObject::invokeMethod(&link_, [at = &link_] { at->batchTaken(); });
    });
}

void EventStream::addReader(RequestReader* reader) {
    reader->moveToThread(link_.thread());
    connect(&link_, &EventLink::requests, reader, &RequestReader::read);
}

void EventStream::startReading() {
    ++reading_;
    ++counts_[kRequests];
    publishTopics();
}

void EventStream::stopReading() {
    --reading_;
    unsubscribe(kRequests);
    publishTopics();
}

void EventStream::subscribe(const QString& topic) {
    if (++counts_[topic] == 1 || topic == kRequests) publishTopics();
}

void EventStream::unsubscribe(const QString& topic) {
    const auto it = counts_.find(topic);
    if (it == counts_.end()) return;
    if (--it.value() > 0) {
        if (topic == kRequests) publishTopics();
        return;
    }
    counts_.erase(it);
    publishTopics();
}

QStringList EventStream::topics() const {
    QStringList names = counts_.keys();
    std::sort(names.begin(), names.end());
    return names;
}

void EventStream::publishTopics() {
    EventLink* link = &link_;
    QMetaObject::invokeMethod(link, [link, names = topics(), plain = counts_.value(kRequests) > reading_] {
        link->setTopics(names);
        link->setPlainRequests(plain);
    });
}

}  // namespace ui::bridge
