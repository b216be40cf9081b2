#include "gateway/cache/worker_cache.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace gw::cache {

namespace {

/// Homes share three quarters of the room; a worker's copies of other homes' answers the rest. One worker needs no copies.
Bounds homeShare(const Bounds& all, unsigned workers) {
    if (workers == 1) return all;
    return {all.bytes / 4 * 3 / workers, std::max<std::size_t>(1, all.entries / workers)};
}

Bounds nearShare(const Bounds& all, unsigned workers) {
    if (workers == 1) return {0, 0};
    return {all.bytes / 4 / workers, std::max<std::size_t>(1, all.entries / workers)};
}

}  // namespace

Claim::Claim(Claim&& other) noexcept
    : cache_(std::exchange(other.cache_, nullptr)), key_(other.key_), id_(other.id_), generation_(other.generation_) {}

Claim& Claim::operator=(Claim&& other) noexcept {
    if (this != &other) {
        leave();
        cache_ = std::exchange(other.cache_, nullptr);
        key_ = other.key_;
        id_ = other.id_;
        generation_ = other.generation_;
    }
    return *this;
}

WorkerCache& Claim::taken() {
    WorkerCache& cache = *std::exchange(cache_, nullptr);
    cache.waiting_.erase(id_);
    cache.feeds_.close(id_);
    return cache;
}

template <class Work>
void WorkerCache::atHome(const Key& key, Work work) {
    const unsigned home = homeOf(key);
    if (home == index_) return work(*this);
    WorkerCache* const there = all_.seats_[home].cache.load(std::memory_order_acquire);
    if (there) there->post_([there, work = std::move(work)] { work(*there); });
}

FeedPtr Claim::open(FeedHead head) {
    if (!cache_) return nullptr;
    FeedPtr feed = cache_->feeds_.open(id_, std::move(head));
    cache_->atHome(key_, [key = key_, who = cache_->ticket(id_)](WorkerCache& home) {
        Tellings tellings;
        home.home_.announce(key, who, tellings);
        home.tell(tellings);
    });
    return feed;
}

void Claim::makeRoom(std::uint64_t size) {
    if (!cache_ || cache_->homeOf(key_) != cache_->index_) return;
    if (cache_->grows() && generation_ == cache_->generation()) cache_->home_.makeRoom(size);
}

void Claim::store(EntryPtr entry) {
    if (!cache_) return;
    WorkerCache& cache = taken();
    const bool keep = cache.mayKeep(*entry);
    if (keep && cache.homeOf(key_) != cache.index_) cache.near_.put(key_, entry);
    cache.atHome(key_, [key = key_, who = cache.ticket(id_), entry = std::move(entry), keep](WorkerCache& home) {
        Tellings tellings;
        home.home_.store(key, who, entry, keep && entry->generation == home.generation(), tellings);
        home.publish();
        home.tell(tellings);
    });
}

void Claim::release() {
    if (!cache_) return;
    WorkerCache& cache = taken();
    cache.atHome(key_, [key = key_, who = cache.ticket(id_)](WorkerCache& home) {
        Tellings tellings;
        home.home_.release(key, who, tellings);
        home.tell(tellings);
    });
}

void Claim::leave() {
    if (!cache_) return;
    WorkerCache& cache = taken();
    cache.atHome(key_, [key = key_, who = cache.ticket(id_)](WorkerCache& home) {
        Tellings tellings;
        home.home_.leave(key, who, tellings);
        home.tell(tellings);
    });
}

WorkerCache::WorkerCache(ResponseCache& all, unsigned index, const Clock& clock, Post post)
    : all_(all),
      index_(index),
      clock_(clock),
      post_(std::move(post)),
      home_(homeShare(all.bounds_, all.workers_)),
      near_(nearShare(all.bounds_, all.workers_)),
      largest_(homeShare(all.bounds_, all.workers_).bytes / 8),
      feeds_(feedWays()) {
    all_.seats_[index_].cache.store(this, std::memory_order_release);
}

WorkerCache::~WorkerCache() { all_.seats_[index_].cache.store(nullptr, std::memory_order_release); }

