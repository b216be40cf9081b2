// Finished requests on their way to the log files and the live event stream: one lock-free ring a worker, one thread that
// empties them. Workers push and never wait; when a ring is full the line is dropped and counted (the ledger has the
// record, and the count is logged). Owned by Engine.
#pragma once

#include "gateway/base/spsc_ring.hpp"
#include "gateway/engine/request_line.hpp"
#include "gateway/pipeline/request_log.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace gw::engine {

class RequestLogThread {
   public:
    using Batch = std::vector<ledger::RequestRecord>;
    /// @param onBatch called on the log thread with at most 500 records each 100 ms; must not block.
    RequestLogThread(unsigned workers, std::function<void(Batch)> onBatch);
    ~RequestLogThread();

    /// The port for one worker; only that worker may use it.
    pipeline::RequestLog& port(unsigned worker) { return *rings_[worker]; }
    std::uint64_t dropped() const;
    /// Empties the rings and ends the thread.
    void stop();

   private:
    class Ring final : public pipeline::RequestLog {
       public:
        void log(ledger::RequestRecord&& record) override;
        SpscRing<ledger::RequestRecord> records{4096};
        std::atomic<std::uint64_t> dropped{0};
    };

    using AppendLine = void (*)(std::string&, const ledger::RequestRecord&, LineTime&);

    void run();
    Batch takeBatch();
    void writeLines(const Batch& batch, bool wanted, AppendLine append, bool json);
    /// @return true when there was something.
    bool drainOnce();

    std::vector<std::unique_ptr<Ring>> rings_;
    std::function<void(Batch)> onBatch_;
    std::atomic<bool> stopping_{false};
    std::uint64_t droppedReported_ = 0;
    std::string block_;  ///< lines on their way into the file
    LineTime lineTime_;
    std::thread thread_;
};

}  // namespace gw::engine
