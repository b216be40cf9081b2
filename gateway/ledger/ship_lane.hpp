// One worker's segments as the shipper walks them: reads what is durable, in order, remembers which reservations are open
// and removes segments from the front. Lives on the shipper's thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/ledger/open_reservations.hpp"
#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/spool_frame.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::ledger {

/// What one transaction will carry: the payloads, and their records as views of them. Those of a batch that has gone lend their
/// memory to the next ones.
class ShipBatch {
   public:
    std::size_t recordsMax = 1000;
    std::size_t bytesMax = std::size_t{8} * 1024 * 1024;

    std::span<const RecordView> records() const { return std::span(records_).first(used_); }
    bool empty() const { return used_ == 0; }
    bool full() const { return used_ >= recordsMax || bytes_ >= bytesMax; }

    /// Copies the payload. @return its record, or what is wrong with it: then the batch is as it was.
    Result<const RecordView*> add(std::string_view payload);
    void clear() { used_ = bytes_ = 0; }
    /// Gives the memory of an empty batch back.
    void shrink() {
        if (!empty()) return;
        payloads_ = {};
        records_ = {};
    }

   private:
    std::deque<std::string> payloads_;  ///< stay where they are when more come
    std::vector<RecordView> records_;   ///< as many as payloads
    std::size_t used_ = 0;
    std::size_t bytes_ = 0;
};

class ShipLane {
   public:
    void add(std::shared_ptr<Segment> segment) { shelf_.push_back({std::move(segment)}); }

    /// Takes durable records into the batch until it is full. @return whether anything was read.
    bool read(SpoolFiles& files, std::size_t readBytes, ShipBatch& batch);
    /// Everything taken so far is in the database.
    void committed();
    /// Removes what is finished from the front; a damaged segment is renamed to *.bad. @return how many.
    std::size_t removeFinished(SpoolFiles& files);

    std::size_t segments() const { return shelf_.size(); }
    std::uint64_t bytesOnDisk() const;
    /// Bad places met since the last call.
    std::size_t takeDamagedPlaces() { return std::exchange(damagedPlaces_, 0); }

   private:
    struct Held {
        std::shared_ptr<Segment> segment;
        std::uint64_t taken = kSegmentHeadBytes;      ///< read up to here
        std::uint64_t committed = kSegmentHeadBytes;  ///< in the database up to here
        bool damaged = false;
    };

    bool readSegment(SpoolFiles& files, Held& held, std::uint64_t limit, std::size_t readBytes, ShipBatch& batch);
    bool passDamage(SpoolFiles& files, Held& held, std::uint64_t limit);
    void noteUnreadable(Held& held, const Error& error);
    void take(Held& held, const Frame& frame, ShipBatch& batch);
    bool finished(const Held& held, bool hasNext) const;

    std::deque<Held> shelf_;
    OpenReservations open_;
    std::string block_;
    std::size_t damagedPlaces_ = 0;
};

}  // namespace gw::ledger
