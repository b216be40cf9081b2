// The streams that one worker's requests fetch, and its mirrors of those that other workers' requests fetch: how a listener
// finds the feed of its leader wherever that is. Between workers everything goes by message, a batch a loop turn. Owned by
// WorkerCache; its worker only.
#pragma once

#include "gateway/cache/feed.hpp"
#include "gateway/cache/home.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gw::cache {

/// What a leader's worker tells one that mirrors its feed. The first has the head; `gone`: there is nothing to mirror.
struct FeedNews {
    Ticket leader;
    std::optional<FeedHead> head;
    std::string bytes;
    std::optional<FeedEnd> end;
    bool gone = false;
};

class FeedLane {
 public:
    /// What the lane needs of its WorkerCache: to reach another worker's lane, and to hand a feed to one who waits for it.
    struct Ways {
        std::function<void(unsigned worker, std::function<void(FeedLane&)>)> reach;
        std::function<void(std::uint64_t id, const FeedPtr&)> give;
        Feed::Post post;
        std::uint64_t keptMax = 0;
        unsigned here = 0;
    };
    explicit FeedLane(Ways ways);
    ~FeedLane();

    FeedPtr open(std::uint64_t leader, FeedHead head);
    /// Nobody else may join.
    void close(std::uint64_t leader) { own_.erase(leader); }
    /// Gives the leader's feed to who waits here, at once or after a message; nothing when it is over by then.
    void join(const Ticket& leader, std::uint64_t id);

 private:
    /// On the leader's worker: listens for another one.
    struct Remote;
    struct Mirror {
        std::weak_ptr<Feed> feed;
        std::vector<std::uint64_t> waiting;  ///< before the first news
    };
    using Far = std::pair<unsigned, std::uint64_t>;

    void subscribe(std::uint64_t leader, unsigned worker);
    void unsubscribe(std::uint64_t leader, unsigned worker);
    /// Another worker has taken so many bytes of this leader's feed: more may follow.
    void taken(std::uint64_t leader, unsigned worker, std::uint64_t bytes);
    void send(unsigned worker, FeedNews news);
    void take(const FeedNews& news);
    void dismiss(const Far& far);

    const Ways ways_;
    std::map<std::uint64_t, std::weak_ptr<Feed>> own_;
    std::map<Far, std::unique_ptr<Remote>> remotes_;  ///< by listening worker and leader
    std::map<Far, Mirror> mirrors_;                   ///< by the leader's worker and leader
};

}  // namespace gw::cache
