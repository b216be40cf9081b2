// How many tokens a text of a JSON body will come to, before any provider has counted it: what limits and budgets reserve and
// what is booked when a usage never comes. Each byte weighs what its kind weighs on average in the tokenizers o200k_base and
// cl100k_base; tests/gateway/dialect/token_estimate_test.cpp shows the error by language. Pure, any thread.
#pragma once

#include "gateway/base/units.hpp"

#include <cstdint>
#include <string_view>

namespace gw::dialect {

/// Thousandths of a token of `text` as it stands between the quotes of a JSON string (escapes and all). Of a text longer than
/// 4 KiB sixteen pieces of 256 bytes are weighed.
std::uint64_t milliTokensOf(std::string_view text) noexcept;

/// Rounded up.
inline Tokens tokensOfMilli(std::uint64_t milli) noexcept { return static_cast<Tokens>((milli + 999) / 1000); }

}  // namespace gw::dialect
