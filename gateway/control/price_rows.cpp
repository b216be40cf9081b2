#include "gateway/control/price_rows.hpp"

#include "gateway/ledger/price_file.hpp"
#include "gateway/ledger/rates.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::control {

namespace {

std::pair<WallTime, std::uint64_t> ageOf(const store::PriceVersionRow& row) { return {row.createdAt, numberOf(row)}; }

}  // namespace

Result<config::Price> priceOf(const store::PriceVersionRow& row) {
    boost::json::error_code error;
    const auto value = boost::json::parse(row.rates, error);
    if (error || !value.is_object()) return fail(ErrorCode::invalidValue, "rates is not a JSON object", "rates");
    auto price = ledger::parseRates(value.get_object(), {});
    if (!price) return price;
    price->version = row.version;
    price->effectiveFrom = row.effectiveFrom;
    price->own = true;
    return price;
}

std::uint64_t numberOf(const store::PriceVersionRow& row) {
    constexpr std::string_view kPrefix = "own-";
    const std::string_view text = row.version;
    if (!text.starts_with(kPrefix)) return 0;
    std::uint64_t number = 0;
    const auto [end, ec] = std::from_chars(text.data() + kPrefix.size(), text.data() + text.size(), number);
    return ec == std::errc{} && end == text.data() + text.size() ? number : 0;
}

std::vector<const store::PriceVersionRow*> pricesInOrder(const State& state) {
    std::vector<const store::PriceVersionRow*> rows;
    rows.reserve(state.prices.size());
    for (const auto& [id, row] : state.prices) rows.push_back(&row);
    std::ranges::sort(rows, {}, [](const auto* row) { return ageOf(*row); });
    return rows;
}

std::shared_ptr<const config::PriceTable> priceTable(const State& state) {
    std::vector<ledger::PriceRow> rows;
    rows.reserve(state.prices.size());
    for (const auto* row : pricesInOrder(state)) {
        if (auto price = priceOf(*row)) rows.push_back({row->provider, row->model, std::move(*price)});
    }
    return ledger::makePriceBook(rows);
}

const store::PriceVersionRow* priceInForce(const State& state, std::string_view provider, std::string_view model, WallTime now) {
    const store::PriceVersionRow* found = nullptr;
    for (const auto& [id, row] : state.prices) {
        if (row.provider != provider || row.model != model || row.effectiveFrom > now) continue;
        // Of two with the same date the later one counts.
        const bool newer = !found || std::pair(found->effectiveFrom, ageOf(*found)) < std::pair(row.effectiveFrom, ageOf(row));
        if (newer) found = &row;
    }
    return found;
}

}  // namespace gw::control
