#include "gateway/ledger/rates.hpp"

#include "gateway/ledger/decimal_price.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace gw::ledger {

namespace {

namespace json = boost::json;
using config::BatchPrice;
using config::PriceTier;
using config::Rates;

constexpr std::array<std::string_view, 5> kRates{"input", "output", "cached_input", "cache_write", "reasoning"};
constexpr std::size_t kTiersMax = 16;

/// "prices[3]" and "input" → "prices[3].input".
std::string inside(const std::string& place, std::string_view name) {
    return place.empty() ? std::string(name) : place + "." + std::string(name);
}

tl::unexpected<Error> wrong(const std::string& place, const std::string& why) {
    return fail(ErrorCode::invalidValue, place + ": " + why, place);
}

bool isRate(std::string_view name) { return std::ranges::find(kRates, name) != kRates.end(); }

/// nullopt when the member is absent.
Result<std::optional<std::int64_t>> rate(const json::object& object, std::string_view name, const std::string& place) {
    const auto* value = object.if_contains(name);
    if (!value) return std::optional<std::int64_t>{};
    const auto where = inside(place, name);
    if (!value->is_string()) return wrong(where, "a decimal string such as \"2.50\" and no number, so that nothing is rounded");
    const auto parsed = parseDecimalPrice(std::string_view(value->get_string()));
    if (!parsed) return wrong(where, parsed.error().detail);
    return std::optional<std::int64_t>(*parsed);
}

Result<Rates> readRates(const json::object& object, const std::string& place) {
    std::array<std::optional<std::int64_t>, kRates.size()> values;
    for (std::size_t i = 0; i < kRates.size(); ++i) {
        const auto value = rate(object, kRates[i], place);
        if (!value) return fail(value.error());
        if (i < 2 && !*value) return wrong(inside(place, kRates[i]), "a price is missing");
        values[i] = *value;
    }
    return Rates{*values[0], *values[1], values[2], values[3], values[4]};
}

Result<void> onlyKnown(const json::object& object, std::string_view other, const std::string& place) {
    for (const auto& item : object) {
        const std::string_view name(item.key().data(), item.key().size());
        if (!isRate(name) && name != other) return wrong(inside(place, name), "an unknown field");
    }
    return {};
}

Result<PriceTier> readTier(const json::value& value, Tokens before, const std::string& place) {
    if (!value.is_object()) return wrong(place, "an object is missing");
    const auto& object = value.get_object();
    if (auto known = onlyKnown(object, "above", place); !known) return fail(known.error());
    const auto* above = object.if_contains("above");
    if (!above || !above->is_int64() || above->get_int64() <= before) {
        return wrong(inside(place, "above"), "a number of input tokens, larger from tier to tier");
    }
    auto rates = readRates(object, place);
    if (!rates) return fail(rates.error());
    return PriceTier{above->get_int64(), *rates};
}

Result<std::vector<PriceTier>> readTiers(const json::object& object, const std::string& place) {
    std::vector<PriceTier> tiers;
    const auto* value = object.if_contains("tiers");
    if (!value) return tiers;
    const auto where = inside(place, "tiers");
    if (!value->is_array() || value->get_array().size() > kTiersMax) return wrong(where, "a list of at most 16 tiers");
    for (std::size_t i = 0; i < value->get_array().size(); ++i) {
        auto tier = readTier(value->get_array()[i], tiers.empty() ? 0 : tiers.back().above, where + "[" + std::to_string(i) + "]");
        if (!tier) return fail(tier.error());
        tiers.push_back(std::move(*tier));
    }
    return tiers;
}

Result<std::optional<BatchPrice>> readBatch(const json::object& object, const std::string& place) {
    const auto* value = object.if_contains("batch");
    if (!value) return std::optional<BatchPrice>{};
    const auto where = inside(place, "batch");
    if (!value->is_object()) return wrong(where, "an object is missing");
    if (auto known = onlyKnown(value->get_object(), "tiers", where); !known) return fail(known.error());
    auto rates = readRates(value->get_object(), where);
    if (!rates) return fail(rates.error());
    auto tiers = readTiers(value->get_object(), where);
    if (!tiers) return fail(tiers.error());
    return std::optional(BatchPrice{*rates, std::move(*tiers)});
}

void put(json::object& object, const Rates& rates) {
    object["input"] = decimalPriceText(rates.input);
    object["output"] = decimalPriceText(rates.output);
    if (rates.cachedInput) object["cached_input"] = decimalPriceText(*rates.cachedInput);
    if (rates.cacheWrite) object["cache_write"] = decimalPriceText(*rates.cacheWrite);
    if (rates.reasoning) object["reasoning"] = decimalPriceText(*rates.reasoning);
}

void put(json::object& object, const std::vector<PriceTier>& tiers) {
    if (tiers.empty()) return;
    json::array list;
    for (const auto& tier : tiers) {
        json::object one{{"above", tier.above}};
        put(one, tier.rates);
        list.push_back(std::move(one));
    }
    object["tiers"] = std::move(list);
}

}  // namespace

bool isRatesMember(std::string_view name) { return isRate(name) || name == "tiers" || name == "batch"; }

Result<config::Price> parseRates(const json::object& object, const std::string& place) {
    const auto rates = readRates(object, place);
    if (!rates) return fail(rates.error());
    auto tiers = readTiers(object, place);
    if (!tiers) return fail(tiers.error());
    auto batch = readBatch(object, place);
    if (!batch) return fail(batch.error());
    config::Price price;
    price.input = rates->input;
    price.output = rates->output;
    price.cachedInput = rates->cachedInput;
    price.cacheWrite = rates->cacheWrite;
    price.reasoning = rates->reasoning;
    price.tiers = std::move(*tiers);
    price.batch = std::move(*batch);
    return price;
}

json::object ratesJson(const config::Price& price) {
    json::object object;
    put(object, Rates{price.input, price.output, price.cachedInput, price.cacheWrite, price.reasoning});
    put(object, price.tiers);
    if (!price.batch) return object;
    json::object batch;
    put(batch, price.batch->rates);
    put(batch, price.batch->tiers);
    object["batch"] = std::move(batch);
    return object;
}

}  // namespace gw::ledger
