#include "gateway/cache/feed_lane.hpp"

#include <algorithm>
#include <utility>

namespace gw::cache {

namespace {

/// Of one feed, on the way to one worker: what does not fit waits in the feed, which gives up those who stay behind.
constexpr std::uint64_t kUnderWayMax = 256 * 1024;

}  // namespace

struct FeedLane::Remote final : Listener {
    Remote(FeedLane& owner, std::uint64_t of, unsigned to) : lane(owner), leader(of), worker(to) {}
    std::uint64_t heard() const override { return at; }
    /// It may be gone when this returns.
    void onFeed() override {
        held = underWay >= kUnderWayMax;
        if (held) return;
        const Feed& feed = *hearing.feed();
        FeedNews news{{lane.ways_.here, leader}, std::nullopt, {}, feed.ended()};
        if (at == 0) news.head = feed.head();
        if (feed.lost(at)) news.end = FeedEnd{ErrorCode::overloaded, {}, {}, false};
        news.bytes = feed.from(at);
        at = feed.size();
        underWay += news.bytes.size();
        const bool last = news.end.has_value();
        lane.send(worker, std::move(news));
        if (last) lane.unsubscribe(leader, worker);
    }

    FeedLane& lane;
    const std::uint64_t leader;
    const unsigned worker;
    std::uint64_t at = 0;
    std::uint64_t underWay = 0;  ///< bytes the other worker has not taken yet
    bool held = false;
    Hearing hearing;
};

FeedLane::FeedLane(Ways ways) : ways_(std::move(ways)) {}
FeedLane::~FeedLane() {
    // Listeners may outlive the lane; what they hear last is the feed itself.
    for (const auto& [far, mirror] : mirrors_)
        if (const FeedPtr feed = mirror.feed.lock()) feed->onHeard = nullptr;
}

FeedPtr FeedLane::open(std::uint64_t leader, FeedHead head) {
    auto feed = std::make_shared<Feed>(std::move(head), ways_.post, ways_.keptMax);
    own_[leader] = feed;
    return feed;
}

void FeedLane::join(const Ticket& leader, std::uint64_t id) {
    if (leader.worker == ways_.here) {
        const auto found = own_.find(leader.id);
        const FeedPtr feed = found == own_.end() ? nullptr : found->second.lock();
        if (feed && feed->hasBeginning()) ways_.give(id, feed);
        return;
    }
    const Far far{leader.worker, leader.id};
    const auto [at, made] = mirrors_.try_emplace(far);
    if (const FeedPtr feed = at->second.feed.lock()) {
        if (feed->hasBeginning()) ways_.give(id, feed);
        return;
    }
    at->second.waiting.push_back(id);
    if (!made) return;
    ways_.reach(leader.worker, [of = leader.id, here = ways_.here](FeedLane& lane) { lane.subscribe(of, here); });
}

void FeedLane::subscribe(std::uint64_t leader, unsigned worker) {
    const auto found = own_.find(leader);
    const FeedPtr feed = found == own_.end() ? nullptr : found->second.lock();
    auto remote = std::make_unique<Remote>(*this, leader, worker);
    if (!feed || !remote->hearing.listen(feed, *remote)) return send(worker, {{ways_.here, leader}, std::nullopt, {}, std::nullopt, true});
    remotes_[{worker, leader}] = std::move(remote);
}

void FeedLane::unsubscribe(std::uint64_t leader, unsigned worker) { remotes_.erase({worker, leader}); }

void FeedLane::taken(std::uint64_t leader, unsigned worker, std::uint64_t bytes) {
    const auto found = remotes_.find({worker, leader});
    if (found == remotes_.end()) return;
    Remote& remote = *found->second;
    // One that left and came again may hear of what the one before it sent.
    remote.underWay -= std::min(remote.underWay, bytes);
    if (remote.held) remote.onFeed();
}

void FeedLane::send(unsigned worker, FeedNews news) {
    ways_.reach(worker, [news = std::move(news)](FeedLane& lane) { lane.take(news); });
}

/// Nobody hears the mirror any more: neither does it.
void FeedLane::dismiss(const Far& far) {
    mirrors_.erase(far);
    ways_.reach(far.first, [of = far.second, here = ways_.here](FeedLane& lane) { lane.unsubscribe(of, here); });
}

void FeedLane::take(const FeedNews& news) {
    const Far far{news.leader.worker, news.leader.id};
    const auto found = mirrors_.find(far);
    if (found == mirrors_.end()) return;
    if (news.gone) {
        mirrors_.erase(found);
        return;
    }
    FeedPtr feed = found->second.feed.lock();
    if (!feed && !news.head) return;
    const bool begins = !feed;
    if (begins) feed = std::make_shared<Feed>(*news.head, ways_.post, ways_.keptMax);
    feed->add(news.bytes);
    if (!news.end && !news.bytes.empty()) {
        ways_.reach(far.first, [of = far.second, here = ways_.here, bytes = news.bytes.size()](FeedLane& lane) { lane.taken(of, here, bytes); });
    }
    if (news.end) feed->finish(*news.end);
    if (begins) {
        found->second.feed = feed;
        for (const std::uint64_t id : std::exchange(found->second.waiting, {})) ways_.give(id, feed);
    }
    if (news.end) {
        feed->onHeard = nullptr;
        mirrors_.erase(far);
    } else if (!feed->isHeard()) {
        dismiss(far);
    } else {
        feed->onHeard = [this, far](bool heard) {
            if (!heard) dismiss(far);
        };
    }
}

}  // namespace gw::cache
