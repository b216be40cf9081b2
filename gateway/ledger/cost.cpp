#include "gateway/ledger/cost.hpp"

#include <algorithm>
#include <limits>

namespace gw::ledger {

namespace {

constexpr std::int64_t kPerMillion = 1'000'000;

// 64 × 64 bits: five products of 2⁶³ × 10¹⁵ stay below 2¹²⁷.
__extension__ using Wide = __int128;

Wide product(Tokens tokens, std::int64_t price) { return Wide{std::max<Tokens>(tokens, 0)} * price; }

}  // namespace

std::optional<NanoUsd> cost(const config::Price* price, const TokenUsage& usage) {
    if (!price) return std::nullopt;
    const auto cached = std::max<Tokens>(usage.cached, 0);
    const auto written = std::max<Tokens>(usage.cacheWrite, 0);
    const auto reasoning = std::max<Tokens>(usage.reasoning, 0);
    // Counts that contradict each other (more cached than input) never make a negative part.
    const auto plain = static_cast<Tokens>(std::max<Wide>(Wide{usage.input} - cached - written, 0));
    const auto said = static_cast<Tokens>(std::max<Wide>(Wide{usage.output} - (price->reasoning ? reasoning : 0), 0));
    Wide sum = product(plain, price->input) + product(cached, price->cachedInput.value_or(price->input)) +
               product(written, price->cacheWrite.value_or(price->input)) + product(said, price->output);
    if (price->reasoning) sum += product(reasoning, *price->reasoning);
    const Wide rounded = (sum + kPerMillion / 2) / kPerMillion;
    return NanoUsd{static_cast<std::int64_t>(std::min<Wide>(rounded, std::numeric_limits<std::int64_t>::max()))};
}

}  // namespace gw::ledger
