// The nonces of this process: one table striped over short locks, shared by all workers, because a replay may come in on
// any of them. Bounded; when a stripe is full it refuses (never forgets early). Owned by the engine, outlives the workers.
#pragma once

#include "gateway/limits/nonce_store.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gw::limits {

class NonceTable final : public NonceStore {
 public:
    /// 1,048,576 nonces: 1,747 signed requests a second over the 600 s that one can be kept; about 70 bytes each.
    static constexpr std::size_t kMost = std::size_t{1} << 20;

    /// One key may hold a quarter: 873 signed requests a second with a clock that is right. Counted by stripe, so give or take.
    static constexpr std::size_t kKeyShares = 4;

    explicit NonceTable(std::size_t most = kMost)
        : stripeMost_(most / kStripes), keyMost_(std::max<std::size_t>(1, stripeMost_ / kKeyShares)) {}

    void claim(const NonceClaim& claim, WallTime now, std::function<void(NonceVerdict)> then) override;
    NonceVerdict take(const NonceClaim& claim, WallTime now);
    /// What was claimed since the last call, to be written down. While nobody calls it, claims end with `unavailable`.
    std::vector<NonceClaim> takeUnsaved();
    /// What an earlier process has written down.
    void restore(std::span<const NonceClaim> claims);
    std::size_t size();

 private:
    static constexpr std::size_t kStripes = 64;
    struct IdHash {
        std::size_t operator()(const NonceId& id) const noexcept;
    };
    /// The mutex guards the rest; a message would make each signed request wait for another thread's turn.
    struct Stripe {
        std::mutex mutex;
        std::unordered_set<NonceId, IdHash> known;
        std::map<std::int64_t, std::vector<NonceId>> byEnd;  ///< by the 16 s in which they end
        std::vector<NonceClaim> unsaved;
        std::unordered_map<std::uint32_t, std::size_t> held;  ///< by owner

        std::size_t heldBy(const NonceId& id) const;

        void add(const NonceClaim& claim);
        void dropOld(WallTime now);
    };
    Stripe& stripeOf(const NonceId& id) { return stripes_[id[0] % kStripes]; }

    const std::size_t stripeMost_;
    const std::size_t keyMost_;
    std::array<Stripe, kStripes> stripes_;
};

}  // namespace gw::limits
