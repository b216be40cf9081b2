// The live stream: GET /api/v1/admin/events as server-sent events. Rows are gathered and leave at most 4 times a second,
// at most 1,000 a batch; what does not fit is dropped and the client is told with `event: resync` which topic to load again.
// Control's thread; owned by AdminApi; at most 64 clients, 1 MiB unsent each (the sink's bound).
#pragma once

#include "gateway/admin/timers.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/pipeline/ports.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::admin {

enum class Topic : std::uint8_t { metrics, changes, requests, alerts };
inline constexpr std::size_t kTopics = 4;

std::string_view topicText(Topic topic) noexcept;
std::optional<Topic> topicFromText(std::string_view text) noexcept;

class EventHub {
   public:
    static constexpr std::size_t kClientsMax = 64;
    static constexpr std::size_t kBatchRowsMax = 1000;
    static constexpr std::chrono::milliseconds kBatchEvery{250};
    static constexpr std::chrono::seconds kKeepAliveEvery{10};

    using Topics = std::array<bool, kTopics>;

    EventHub(const Clock& clock, After after);

    /// Starts the stream on `sink`. @return false when kClientsMax are there (nothing was sent).
    bool subscribe(const Topics& topics, WallTime tokenEnds, std::string family, ResponseHead head,
                   std::shared_ptr<pipeline::AdminReplySink> sink);
    /// True while somebody listens to `topic`: callers need not make rows otherwise.
    bool wanted(Topic topic) const;
    /// One sample, one event.
    void publish(Topic topic, std::string json);
    /// Rows for the next batch, each one JSON value.
    void publishRows(Topic topic, std::vector<std::string> rows);
    /// Ends the streams of a signed-out family with `event: expired`.
    void endFamily(std::string_view family);
    /// Ends all streams (the engine stops).
    void close();
    std::size_t clients() const { return clients_.size(); }
    /// Counts clients that left since the last tick as gone.
    bool full();

   private:
    struct Client {
        Topics topics{};
        Topics behind{};
        WallTime tokenEnds;
        std::string family;
        std::shared_ptr<pipeline::AdminReplySink> sink;
        SteadyTime lastSent{};
        /// Its buffer is full: nothing is sent before retryAt, what comes meanwhile is dropped and noted in `behind`.
        bool stalled = false;
        SteadyTime retryAt{};
        bool over = false;
    };
    struct Pending {
        std::vector<std::string> rows;
        bool overflowed = false;
    };

    void arm();
    void tick();
    void flush(Topic topic);
    void send(Client& client, Topic topic, const std::string& event);
    bool put(Client& client, const std::string& event);
    void catchUp(Client& client);
    void end(Client& client);
    void drop();

    const Clock& clock_;
    After after_;
    std::vector<Client> clients_;
    std::array<Pending, kTopics> pending_;
    /// Timers outlive nobody: a task that finds its token gone does nothing.
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
    bool armed_ = false;
};

}  // namespace gw::admin
