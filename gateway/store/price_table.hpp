// Table price: what operators set, a row a version; rows are never edited (trigger). Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <string>
#include <vector>

namespace gw::store {

struct PriceVersionRow {
    std::string id;
    std::string version;   ///< "own-7": what ledger rows name
    std::string provider;  ///< a provider's name, a kind, or "*"
    std::string model;
    std::string rates;     ///< JSON: ledger/rates.hpp
    WallTime effectiveFrom{};
    std::string reason, createdBy;
    WallTime createdAt{};
    friend bool operator==(const PriceVersionRow&, const PriceVersionRow&) = default;
};

Result<void> insertPrice(Database& database, const PriceVersionRow& row);
/// In the order in which they were made.
Result<std::vector<PriceVersionRow>> allPrices(Database& database);

}  // namespace gw::store
