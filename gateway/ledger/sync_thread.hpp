// The one thread that makes the spool durable: fdatasync of every dirty segment, at most kGroupCommit after its first byte
// (strict mode: at once). A failed fsync is final for its segment: never "retry and believe". Tells the worker through its
// WorkerTimers::post. Owned by Ledger; offer and wake are called by the workers, the rest by the ledger's owner.
#pragma once

#include "gateway/base/spsc_ring.hpp"
#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/wakeup.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace gw::ledger {

inline constexpr std::chrono::milliseconds kGroupCommit{10};

class SyncThread {
   public:
    /// Runs on the sync thread after a segment was handed over or has changed; must not block.
    using OnSegment = std::function<void(const std::shared_ptr<Segment>&)>;

    SyncThread(SpoolFiles& files, unsigned workers, std::chrono::milliseconds groupCommit);
    ~SyncThread();
    SyncThread(const SyncThread&) = delete;
    SyncThread& operator=(const SyncThread&) = delete;

    /// Before start. `adopted` is told of each segment in order, before any byte of it is durable; `durable` after a sync.
    void onProgress(OnSegment adopted, std::function<void()> durable);
    /// `told` runs on the sync thread after each sync of one of this worker's segments (ok or failed); empty to forget it.
    /// Waits for a call that is under way.
    void tell(unsigned worker, std::function<void()> told);

    void start();
    /// A last round of syncs, then the thread ends.
    void stop();
    /// One round: takes new segments over, syncs what is dirty, tells the workers. The thread's own; a test that never
    /// starts the thread calls it itself.
    void round();

    /// Worker thread. False when 64 segments wait: the disk does not follow.
    bool offer(unsigned worker, std::shared_ptr<Segment> segment);
    /// Worker thread, after a write.
    void wake();

    std::uint64_t syncs() const { return syncs_.load(std::memory_order_relaxed); }
    std::uint64_t failures() const { return failures_.load(std::memory_order_relaxed); }

   private:
    struct Lane {
        Lane() : fresh(64) {}
        SpscRing<std::shared_ptr<Segment>> fresh;
        std::vector<std::shared_ptr<Segment>> open;
        std::function<void()> told;
    };

    void run();
    void adopt();
    bool syncLane(Lane& lane);
    bool syncOne(Segment& segment);

    SpoolFiles& files_;
    const std::chrono::milliseconds groupCommit_;
    Wakeup wakeup_;
    std::atomic<bool> signalled_{false};
    std::atomic<bool> stopping_{false};
    std::atomic<std::uint64_t> syncs_{0}, failures_{0};
    std::vector<std::unique_ptr<Lane>> lanes_;
    OnSegment adopted_;
    std::function<void()> durable_;
    /// Guards Lane::told between this thread and tell(): a worker that stops must know that no call is under way, which a
    /// message cannot promise once its loop has ended. Never taken by a worker at work.
    std::mutex toldMutex_;
    std::thread thread_;
};

}  // namespace gw::ledger
