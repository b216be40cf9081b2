#include "gateway/ledger/cost.hpp"

#include <algorithm>
#include <limits>

namespace gw::ledger {

namespace {

constexpr std::int64_t kPerMillion = 1'000'000;

// 64 × 64 bits: five products of 2⁶³ × 10¹⁵ stay below 2¹²⁷.
__extension__ using Wide = __int128;

Wide product(Tokens tokens, std::int64_t price) { return Wide{std::max<Tokens>(tokens, 0)} * price; }

config::Rates ratesOf(const config::Price& price) {
    return {price.input, price.output, price.cachedInput, price.cacheWrite, price.reasoning};
}

/// The last tier whose bound the input has passed, else `base`.
const config::Rates& tierOf(const config::Rates& base, const std::vector<config::PriceTier>& tiers, Tokens input) {
    const config::Rates* found = &base;
    for (const auto& tier : tiers) {
        if (input > tier.above) found = &tier.rates;
    }
    return *found;
}

/// Counts that contradict each other (more cached than input) never make a negative part.
NanoUsd costAt(const config::Rates& rates, const TokenUsage& usage) {
    const auto cached = std::max<Tokens>(usage.cached, 0);
    const auto written = std::max<Tokens>(usage.cacheWrite, 0);
    const auto reasoning = std::max<Tokens>(usage.reasoning, 0);
    const auto plain = static_cast<Tokens>(std::max<Wide>(Wide{usage.input} - cached - written, 0));
    const auto said = static_cast<Tokens>(std::max<Wide>(Wide{usage.output} - (rates.reasoning ? reasoning : 0), 0));
    Wide sum = product(plain, rates.input) + product(cached, rates.cachedInput.value_or(rates.input)) +
               product(written, rates.cacheWrite.value_or(rates.input)) + product(said, rates.output);
    if (rates.reasoning) sum += product(reasoning, *rates.reasoning);
    const Wide rounded = (sum + kPerMillion / 2) / kPerMillion;
    return NanoUsd{static_cast<std::int64_t>(std::min<Wide>(rounded, std::numeric_limits<std::int64_t>::max()))};
}

}  // namespace

std::optional<NanoUsd> cost(const config::Price* price, const TokenUsage& usage, bool batch) {
    if (!price) return std::nullopt;
    if (batch && price->batch) return costAt(tierOf(price->batch->rates, price->batch->tiers, usage.input), usage);
    const config::Rates base = ratesOf(*price);
    return costAt(tierOf(base, price->tiers, usage.input), usage);
}

std::string priceVersion(const config::Price& price, bool batch) {
    return batch && price.batch ? price.version + std::string(kBatchPriceMark) : price.version;
}

std::optional<NanoUsd> share(std::optional<NanoUsd> whole, std::uint32_t percent) {
    if (!whole) return std::nullopt;
    const Wide part = (Wide{whole->value} * percent + 50) / 100;
    return NanoUsd{static_cast<std::int64_t>(part)};
}

}  // namespace gw::ledger
