// One worker's end of the spool. Records of one loop turn are gathered and leave in one write(2); their continuations run
// after it (strict: after the fdatasync). When the disk fails, the segment is cut back and closed, new billed requests are
// refused, terminal records wait in memory, and a trial write and sync each second or so brings it back by itself.
// Lives on its worker's thread; made and destroyed by Ledger while that thread does not run. `accepting` and counters: any.
#pragma once

#include "gateway/base/units.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/ledger/ledger_port.hpp"
#include "gateway/ledger/open_reservations.hpp"
#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/spool_block.hpp"
#include "gateway/ledger/sync_thread.hpp"
#include "gateway/pipeline/ports.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace gw::ledger {

struct SpoolWriterOptions {
    std::filesystem::path directory;  ///< spool/worker-N; exists
    unsigned worker = 0;
    std::uint64_t lastNumber = 0;     ///< of the newest segment there
    config::LedgerSync sync = config::LedgerSync::group;
    Bytes segmentMax = mebibytes(4);
    Bytes unsyncedMax = mebibytes(8);    ///< more than this waiting for the disk: accepting() is false
    std::size_t keptLogRowsMax = 1024;   ///< terminal records without a reservation kept while the disk fails; then dropped
    std::uint64_t carryAfter = 8;        ///< a reservation still open this many segments later is written again
    std::chrono::milliseconds retryMin{100}, retryMax{2000};
};

/// Written by the worker, read by any thread.
struct SpoolWriterCounters {
    std::atomic<std::uint64_t> reserved{0}, settled{0};  ///< records written
    std::atomic<std::uint64_t> open{0};                  ///< requests reserved and not settled
    std::atomic<std::uint64_t> droppedLogRows{0};        ///< unbilled records that found no room while the disk failed
    std::atomic<std::uint64_t> kept{0};                  ///< terminal records in memory now
    std::atomic<std::uint64_t> writeFailures{0};
    std::atomic<int> lastError{0};                       ///< errno of the newest failure; 0 once it works again
};

class SpoolWriter final : public LedgerPort {
   public:
    SpoolWriter(SpoolFiles& files, SyncThread& sync, SpoolWriterOptions options);
    ~SpoolWriter() override;

    /// Before the worker's first record. `timers` outlives the detach.
    void attach(pipeline::WorkerTimers& timers);
    /// The worker runs no more: writes what is gathered or kept, seals the segment. Continuations that wait are dropped.
    void detach();

    void reserve(const ReservationView& reservation, std::function<void(Result<void>)> then) override;
    void settle(const RequestRecord& record, std::function<void(Result<void>)> then) override;
    bool accepting() const override { return accepting_.load(std::memory_order_relaxed); }

    const SpoolWriterCounters& counters() const { return counters_; }
    unsigned worker() const { return options_.worker; }

   private:
    using Then = SpoolBlock::Then;
    using Entry = SpoolBlock::Entry;
    /// proving: a new segment has been written and its first sync is awaited.
    enum class State : std::uint8_t { healthy, failing, proving };

    void gather(RecordType type, std::uint16_t attempt, std::string_view payload, Then then);
    void flush();
    void refuseWhenBehind(SpoolBlock& block);
    int ensureSegment(std::uint64_t bytes);
    int openSegment(std::uint64_t claimBytes);
    void sealSegment();
    int carryOld();
    int write(SpoolBlock& block);
    void book(SpoolBlock block);
    void countBooked(const SpoolBlock& block);
    void fail(int error, SpoolBlock& block);
    void refuse(SpoolBlock& block);
    void keep(const SpoolBlock& block, Entry& entry);
    int writeKept();
    void scheduleRetry();
    void retry();
    void onSynced();
    void trimSynced();
    void onSyncFailed();
    void proven();
    void degrade(int error);
    void updateAccepting();
    bool isBilled(const SpoolBlock& block, const Entry& entry) const;
    /// Runs `task` on the worker unless the writer has been detached by then.
    std::function<void()> guarded(void (SpoolWriter::*task)());

    SpoolFiles& files_;
    SyncThread& sync_;
    const SpoolWriterOptions options_;
    SpoolWriterCounters counters_;
    pipeline::WorkerTimers* timers_ = nullptr;
    std::shared_ptr<int> alive_;

    std::shared_ptr<Segment> segment_;
    std::uint64_t number_;
    std::uint64_t length_ = 0;      ///< of segment_: all of it sound
    SpoolBlock gathered_;           ///< this loop turn's
    std::size_t lastBytes_ = 0, lastEntries_ = 0;  ///< of the last turn's
    std::deque<SpoolBlock> unsynced_;  ///< written, not known to be durable; in order over segments
    std::uint64_t unsyncedBytes_ = 0;
    SpoolBlock kept_;               ///< waits for the disk to come back
    std::size_t keptLogRows_ = 0;   ///< those of kept_ that bill nothing
    OpenReservations open_;
    State state_ = State::healthy;
    std::chrono::milliseconds retryIn_;
    std::atomic<bool> accepting_{true};
    bool flushScheduled_ = false;
    bool retryScheduled_ = false;
};

}  // namespace gw::ledger
