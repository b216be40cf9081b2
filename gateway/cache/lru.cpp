#include "gateway/cache/lru.hpp"

#include <utility>

namespace gw::cache {

EntryPtr Lru::find(const Key& key, SteadyTime now, std::uint64_t generation, SteadyTime madeSince) {
    const auto place = places_.find(key);
    if (place == places_.end()) return nullptr;
    Kept& kept = place->second;
    const Entry& entry = *kept.entry;
    if (entry.expiresAt <= now || entry.generation < generation) {
        drop(place);
        return nullptr;
    }
    if (entry.madeAt < madeSince) return nullptr;
    order_.splice(order_.begin(), order_, order_.iterator_to(kept));
    return kept.entry;
}

bool Lru::put(const Key& key, EntryPtr entry) {
    erase(key);
    const std::uint64_t size = entry->bytes();
    if (size > largest() || bounds_.entries == 0) return false;
    while (!order_.empty() && (bytes_ + size > bounds_.bytes || places_.size() >= bounds_.entries)) drop(places_.find(*order_.back().key));
    const auto place = places_.try_emplace(key).first;
    place->second.entry = std::move(entry);
    place->second.key = &place->first;
    order_.push_front(place->second);
    bytes_ += size;
    return true;
}

void Lru::erase(const Key& key) {
    if (const auto place = places_.find(key); place != places_.end()) drop(place);
}

void Lru::clear() {
    order_.clear();
    places_.clear();
    bytes_ = 0;
}

void Lru::drop(Places::iterator place) {
    bytes_ -= place->second.entry->bytes();
    order_.erase(order_.iterator_to(place->second));
    places_.erase(place);
}

}  // namespace gw::cache
