#include "gateway/store/usage_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<std::unordered_map<std::string, NanoUsd>> spentByKey(Database& database) {
    std::unordered_map<std::string, NanoUsd> spent;
    const auto add = [&](const Row& row) -> Result<void> {
        spent[row.text(0)] += NanoUsd{row.integer(1)};
        return {};
    };
    auto done = database.select("SELECT key_id, sum(cost_nanousd) FROM key_day GROUP BY key_id", {}, add);
    if (!done) return fail(done.error());
    done = database.select(
        "SELECT l.key_id, sum(a.cost_nanousd) FROM usage_adjustment a JOIN usage_ledger l ON l.request_id = a.request_id "
        "AND l.attempt = a.attempt WHERE l.key_id IS NOT NULL GROUP BY l.key_id",
        {}, add);
    if (!done) return fail(done.error());
    return spent;
}

Result<void> insertAdjustment(Database& database, const AdjustmentRow& row) {
    auto known = database.integer("SELECT count(*) FROM usage_ledger WHERE request_id = ? AND attempt = ?", {row.requestId, row.attempt});
    if (!known) return fail(known.error());
    if (known->value_or(0) == 0) {
        return fail(ErrorCode::notFound, ErrorSource::store, Retry::never, "There is no such ledger row.");
    }
    return noCount(database.run(
        "INSERT INTO usage_adjustment (id, request_id, attempt, reason, cost_nanousd, actor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.requestId, row.attempt, row.reason, row.costNanoUsd, row.actor, timeValue(row.createdAt)}));
}

}  // namespace gw::store
