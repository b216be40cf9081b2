#include "gateway/admin/event_hub.hpp"

#include <algorithm>
#include <utility>

namespace gw::admin {
namespace {

constexpr std::array<std::string_view, kTopics> kNames{"metrics", "changes", "requests", "alerts"};
/// How long a client that fell behind is left alone before the next try.
constexpr std::chrono::seconds kRetryAfter{1};

std::size_t at(Topic topic) { return static_cast<std::size_t>(topic); }

std::string eventText(std::string_view name, std::string_view data) {
    std::string text;
    text.reserve(name.size() + data.size() + 20);
    text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    return text;
}

}  // namespace

std::string_view topicText(Topic topic) noexcept { return kNames[at(topic)]; }

std::optional<Topic> topicFromText(std::string_view text) noexcept {
    const auto found = std::find(kNames.begin(), kNames.end(), text);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Topic>(found - kNames.begin());
}

EventHub::EventHub(const Clock& clock, After after) : clock_(clock), after_(std::move(after)) {}

bool EventHub::subscribe(const Topics& topics, WallTime tokenEnds, std::string family, ResponseHead head,
                         std::shared_ptr<pipeline::AdminReplySink> sink) {
    if (full()) return false;
    sink->startStream(std::move(head));
    sink->chunk(": gatehouse events\n\n");
    Client client;
    client.topics = topics;
    client.tokenEnds = tokenEnds;
    client.family = std::move(family);
    client.sink = std::move(sink);
    client.lastSent = clock_.steady();
    clients_.push_back(std::move(client));
    arm();
    return true;
}

bool EventHub::full() {
    drop();
    return clients_.size() >= kClientsMax;
}

bool EventHub::wanted(Topic topic) const {
    return std::any_of(clients_.begin(), clients_.end(), [&](const Client& client) { return client.topics[at(topic)]; });
}

void EventHub::publish(Topic topic, std::string json) {
    const auto event = eventText(topicText(topic), json);
    for (auto& client : clients_) send(client, topic, event);
}

void EventHub::publishRows(Topic topic, std::vector<std::string> rows) {
    if (!wanted(topic)) return;
    auto& pending = pending_[at(topic)];
    const std::size_t room = kBatchRowsMax - std::min(kBatchRowsMax, pending.rows.size());
    if (rows.size() > room) {
        rows.resize(room);
        pending.overflowed = true;
    }
    std::move(rows.begin(), rows.end(), std::back_inserter(pending.rows));
}

void EventHub::endFamily(std::string_view family) {
    for (auto& client : clients_) {
        if (client.family == family) end(client);
    }
    drop();
}

void EventHub::close() {
    for (auto& client : clients_) {
        if (!std::exchange(client.over, true)) client.sink->endStream();
    }
    drop();
}

void EventHub::arm() {
    if (armed_ || clients_.empty()) return;
    armed_ = true;
    after_(kBatchEvery, [this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.expired()) return;
        armed_ = false;
        tick();
        arm();
    });
}

void EventHub::tick() {
    for (auto& client : clients_) {
        if (!client.over && client.tokenEnds <= clock_.wall()) end(client);
    }
    drop();
    for (auto& client : clients_) catchUp(client);
    flush(Topic::changes);
    flush(Topic::requests);
    flush(Topic::alerts);
    for (auto& client : clients_) {
        if (!client.stalled && clock_.steady() - client.lastSent >= kKeepAliveEvery) put(client, ": keep-alive\n\n");
    }
}

void EventHub::flush(Topic topic) {
    auto pending = std::exchange(pending_[at(topic)], {});
    if (pending.rows.empty()) return;
    std::string data = "{\"items\":[";
    for (std::size_t i = 0; i < pending.rows.size(); ++i) data.append(i == 0 ? "" : ",").append(pending.rows[i]);
    data.append("]}");
    const auto event = eventText(topicText(topic), data);
    for (auto& client : clients_) {
        send(client, topic, event);
        if (!pending.overflowed || !client.topics[at(topic)]) continue;
        client.behind[at(topic)] = true;
        catchUp(client);
    }
}

bool EventHub::put(Client& client, const std::string& event) {
    const auto now = clock_.steady();
    client.lastSent = now;
    client.stalled = !client.sink->chunk(event);
    if (client.stalled) client.retryAt = now + kRetryAfter;
    return !client.stalled;
}

void EventHub::send(Client& client, Topic topic, const std::string& event) {
    if (client.over || !client.topics[at(topic)] || client.sink->gone()) return;
    if (client.stalled || !put(client, event)) client.behind[at(topic)] = true;
}

void EventHub::catchUp(Client& client) {
    if (client.over || (client.stalled && clock_.steady() < client.retryAt)) return;
    client.stalled = false;
    for (std::size_t i = 0; i < kTopics; ++i) {
        if (!client.behind[i]) continue;
        if (!put(client, eventText("resync", "{\"topic\":\"" + std::string(kNames[i]) + "\"}"))) return;
        client.behind[i] = false;
    }
}

void EventHub::end(Client& client) {
    if (std::exchange(client.over, true)) return;
    client.sink->chunk(eventText("expired", "{}"));
    client.sink->endStream();
}

void EventHub::drop() {
    std::erase_if(clients_, [](const Client& client) { return client.over || client.sink->gone(); });
}

}  // namespace gw::admin
