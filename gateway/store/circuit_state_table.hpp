// Table circuit_state: what the circuits knew when the engine ended, a row each. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gw::store {

struct CircuitStateRow {
    std::string provider, model;
    std::string state;   ///< open | closed
    std::string reason;  ///< an error code; empty: none, or an operator's order
    bool byOrder = false;
    std::string orderId;  ///< the last order that was carried out
    WallTime until{};     ///< of an open one
    std::int64_t nextRestMs = 0, failuresInARow = 0, openings = 0;
    std::string turns;  ///< JSON, the newest last
    WallTime updatedAt{};
    friend bool operator==(const CircuitStateRow&, const CircuitStateRow&) = default;
};

/// Rows whose place in the table is theirs alone: provider and model.
struct CircuitPlace {
    std::string provider, model;
};

/// Puts `rows` in the place of those before and drops `gone`.
Result<void> putCircuitStates(Database& database, std::span<const CircuitStateRow> rows, std::span<const CircuitPlace> gone);
/// The `most` that changed last, of providers that still exist; those of others are dropped.
Result<std::vector<CircuitStateRow>> circuitStates(Database& database, std::int64_t most);

}  // namespace gw::store
