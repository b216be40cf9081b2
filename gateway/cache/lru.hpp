// A bounded table of answers: what was used longest ago goes first. Owned by one worker, its thread only.
#pragma once

#include "gateway/cache/entry.hpp"

#include <boost/intrusive/list.hpp>

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace gw::cache {

struct Bounds {
    std::uint64_t bytes = 0;
    std::size_t entries = 0;
};

class Lru {
 public:
    explicit Lru(Bounds bounds) : bounds_(bounds) {}

    /// The answer, unless it has expired or was made before `generation`; then it goes. It counts as used. One made before
    /// `madeSince` stays for others.
    EntryPtr find(const Key& key, SteadyTime now, std::uint64_t generation, SteadyTime madeSince = SteadyTime::min());
    /// In the place of one with the same key. One that is larger than an eighth of all is not kept. @return whether it was.
    bool put(const Key& key, EntryPtr entry);
    void erase(const Key& key);
    void clear();

    std::uint64_t bytes() const noexcept { return bytes_; }
    std::size_t size() const noexcept { return places_.size(); }
    std::uint64_t largest() const noexcept { return bounds_.bytes / 8; }

 private:
    /// In the table and in the order of use at once: one piece of memory an answer.
    struct Kept : boost::intrusive::list_base_hook<> {
        EntryPtr entry;
        const Key* key = nullptr;  ///< the table's own
    };
    using Places = std::unordered_map<Key, Kept, KeyHash>;

    void drop(Places::iterator place);

    const Bounds bounds_;
    Places places_;
    boost::intrusive::list<Kept> order_;  ///< the newest use first
    std::uint64_t bytes_ = 0;
};

}  // namespace gw::cache
