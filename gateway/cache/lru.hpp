// A bounded table of answers: what was used longest ago goes first. Owned by one worker, its thread only.
#pragma once

#include "gateway/cache/entry.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gw::cache {

struct Bounds {
    std::uint64_t bytes = 0;
    std::size_t entries = 0;
};

class Lru {
 public:
    explicit Lru(Bounds bounds) : bounds_(bounds) {}
    Lru(const Lru&) = delete;
    Lru& operator=(const Lru&) = delete;

    /// The answer, unless it has expired or was made before `generation`; then it goes. It counts as used. One made before
    /// `madeSince` stays for others.
    EntryPtr find(const Key& key, SteadyTime now, std::uint64_t generation, SteadyTime madeSince = SteadyTime::min());
    /// In the place of one with the same key. One that is larger than an eighth of all is not kept. @return whether it was.
    bool put(const Key& key, EntryPtr entry);
    /// Throws out now what an answer of so many bytes would throw out: made right behind it, the answer takes that memory, which
    /// then does not go to whoever asks for memory next and would rather have some that is warm.
    void makeRoom(std::uint64_t size);
    void erase(const Key& key);
    void clear();

    std::uint64_t bytes() const noexcept { return bytes_; }
    std::size_t size() const noexcept { return index_.size(); }
    std::uint64_t largest() const noexcept { return bounds_.bytes / 8; }

 private:
    using Place = std::uint32_t;
    static constexpr Place kNone = ~Place{0};
    /// An answer in the order of use. Places stand in one piece of memory and are taken again, so that a table that is full touches
    /// few lines that no processor cache holds.
    struct Kept {
        Key key{};
        EntryPtr entry;
        Place newer = kNone, older = kNone;  ///< of a free place `older` is the next free one
    };
    /// By the key of a place; the index itself holds only places, four bytes each.
    struct PlaceHash {
        using is_transparent = void;
        using is_avalanching = void;
        const std::vector<Kept>* kept;
        std::size_t operator()(const Key& key) const noexcept { return KeyHash{}(key); }
        std::size_t operator()(Place place) const noexcept { return KeyHash{}((*kept)[place].key); }
    };
    struct SameKey {
        using is_transparent = void;
        const std::vector<Kept>* kept;
        bool operator()(Place a, Place b) const noexcept { return a == b; }
        bool operator()(const Key& key, Place place) const noexcept { return (*kept)[place].key == key; }
        bool operator()(Place place, const Key& key) const noexcept { return (*kept)[place].key == key; }
    };
    using Index = boost::unordered_flat_set<Place, PlaceHash, SameKey>;

    bool fits(std::uint64_t size) const noexcept { return size <= largest() && bounds_.entries > 0; }
    Place takePlace();
    void fetchOldest() const noexcept;
    void drop(Index::iterator found);
    void link(Place place) noexcept;
    void unlink(Place place) noexcept;

    const Bounds bounds_;
    std::vector<Kept> kept_;
    Index index_{0, PlaceHash{&kept_}, SameKey{&kept_}};
    Place newest_ = kNone, oldest_ = kNone, free_ = kNone;
    std::uint64_t bytes_ = 0;
};

}  // namespace gw::cache
