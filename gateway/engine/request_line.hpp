// The log line of a finished request, as contract.md has it: text (`key=value`) and JSON with the same fields.
// Pure functions; the request-log thread calls them.
#pragma once

#include "gateway/ledger/usage_record.hpp"

#include <string>

namespace gw::engine {

/// ERROR: the request failed on our or the provider's side; WARN: refused, or saved by another upstream; else INFO.
const char* levelOf(const ledger::RequestRecord& record);

/// `2026-01-06T12:00:00.123Z ERROR request trace_id=… … latency_ms=…`; latency_ms stands last, the handbook's awk wants it.
std::string textLine(const ledger::RequestRecord& record);
std::string jsonLine(const ledger::RequestRecord& record);

}  // namespace gw::engine
