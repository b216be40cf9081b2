#include "gateway/control/price_rows.hpp"

#include "gateway/ledger/price_file.hpp"
#include "gateway/ledger/rates.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <vector>

namespace gw::control {

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

std::shared_ptr<const config::PriceTable> priceTable(const State& state) {
    std::vector<ledger::PriceRow> rows;
    rows.reserve(state.prices.size());
    for (const auto& [id, row] : state.prices) {
        if (auto price = priceOf(row)) rows.push_back({row.provider, row.model, std::move(*price)});
    }
    return ledger::makePriceBook(rows);
}

const store::PriceVersionRow* priceInForce(const State& state, std::string_view provider, std::string_view model, WallTime now) {
    const store::PriceVersionRow* found = nullptr;
    for (const auto& [id, row] : state.prices) {
        if (row.provider != provider || row.model != model || row.effectiveFrom > now) continue;
        // Of two with the same date the later one counts; ids grow with time.
        if (!found || row.effectiveFrom >= found->effectiveFrom) found = &row;
    }
    return found;
}

}  // namespace gw::control
