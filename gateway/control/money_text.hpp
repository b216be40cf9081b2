// Dollars as people write them ("12.50") to and from nano-dollars, exactly. Pure, any thread.
#pragma once

#include "gateway/base/units.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gw::control {

/// Digits, at most one point with digits on both sides, at most 9 behind it, no sign, no exponent, up to 9,000,000,000 dollars.
std::optional<NanoUsd> parseUsd(std::string_view text);
/// "12.5", "0.000000001", "3": no trailing zeros.
std::string usdText(NanoUsd amount);

}  // namespace gw::control
