// What tokens cost: integer nano-dollars from a price per million, rounded once. Pure, any thread.
#pragma once

#include "gateway/base/units.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/ledger/usage_record.hpp"

namespace gw::pipeline {

/// Cached and cache-write tokens are part of the input, reasoning tokens part of the output; each has its own price or
/// that of the whole.
NanoUsd costOf(const config::Price& price, const ledger::TokenUsage& usage);

}  // namespace gw::pipeline
