// The records that leave a worker in one write(2): their frames in one text, and who waits for which. Owned by SpoolWriter; its
// worker only.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/spool_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::ledger {

class SpoolBlock {
   public:
    using Then = std::function<void(Result<void>)>;
    struct Entry {
        RecordType type = RecordType::reservation;
        std::uint16_t attempt = 0;       ///< of a reservation; of a terminal record: 0 when it bills nothing
        std::size_t begin = 0, end = 0;  ///< its frame in `bytes`
        Then then;
    };

    void add(RecordType type, std::uint16_t attempt, std::string_view payload, Then then);
    /// Takes one over from another block.
    void take(const SpoolBlock& other, Entry& entry);
    /// Makes room at once for what will probably come.
    void expect(std::size_t bytes, std::size_t entries);
    /// Fills in the heads of the frames, which depend on the segment that they go to.
    void stamp(std::uint32_t salt);

    std::string_view payload(const Entry& entry) const {
        return std::string_view(bytes_).substr(entry.begin + kFrameHeadBytes, entry.end - entry.begin - kFrameHeadBytes);
    }
    /// Of a reservation or a terminal record.
    std::string_view requestId(const Entry& entry) const;
    /// The frames; whole once they are stamped.
    const std::string& bytes() const { return bytes_; }
    std::vector<Entry>& entries() { return entries_; }
    const std::vector<Entry>& entries() const { return entries_; }
    bool empty() const { return entries_.empty(); }

    std::shared_ptr<Segment> segment;  ///< where it was written
    std::uint64_t end = 0;             ///< and where it ends there

   private:
    std::string bytes_;
    std::vector<Entry> entries_;
};

}  // namespace gw::ledger
