// The log line of a finished request, as contract.md has it: text (`key=value`) and JSON with the same fields.
// They append to a block of lines; the request-log thread calls them.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace gw::engine {

/// RFC 3339 texts of times that come near to each other: within a second only the milliseconds are written anew.
class LineTime {
   public:
    /// Good until the next call.
    std::string_view text(WallTime time);

   private:
    std::chrono::sys_seconds second_{};
    std::string text_;
};

/// ERROR: the request failed on our or the provider's side; WARN: refused, or saved by another upstream; else INFO.
const char* levelOf(const ledger::RequestRecord& record);

/// `2026-01-06T12:00:00.123Z ERROR request trace_id=… … latency_ms=…`; latency_ms stands last, the handbook's awk wants it.
void appendTextLine(std::string& out, const ledger::RequestRecord& record, LineTime& time);
void appendJsonLine(std::string& out, const ledger::RequestRecord& record, LineTime& time);

}  // namespace gw::engine
