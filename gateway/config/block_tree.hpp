// The blocked ranges as a prefix tree: one walk of at most 128 steps says whether an address is blocked, and by which
// range (the narrowest). Immutable; with() and without() copy the path they change and share everything else, so that one
// block among 100,000 costs a few dozen nodes. Any thread may read; control makes the next one.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/clock.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace gw::config {

/// How often a range was the reason of a refusal. Counted by the workers without a lock; outlives a change of the range's
/// expiry or reason, not a restart.
class BlockHits {
   public:
    void count(WallTime now) noexcept {
        count_.fetch_add(1, std::memory_order_relaxed);
        last_.store(std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count(), std::memory_order_relaxed);
    }
    std::uint64_t total() const noexcept { return count_.load(std::memory_order_relaxed); }
    std::optional<WallTime> last() const noexcept {
        const auto millis = last_.load(std::memory_order_relaxed);
        if (millis == 0) return std::nullopt;
        return WallTime{std::chrono::milliseconds{millis}};
    }

   private:
    std::atomic<std::uint64_t> count_{0};
    std::atomic<std::int64_t> last_{0};
};
using BlockHitsPtr = std::shared_ptr<BlockHits>;

class BlockTree {
   public:
    BlockTree() = default;
    /// All at once, O(n log n); ranges that come twice count once. Host bits below a prefix are ignored.
    explicit BlockTree(std::vector<std::pair<Cidr, BlockHitsPtr>> ranges);
    BlockTree(std::initializer_list<Cidr> ranges);

    /// The counter of the narrowest range that holds `address`; nullptr: not blocked. Reads no clock and takes no lock.
    BlockHits* find(const IpAddress& address) const noexcept;
    /// The counter of exactly this range; null: it is not in the tree.
    BlockHitsPtr hitsOf(const Cidr& range) const;

    /// A tree with `range` in it; one that stands keeps its counter.
    BlockTree with(const Cidr& range) const;
    BlockTree without(const Cidr& range) const;

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    /// Widest first, by address.
    void forEach(const std::function<void(const Cidr&, const BlockHits&)>& visit) const;

    struct Node;
    using NodePtr = std::shared_ptr<const Node>;

   private:
    NodePtr root_;
    std::size_t size_ = 0;
};

}  // namespace gw::config
