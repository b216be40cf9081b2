#include "gateway/store/circuit_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putCircuit(Database& database, const CircuitRow& row) {
    return noCount(database.run(
        "INSERT INTO circuit (id, provider, model, state, reason, source, created_by, created_at, expires_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (provider, model) DO UPDATE SET id = excluded.id, state = excluded.state, reason = excluded.reason, "
        "source = excluded.source, created_by = excluded.created_by, created_at = excluded.created_at, expires_at = excluded.expires_at",
        {row.id, row.provider, row.model, row.state, textOrNull(row.reason), row.source, textOrNull(row.createdBy),
         timeValue(row.createdAt), timeValue(row.expiresAt)}));
}

Result<std::vector<CircuitRow>> allCircuits(Database& database, WallTime now) {
    std::vector<CircuitRow> rows;
    auto done = database.select(
        "SELECT id, provider, model, state, reason, source, created_by, created_at, expires_at FROM circuit "
        "WHERE expires_at > ? ORDER BY provider, model",
        {timeValue(now)}, [&](const Row& row) -> Result<void> {
            rows.push_back({.id = row.text(0),
                            .provider = row.text(1),
                            .model = row.text(2),
                            .state = row.text(3),
                            .reason = row.text(4),
                            .source = row.text(5),
                            .createdBy = row.text(6),
                            .createdAt = timeAt(row, 7),
                            .expiresAt = timeAt(row, 8)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

Result<std::int64_t> deleteExpiredCircuits(Database& database, WallTime now) {
    return database.run("DELETE FROM circuit WHERE expires_at <= ?", {timeValue(now)});
}

}  // namespace gw::store