unsigned WorkerCache::homeOf(const Key& key) const noexcept {
    if (all_.workers_ == 1) return 0;
    std::uint32_t spread = 0;
    std::memcpy(&spread, key.data(), sizeof spread);
    return spread % all_.workers_;
}

Answer WorkerCache::ask(const Key& key, Asker& asker, bool renews, Claim& claim, SteadyTime madeSince) {
    const std::uint64_t asked = generation();
    const bool here = homeOf(key) == index_;
    if (!here && !renews) {
        if (EntryPtr entry = near_.find(key, clock_.steady(), asked, madeSince)) return {Verdict::hit, std::move(entry)};
    }
    const std::uint64_t id = ++lastId_;
    Answer answer{Verdict::wait};
    if (here) {
        answer = home_.ask(key, ticket(id), clock_.steady(), asked, renews, madeSince);
        if (answer.verdict == Verdict::hit || answer.verdict == Verdict::pass) return answer;
    } else if (!all_.seats_[homeOf(key)].cache.load(std::memory_order_acquire)) {
        return {Verdict::pass};
    }
    claim.leave();
    claim.cache_ = this;
    claim.key_ = key;
    claim.id_ = id;
    claim.generation_ = asked;
    // Nobody tells a leader anything.
    if (here && answer.verdict == Verdict::lead) return answer;
    waiting_[id] = {&asker, key};
    if (answer.verdict == Verdict::listen) {
        tell({{ticket(id), answer}});
        return {Verdict::wait};
    }
    if (here) return answer;
    atHome(key, [key, who = ticket(id), asked, renews, madeSince](WorkerCache& home) {
        const Answer told = home.home_.ask(key, who, home.clock_.steady(), asked, renews, madeSince);
        if (told.verdict != Verdict::wait) home.tell({{who, told}});
    });
    return answer;
}

EntryPtr WorkerCache::find(const Key& key) {
    const SteadyTime now = clock_.steady();
    return homeOf(key) == index_ ? home_.find(key, now, generation()) : near_.find(key, now, generation());
}

/// Never from inside the call that caused it: the leader's reply is not to be held up by those who waited for it.
void WorkerCache::tell(const Tellings& tellings) {
    for (const Telling& telling : tellings) {
        WorkerCache* const there = all_.seats_[telling.to.worker].cache.load(std::memory_order_acquire);
        if (there) there->post_([there, telling] { there->told(telling.to.id, telling.answer); });
    }
}

void WorkerCache::told(std::uint64_t id, Answer answer) {
    const auto found = waiting_.find(id);
    if (found == waiting_.end()) return;
    if (answer.verdict == Verdict::listen) return feeds_.join(answer.leader, id);
    if (answer.verdict == Verdict::hit && homeOf(found->second.key) != index_ && answer.entry->generation == generation())
        near_.put(found->second.key, answer.entry);
    found->second.asker->onCacheAnswer(std::move(answer));
}

FeedLane::Ways WorkerCache::feedWays() {
    FeedLane::Ways ways;
    ways.here = index_;
    ways.keptMax = largest_;
    ways.post = post_;
    ways.reach = [this](unsigned worker, std::function<void(FeedLane&)> work) {
        WorkerCache* const there = all_.seats_[worker].cache.load(std::memory_order_acquire);
        if (there) there->post_([there, work = std::move(work)] { work(there->feeds_); });
    };
    ways.give = [this](std::uint64_t id, const FeedPtr& feed) {
        const auto found = waiting_.find(id);
        if (found != waiting_.end()) found->second.asker->onCacheAnswer({Verdict::listen, nullptr, {}, feed});
    };
    return ways;
}

/// Not while memory is short, and not what was asked for before a flush.
bool WorkerCache::mayKeep(const Entry& entry) const noexcept {
    return grows() && entry.generation == generation();
}

void WorkerCache::clearSoon() {
    post_([this] {
        home_.clear();
        near_.clear();
        publish();
    });
}

void WorkerCache::publish() {
    all_.seats_[index_].bytes.store(home_.bytes() + near_.bytes(), std::memory_order_relaxed);
    all_.seats_[index_].entries.store(home_.size(), std::memory_order_relaxed);
}

}  // namespace gw::cache
