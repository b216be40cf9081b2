// What the workers' caches have in common: bounds, figures, the count of flushes, and the way from one worker to another.
// Each key has one worker that keeps it (by its hash); the others ask by message, so that no request takes a lock and one
// answer is fetched once, whichever workers the askers are on. Owned by the engine, outlives the workers; any thread.
#pragma once

#include "gateway/cache/lru.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace gw::cache {

class WorkerCache;

struct CacheFigures {
    std::uint64_t bytes = 0, bytesMax = 0, entries = 0, entriesMax = 0, flushes = 0;
};

class ResponseCache {
 public:
    ResponseCache(Bounds bounds, unsigned workers);

    /// Forgets everything: no answer made or asked for before is given from here on. @return how many were kept.
    std::uint64_t flush();
    CacheFigures figures() const;
    /// While memory is short nothing is added (reliability.md F7).
    void setGrowing(bool grows) noexcept { grows_.store(grows, std::memory_order_relaxed); }

 private:
    friend class WorkerCache;
    struct Seat {
        std::atomic<WorkerCache*> cache{nullptr};
        std::atomic<std::uint64_t> bytes{0}, entries{0};
    };

    const Bounds bounds_;
    const unsigned workers_;
    const std::unique_ptr<Seat[]> seats_;
    std::atomic<std::uint64_t> generation_{0};
    std::atomic<bool> grows_{true};
};

}  // namespace gw::cache
