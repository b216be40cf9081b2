// What a start finds in the spool: settled records that were not shipped stay where they are and are handed to the shipper;
// reservations without an end are settled as estimated in a segment of their own; torn tails are dropped; damage in the
// middle is skipped, counted, and its segment kept aside once shipped. Idempotent: a crash during recovery loses nothing.
// Runs on the thread that starts the engine, before the workers.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gw::ledger {

struct RecoveryReport {
    std::size_t segments = 0;
    std::size_t reservations = 0;
    std::size_t settled = 0;         ///< records found; the shipper takes them, those already in the database change nothing
    std::size_t crashed = 0;         ///< requests settled here as estimated
    std::size_t tornTails = 0;
    std::uint64_t tornBytes = 0;
    std::size_t damagedPlaces = 0;   ///< records lost or changed in the middle of a segment
    std::size_t foreignFiles = 0;    ///< unreadable head or unknown name: renamed to *.bad
    std::string text() const;
};

/// Segments of one worker directory, oldest first, sealed and durable.
using Lanes = std::map<unsigned, std::vector<std::shared_ptr<Segment>>>;

struct Recovered {
    RecoveryReport report;
    Lanes lanes;
    std::map<unsigned, std::uint64_t> lastNumber;  ///< of each lane; a writer goes on behind it
};

/// @return spoolFailed when the directory cannot be read or the estimated settlements cannot be made durable.
Result<Recovered> recoverSpool(SpoolFiles& files, const std::filesystem::path& spoolDir, const std::string& node);

/// The record that ends a request whose process died: error INTERNAL, detail "crash", each open reservation billed as
/// estimated at its reserved amount.
RequestRecord crashRecord(const std::vector<Reservation>& open, const std::string& node);

}  // namespace gw::ledger
