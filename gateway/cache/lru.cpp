#include "gateway/cache/lru.hpp"

#include <utility>

namespace gw::cache {

EntryPtr Lru::find(const Key& key, SteadyTime now, std::uint64_t generation, SteadyTime madeSince) {
    const auto place = places_.find(key);
    if (place == places_.end()) return nullptr;
    const Entry& entry = *place->second->entry;
    if (entry.expiresAt <= now || entry.generation < generation) {
        drop(place->second);
        return nullptr;
    }
    if (entry.madeAt < madeSince) return nullptr;
    order_.splice(order_.begin(), order_, place->second);
    return place->second->entry;
}

bool Lru::put(const Key& key, EntryPtr entry) {
    erase(key);
    const std::uint64_t size = entry->bytes();
    if (size > largest() || bounds_.entries == 0) return false;
    while (!order_.empty() && (bytes_ + size > bounds_.bytes || places_.size() >= bounds_.entries)) drop(std::prev(order_.end()));
    order_.push_front({key, std::move(entry)});
    places_.emplace(key, order_.begin());
    bytes_ += size;
    return true;
}

void Lru::erase(const Key& key) {
    if (const auto place = places_.find(key); place != places_.end()) drop(place->second);
}

void Lru::clear() {
    order_.clear();
    places_.clear();
    bytes_ = 0;
}

void Lru::drop(Order::iterator kept) {
    bytes_ -= kept->entry->bytes();
    places_.erase(kept->key);
    order_.erase(kept);
}

}  // namespace gw::cache
