// What keys and users have spent, read from the bill: where budgets begin at a start. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/units.hpp"
#include "gateway/store/database.hpp"

#include <chrono>
#include <string>
#include <unordered_map>
#include <vector>

namespace gw::store {

/// Ledger and adjustments; an adjustment counts in the period of the row it corrects.
struct SpentSums {
    NanoUsd total{0}, day{0}, month{0};
};
struct SpentBySubject {
    std::unordered_map<std::string, SpentSums> keys, users;
};
/// In all, in the UTC day and in the UTC month of `now`.
Result<SpentBySubject> spentSums(Database& database, WallTime now);

/// Tokens of the last 24 h, gathered by `bucket`, oldest first: where limits of tokens a day begin.
struct TokenShare {
    WallTime at{};
    std::string keyId, userId, presetId, ip;
    std::int64_t tokens = 0;
};
Result<std::vector<TokenShare>> tokensSince(Database& database, WallTime since, std::chrono::milliseconds bucket);

}  // namespace gw::store
