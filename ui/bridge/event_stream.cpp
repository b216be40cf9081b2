#include "ui/bridge/event_stream.hpp"

#include "ui/bridge/event_link.hpp"

#include <algorithm>

namespace ui::bridge {

EventStream::EventStream(EventLink& link, QObject* parent) : QObject(parent), link_(link) {
    // The link lives on the bridge thread: these connections are queued.
    connect(&link_, &EventLink::metricSample, this, &EventStream::metricSample);
    connect(&link_, &EventLink::changes, this, &EventStream::changes);
    connect(&link_, &EventLink::requests, this, &EventStream::requests);
    connect(&link_, &EventLink::resync, this, &EventStream::resync);
}

void EventStream::subscribe(const QString& topic) {
    if (++counts_[topic] == 1) publishTopics();
}

void EventStream::unsubscribe(const QString& topic) {
    const auto it = counts_.find(topic);
    if (it == counts_.end()) return;
    if (--it.value() > 0) return;
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
    QMetaObject::invokeMethod(link, [link, names = topics()] { link->setTopics(names); });
}

}  // namespace ui::bridge
