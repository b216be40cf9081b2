// What a usage costs, exact to the nano-dollar. Pure function, any thread.
#pragma once

#include "gateway/base/units.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gw::ledger {

/// `usage.input` counts all input tokens: those read from a cache (`cached`) and written to one (`cacheWrite`) are part of
/// it and each token is priced once; `reasoning` is part of `output`. A part without a price of its own costs what the whole
/// costs. The exact sum over all parts is rounded once, half up, to a nano-dollar; one that does not fit is held at the
/// largest int64. Negative counts are taken as 0.
/// The whole request costs what its size says: the tier with the largest `above` that the input is longer than.
/// @param batch the provider did it at leisure: its batch price, where it has one, else the usual one.
/// @return nullopt for no price: unpriced, never 0.
std::optional<NanoUsd> cost(const config::Price* price, const TokenUsage& usage, bool batch = false);

/// What a ledger row says of its price: the version, with "/batch" behind it where the batch price was taken.
std::string priceVersion(const config::Price& price, bool batch = false);

/// `percent` (0…100) of it, rounded half up to a nano-dollar; nullopt stays nullopt.
std::optional<NanoUsd> share(std::optional<NanoUsd> whole, std::uint32_t percent);

}  // namespace gw::ledger
