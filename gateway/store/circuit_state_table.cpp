#include "gateway/store/circuit_state_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putCircuitStates(Database& database, std::span<const CircuitStateRow> rows, std::span<const CircuitPlace> gone) {
    for (const auto& row : rows) {
        auto done = noCount(database.run(
            "INSERT INTO circuit_state (provider, model, state, reason, by_order, order_id, until_at, next_rest_ms, failures_in_row, "
            "openings, turns, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (provider, model) DO UPDATE SET state = excluded.state, reason = excluded.reason, by_order = excluded.by_order, "
            "order_id = excluded.order_id, until_at = excluded.until_at, next_rest_ms = excluded.next_rest_ms, "
            "failures_in_row = excluded.failures_in_row, openings = excluded.openings, turns = excluded.turns, updated_at = excluded.updated_at",
            {row.provider, row.model, row.state, textOrNull(row.reason), row.byOrder, textOrNull(row.orderId), timeValue(row.until),
             row.nextRestMs, row.failuresInARow, row.openings, row.turns, timeValue(row.updatedAt)}));
        if (!done) return done;
    }
    for (const auto& place : gone) {
        auto done = noCount(database.run("DELETE FROM circuit_state WHERE provider = ? AND model = ?", {place.provider, place.model}));
        if (!done) return done;
    }
    return {};
}

Result<std::vector<CircuitStateRow>> circuitStates(Database& database, std::int64_t most) {
    auto dropped = noCount(database.run("DELETE FROM circuit_state WHERE provider NOT IN (SELECT name FROM provider)", {}));
    if (!dropped) return fail(dropped.error());
    std::vector<CircuitStateRow> rows;
    auto done = database.select(
        "SELECT provider, model, state, reason, by_order, order_id, until_at, next_rest_ms, failures_in_row, openings, turns, updated_at "
        "FROM circuit_state ORDER BY updated_at DESC LIMIT ?",
        {most}, [&](const Row& row) -> Result<void> {
            rows.push_back({.provider = row.text(0),
                            .model = row.text(1),
                            .state = row.text(2),
                            .reason = row.text(3),
                            .byOrder = row.boolean(4),
                            .orderId = row.text(5),
                            .until = timeAt(row, 6),
                            .nextRestMs = row.integer(7),
                            .failuresInARow = row.integer(8),
                            .openings = row.integer(9),
                            .turns = row.text(10),
                            .updatedAt = timeAt(row, 11)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
