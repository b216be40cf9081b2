#include "gateway/cache/lru.hpp"

#include <algorithm>
#include <utility>

namespace gw::cache {

namespace {

constexpr std::size_t kPlacesFirst = 64;

}  // namespace

EntryPtr Lru::find(const Key& key, SteadyTime now, std::uint64_t generation, SteadyTime madeSince) {
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    const Place place = *found;
    const Entry& entry = *kept_[place].entry;
    if (entry.expiresAt <= now || entry.generation < generation) {
        drop(found);
        return nullptr;
    }
    if (entry.madeAt < madeSince) return nullptr;
    if (place != newest_) {
        unlink(place);
        link(place);
    }
    return kept_[place].entry;
}

bool Lru::put(const Key& key, EntryPtr entry) {
    erase(key);
    const std::uint64_t size = entry->bytes();
    if (!fits(size)) return false;
    makeRoom(size);
    const Place place = takePlace();
    kept_[place].key = key;
    kept_[place].entry = std::move(entry);
    index_.insert(place);
    link(place);
    bytes_ += size;
    fetchOldest();
    return true;
}

void Lru::makeRoom(std::uint64_t size) {
    if (!fits(size)) return;
    while (oldest_ != kNone && (bytes_ + size > bounds_.bytes || index_.size() >= bounds_.entries)) drop(index_.find(kept_[oldest_].key));
}

void Lru::erase(const Key& key) {
    if (const auto found = index_.find(key); found != index_.end()) drop(found);
}

void Lru::clear() {
    index_.clear();
    kept_ = {};
    newest_ = oldest_ = free_ = kNone;
    bytes_ = 0;
}

Lru::Place Lru::takePlace() {
    if (free_ != kNone) return std::exchange(free_, kept_[free_].older);
    if (kept_.size() == kept_.capacity()) {
        const std::size_t places = std::min(std::max<std::size_t>(kPlacesFirst, kept_.capacity() * 2), bounds_.entries);
        kept_.reserve(places);
        // Half empty: a full table that turns over would else have to lay out its index anew each few thousand answers.
        index_.reserve(places * 2);
    }
    kept_.emplace_back();
    return static_cast<Place>(kept_.size() - 1);
}

/// The next to go has lain in no processor cache for long: asked for here, it is there by the time that it goes.
void Lru::fetchOldest() const noexcept {
    const Kept& oldest = kept_[oldest_];
    __builtin_prefetch(oldest.entry.get(), 1);
    if (oldest.newer != kNone) __builtin_prefetch(&kept_[oldest.newer], 1);
}

void Lru::drop(Index::iterator found) {
    const Place place = *found;
    index_.erase(found);
    unlink(place);
    Kept& kept = kept_[place];
    bytes_ -= kept.entry->bytes();
    kept.entry.reset();
    kept.older = std::exchange(free_, place);
}

void Lru::link(Place place) noexcept {
    kept_[place].newer = kNone;
    kept_[place].older = newest_;
    (newest_ == kNone ? oldest_ : kept_[newest_].newer) = place;
    newest_ = place;
}

void Lru::unlink(Place place) noexcept {
    const auto [newer, older] = std::pair(kept_[place].newer, kept_[place].older);
    (newer == kNone ? newest_ : kept_[newer].older) = older;
    (older == kNone ? oldest_ : kept_[older].newer) = newer;
}

}  // namespace gw::cache
