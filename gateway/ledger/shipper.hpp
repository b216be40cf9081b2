// Carries durable records from the spool to the database, in order within a worker: batches of at most 1,000 records or
// 100 ms. A segment is removed only when it is sealed, read to its end, committed, the oldest of its worker, and none of its
// reservations is still open; so a restart can ship a record twice (the sink ignores it) but never settle a request twice.
// One thread of its own; adopt comes from the sync thread, the rest from the ledger's owner.
#pragma once

#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/ship_lane.hpp"
#include "gateway/ledger/usage_sink.hpp"
#include "gateway/ledger/wakeup.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace gw::ledger {

struct ShipperOptions {
    std::size_t batchMax = 1000;
    std::size_t batchBytesMax = std::size_t{8} * 1024 * 1024;
    std::chrono::milliseconds batchAge{100};
    std::chrono::milliseconds retryMin{100}, retryMax{5000};
    std::size_t readBytes = std::size_t{1024} * 1024;  ///< read at once; at least two records of the largest size
};

struct ShipperCounters {
    std::atomic<std::uint64_t> shipped{0};        ///< records committed
    std::atomic<std::uint64_t> batches{0}, failures{0};
    std::atomic<std::uint64_t> damagedPlaces{0};  ///< bad records met in the middle of a durable segment
    std::atomic<std::uint64_t> removed{0};        ///< segments
    std::atomic<std::uint64_t> segments{0}, bytes{0};  ///< on disk
    std::atomic<bool> sinkFailing{false};
};

class Shipper {
   public:
    Shipper(SpoolFiles& files, ShipperOptions options);
    ~Shipper();
    Shipper(const Shipper&) = delete;
    Shipper& operator=(const Shipper&) = delete;

    /// Any thread that may block; in order within a worker. Also the segments that recovery found.
    void adopt(std::shared_ptr<Segment> segment);
    /// More has become durable.
    void wake() { wakeup_.signal(); }
    void start(UsageSink& sink);
    /// Ships what is durable until the sink fails, then ends.
    void stop();

    const ShipperCounters& counters() const { return counters_; }
    std::string lastError() const;

   private:
    void run();
    void loop();
    void takeAdopted();
    bool readSome();
    bool dueToShip(bool readAny) const;
    bool shipBatch();
    Result<void> writeToSink();
    void pause(std::chrono::milliseconds length);
    void removeFinished();
    std::chrono::milliseconds patience() const;

    SpoolFiles& files_;
    const ShipperOptions options_;
    UsageSink* sink_ = nullptr;
    ShipperCounters counters_;
    Wakeup wakeup_;
    std::atomic<bool> stopping_{false};
    /// Guards adopted_ and lastError_: handed over between threads that may all block; the workers never come here.
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<Segment>> adopted_;
    std::string lastError_;
    std::map<unsigned, ShipLane> lanes_;
    ShipBatch batch_;
    std::optional<std::chrono::steady_clock::time_point> batchSince_;
    std::chrono::milliseconds retryIn_;
    std::thread thread_;
};

}  // namespace gw::ledger
