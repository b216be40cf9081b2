// Table circuit: what operators ordered for a provider's model, one row each. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <string>
#include <vector>

namespace gw::store {

struct CircuitRow {
    std::string id;  ///< of the order: another one each time
    std::string provider, model;
    std::string state;   ///< open | closed
    std::string reason;
    std::string source;  ///< console | api | cli | external
    std::string createdBy;
    WallTime createdAt{};
    WallTime expiresAt{};  ///< an open one is tried again then; a closed one has done its work long before
    friend bool operator==(const CircuitRow&, const CircuitRow&) = default;
};

/// Takes the place of the order before for the same provider and model.
Result<void> putCircuit(Database& database, const CircuitRow& row);
/// Expired ones are left out; by provider and model.
Result<std::vector<CircuitRow>> allCircuits(Database& database, WallTime now);
Result<std::int64_t> deleteExpiredCircuits(Database& database, WallTime now);

}  // namespace gw::store
