// Reads prices.json: the built-in one, and one that an operator imports. Strict: decimal strings only, no unknown or
// missing fields, no duplicates; a fault names its place. Pure functions, any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/ledger/price_book.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gw::ledger {

struct PriceFile {
    std::string version;
    std::vector<PriceRow> rows;
};

/// @return badJson with line and column, or invalidValue with the place as "prices[3].input".
Result<PriceFile> parsePriceFile(std::string_view text);

/// The file that was compiled in.
std::string_view builtinPricesJson();

/// The built-in prices with the operators' rows (of the database) behind them.
std::shared_ptr<const PriceBook> makePriceBook(const std::vector<PriceRow>& overrides);

}  // namespace gw::ledger
