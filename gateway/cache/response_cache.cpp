#include "gateway/cache/response_cache.hpp"

#include "gateway/cache/worker_cache.hpp"

namespace gw::cache {

ResponseCache::ResponseCache(Bounds bounds, unsigned workers)
    : bounds_(bounds), workers_(workers), seats_(std::make_unique<Seat[]>(workers)) {}

std::uint64_t ResponseCache::flush() {
    const std::uint64_t before = figures().entries;
    generation_.fetch_add(1, std::memory_order_release);
    for (unsigned i = 0; i < workers_; ++i)
        if (WorkerCache* cache = seats_[i].cache.load(std::memory_order_acquire)) cache->clearSoon();
    return before;
}

CacheFigures ResponseCache::figures() const {
    CacheFigures sum;
    sum.bytesMax = bounds_.bytes;
    sum.entriesMax = bounds_.entries;
    sum.flushes = generation_.load(std::memory_order_relaxed);
    for (unsigned i = 0; i < workers_; ++i) {
        sum.bytes += seats_[i].bytes.load(std::memory_order_relaxed);
        sum.entries += seats_[i].entries.load(std::memory_order_relaxed);
    }
    return sum;
}

}  // namespace gw::cache
