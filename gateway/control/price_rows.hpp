// From the rows of table price to the prices that requests are billed by: the built-in list with the operators' versions
// before it. Pure, any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/control/state.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace gw::control {

/// @return invalidValue when the row's rates cannot be read.
Result<config::Price> priceOf(const store::PriceVersionRow& row);
/// All versions, oldest first: by time, then by number where two were made within a millisecond.
std::vector<const store::PriceVersionRow*> pricesInOrder(const State& state);
/// 7 of "own-7"; 0 of what was named otherwise, by hand.
std::uint64_t numberOf(const store::PriceVersionRow& row);
std::shared_ptr<const config::PriceTable> priceTable(const State& state);
/// Of the operators' versions for exactly this provider and model: the one in force at `now`; nullptr when there is none.
const store::PriceVersionRow* priceInForce(const State& state, std::string_view provider, std::string_view model, WallTime now);

}  // namespace gw::control
