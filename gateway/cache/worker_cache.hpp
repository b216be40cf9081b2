// One worker's side of the response cache: the home of the keys that are its own, and a near copy of what it has lately been
// given by other homes, so that a hot answer costs no message. Asks for a request and tells it what comes. Its worker only
// (clearSoon: any thread); destroyed after all workers have ended.
#pragma once

#include "gateway/cache/feed_lane.hpp"
#include "gateway/cache/home.hpp"
#include "gateway/cache/response_cache.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <functional>

namespace gw::cache {

/// A request that waits for a word of the cache.
class Asker {
 public:
    virtual ~Asker() = default;
    /// hit, lead, listen (with its feed) or pass; never from inside WorkerCache::ask.
    virtual void onCacheAnswer(Answer answer) = 0;
};

/// A request's place in the cache while it waits or leads. Movable; leaves when it goes.
class Claim {
 public:
    Claim() = default;
    Claim(Claim&& other) noexcept;
    Claim& operator=(Claim&& other) noexcept;
    ~Claim() { leave(); }

    bool held() const noexcept { return cache_ != nullptr; }
    /// A leader hears a stream: whoever waits or comes may hear it too, until this claim has a word to say.
    FeedPtr open(FeedHead head);
    /// A leader's answer of so many bytes is about to be made: what has to go for it goes first, where that is here.
    void makeRoom(std::uint64_t size);
    /// A leader's answer: kept, and told to whoever waits.
    void store(EntryPtr entry);
    /// A leader's answer is for nobody else: whoever waits goes for himself.
    void release();
    /// Gives the place up: whoever waits behind a leader leads.
    void leave();
    /// Flushes that had been when it asked: an answer that was fetched before a flush is not kept.
    std::uint64_t generation() const noexcept { return generation_; }

 private:
    friend class WorkerCache;
    /// Hands the place over; this holds none from here on.
    WorkerCache& taken();
    WorkerCache* cache_ = nullptr;
    Key key_{};
    std::uint64_t id_ = 0, generation_ = 0;
};

class WorkerCache {
 public:
    using Post = std::function<void(std::function<void()>)>;

    /// @param post runs a task on this worker's loop, soon, in the order of the calls; thread-safe.
    WorkerCache(ResponseCache& all, unsigned index, const Clock& clock, Post post);
    ~WorkerCache();
    WorkerCache(const WorkerCache&) = delete;
    WorkerCache& operator=(const WorkerCache&) = delete;

    /// hit and pass leave `claim` empty; lead and wait fill it. After wait the asker is told, first perhaps to listen; whoever
    /// listens gives its claim up. The asker must not outlive the claim.
    /// @param renews, madeSince as in Home::ask.
    Answer ask(const Key& key, Asker& asker, bool renews, Claim& claim, SteadyTime madeSince = SteadyTime::min());

    /// The answer if this worker has it, else null: nobody is asked, nothing is claimed.
    EntryPtr find(const Key& key);
    /// False while memory is short: nothing is added anywhere.
    bool grows() const noexcept { return all_.grows_.load(std::memory_order_relaxed); }
    /// Largest answer worth collecting, in bytes.
    std::uint64_t largest() const noexcept { return largest_; }
    void clearSoon();

 private:
    friend class Claim;

    Ticket ticket(std::uint64_t id) const noexcept { return {index_, id}; }
    unsigned homeOf(const Key& key) const noexcept;
    std::uint64_t generation() const noexcept { return all_.generation_.load(std::memory_order_acquire); }
    /// Runs `work` with the key's home: at once when that is here, else on its worker. Drops it while that is not there.
    template <class Work>
    void atHome(const Key& key, Work work);
    void tell(const Tellings& tellings);
    void told(std::uint64_t id, Answer answer);
    bool mayKeep(const Entry& entry) const noexcept;
    void publish();
    FeedLane::Ways feedWays();

    ResponseCache& all_;
    const unsigned index_;
    const Clock& clock_;
    const Post post_;
    Home home_;
    Lru near_;
    const std::uint64_t largest_;
    FeedLane feeds_;
    struct Waiting {
        Asker* asker = nullptr;
        Key key{};
    };
    boost::unordered_flat_map<std::uint64_t, Waiting> waiting_;
    std::uint64_t lastId_ = 0;
};

}  // namespace gw::cache
