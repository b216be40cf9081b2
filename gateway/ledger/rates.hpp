// The rates of a price as people write them, in prices.json, in table price and in the admin API alike:
// {input, output, cached_input?, cache_write?, reasoning?, tiers?: [{above, …rates}], batch?: {…rates, tiers?}}, decimal strings
// in USD per million tokens. Pure functions, any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace gw::ledger {

/// Members that are no rates are left to the caller. @param place what a fault is named after, "prices[3]"; empty: the
/// member's own name. @return invalidValue with the place as "prices[3].tiers[0].input".
Result<config::Price> parseRates(const boost::json::object& object, const std::string& place);

/// The same way back; what is unset stands nowhere.
boost::json::object ratesJson(const config::Price& price);

/// "input", "batch" …: whether a member belongs to the rates.
bool isRatesMember(std::string_view name);

}  // namespace gw::ledger
