// The ledger as one object: recovery at open, a LedgerPort a worker, the sync thread and the shipper. Made by engine/ on its
// start thread after the store. Order: open → port (in each worker's factory) → start; at the end: workers joined → detach →
// stop → store closed. stats: any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/ledger/ledger_port.hpp"
#include "gateway/ledger/recovery.hpp"
#include "gateway/ledger/shipper.hpp"
#include "gateway/ledger/spool_writer.hpp"
#include "gateway/ledger/sync_thread.hpp"
#include "gateway/ledger/usage_sink.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gw::ledger {

struct LedgerOptions {
    std::filesystem::path directory;  ///< DATA_DIR/spool; made when missing
    unsigned workers = 1;
    config::LedgerSync sync = config::LedgerSync::group;
    std::string node;                 ///< goes into the records that recovery makes
    Bytes segmentMax = mebibytes(4);
    std::chrono::milliseconds groupCommit = kGroupCommit;
    ShipperOptions shipper;
};

struct LedgerStats {
    std::uint64_t pendingRecords = 0;  ///< terminal records not in the database yet
    std::uint64_t pendingBytes = 0;    ///< of spool segments on disk
    std::uint64_t openReservations = 0;
    std::uint64_t shipped = 0;
    std::uint64_t droppedLogRows = 0;  ///< unbilled log rows that found no room while the disk failed
    std::uint64_t damagedPlaces = 0;
    bool accepting = true;             ///< every worker's spool takes records
    std::optional<std::string> degraded;  ///< why, in one sentence
};

class Ledger {
   public:
    /// Recovers the spool. @return spoolFailed.
    static Result<std::unique_ptr<Ledger>> open(LedgerOptions options, SpoolFiles& files = posixFiles());
    /// stop.
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    /// The worker's port; from now on it posts through `timers`, until detach. Before that worker's first request.
    LedgerPort& port(unsigned worker, pipeline::WorkerTimers& timers);
    /// Starts the sync thread and the shipper. `sink` outlives stop.
    void start(UsageSink& sink);
    /// The worker's thread has ended (or calls this as its last act): writes what is left of it.
    void detach(unsigned worker);
    /// Detaches all workers, syncs, ships what the sink takes at once, joins. What was not shipped waits on disk.
    void stop();

    const RecoveryReport& recovery() const { return report_; }
    LedgerStats stats() const;

   private:
    Ledger(LedgerOptions options, SpoolFiles& files, Recovered recovered);
    std::optional<std::string> degradedReason() const;

    LedgerOptions options_;
    SpoolFiles& files_;
    RecoveryReport report_;
    SyncThread sync_;
    Shipper shipper_;
    std::vector<std::unique_ptr<SpoolWriter>> writers_;
    bool running_ = false;
};

}  // namespace gw::ledger
