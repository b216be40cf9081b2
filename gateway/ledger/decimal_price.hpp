// A price as people write it, "0.075" USD per million tokens, as exact nano-dollars per million tokens, and back.
// Pure functions, any thread.
#pragma once

#include "gateway/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gw::ledger {

/// No price is higher: 1,000,000 USD per million tokens.
inline constexpr std::int64_t kPriceMax = std::int64_t{1'000'000} * 1'000'000'000;

/// Digits, at most one point, at most nine decimals; no sign, exponent, blank or leading zeros ("0.5", not ".5" or "00.5").
/// @return invalidValue that says at which character.
Result<std::int64_t> parseDecimalPrice(std::string_view text);

/// The shortest spelling: "2.5", "0.075", "10".
std::string decimalPriceText(std::int64_t nanoUsdPerMillion);

}  // namespace gw::ledger
