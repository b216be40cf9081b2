#include "gateway/pipeline/cost.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace gw::pipeline {

namespace {

// 10⁹ tokens at 10⁶ USD per million are 10²⁴ millionths of a nano-dollar: more than 64 bits hold.
__extension__ using Wide = __int128;

Wide part(Tokens tokens, std::int64_t perMillion) { return static_cast<Wide>(tokens) * perMillion; }

}  // namespace

NanoUsd costOf(const config::Price& price, const ledger::TokenUsage& usage) {
    const Tokens plainInput = std::max<Tokens>(0, usage.input - usage.cached - usage.cacheWrite);
    const Tokens plainOutput = std::max<Tokens>(0, usage.output - usage.reasoning);
    const Wide millionths =
        part(plainInput, price.input) + part(usage.cached, price.cachedInput.value_or(price.input)) +
        part(usage.cacheWrite, price.cacheWrite.value_or(price.input)) + part(plainOutput, price.output) +
        part(usage.reasoning, price.reasoning.value_or(price.output));
    constexpr Wide kMillion = 1'000'000;
    const Wide nano = (millionths + kMillion / 2) / kMillion;
    constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
    return NanoUsd{static_cast<std::int64_t>(std::min(nano, kMost))};
}

}  // namespace gw::pipeline
