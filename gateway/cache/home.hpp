// The keeper of the keys that are one worker's own: their answers, and who is fetching one at this moment (single-flight:
// the first asks the upstream, the others wait for what it brings). Other workers reach it by messages. Pure; its worker only.
#pragma once

#include "gateway/cache/feed.hpp"
#include "gateway/cache/lru.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <vector>

namespace gw::cache {

/// A request that asked, wherever it is.
struct Ticket {
    unsigned worker = 0;
    std::uint64_t id = 0;
    friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// hit: here is the answer; lead: fetch it, the others wait for you; wait: somebody is at it; listen: somebody is at it and has
/// begun to hear a stream, which you may hear too; pass: fetch it for yourself.
enum class Verdict : std::uint8_t { hit, lead, wait, listen, pass };

struct Answer {
    Verdict verdict = Verdict::pass;
    EntryPtr entry = nullptr;
    Ticket leader = {};      ///< of listen
    FeedPtr feed = nullptr;  ///< of listen, once it has been found
};

/// A word for somebody who waits.
struct Telling {
    Ticket to;
    Answer answer;
};
using Tellings = std::vector<Telling>;

class Home {
 public:
    /// Waiting for one answer at once; whoever comes later fetches for himself.
    static constexpr std::size_t kFollowersMax = 1024;
    /// Answers that are being fetched at once.
    static constexpr std::size_t kFlightsMax = 65'536;

    explicit Home(Bounds bounds) : kept_(bounds) {}

    /// @param renews does not look at what is kept (cache-control: no-cache) and does not wait either.
    /// @param madeSince what is older is not there for this one (cache-control: max-age).
    Answer ask(const Key& key, Ticket who, SteadyTime now, std::uint64_t generation, bool renews, SteadyTime madeSince = SteadyTime::min());
    /// The leader hears a stream: all that wait and all that come may hear it with him.
    void announce(const Key& key, Ticket leader, Tellings& out);
    /// The leader brings the answer: kept where there is room, told to all that wait. From anybody else: nothing.
    void store(const Key& key, Ticket leader, EntryPtr entry, bool keep, Tellings& out);
    /// An answer of so many bytes is about to be brought.
    void makeRoom(std::uint64_t size) { kept_.makeRoom(size); }
    /// The leader has an answer that is nobody else's: all that wait go for themselves.
    void release(const Key& key, Ticket leader, Tellings& out);
    /// Leader or follower leaves; in the leader's place the next one leads.
    void leave(const Key& key, Ticket who, Tellings& out);
    /// What is kept, without a place in anything.
    EntryPtr find(const Key& key, SteadyTime now, std::uint64_t generation) { return kept_.find(key, now, generation); }
    void clear() { kept_.clear(); }

    std::uint64_t bytes() const noexcept { return kept_.bytes(); }
    std::size_t size() const noexcept { return kept_.size(); }
    std::size_t flights() const noexcept { return flights_.size(); }

 private:
    struct Flight {
        Ticket leader;
        std::uint64_t generation = 0;  ///< flushes that had been when it began
        bool streams = false;
        std::vector<Ticket> followers;  ///< the oldest first
    };
    using Flights = boost::unordered_flat_map<Key, Flight, KeyHash>;

    void tellAll(Flights::iterator flight, const Answer& answer, Tellings& out);

    Lru kept_;
    Flights flights_;
};

}  // namespace gw::cache
