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
    auto billed = database.integer(
        "SELECT coalesce(cost_nanousd, 0) + (SELECT coalesce(sum(a.cost_nanousd), 0) FROM usage_adjustment a "
        "WHERE a.request_id = l.request_id AND a.attempt = l.attempt) FROM usage_ledger l WHERE l.request_id = ? AND l.attempt = ?",
        {row.requestId, row.attempt});
    if (!billed) return fail(billed.error());
    if (!*billed) return fail(ErrorCode::notFound, ErrorSource::store, Retry::never, "There is no such ledger row.");
    if (**billed + row.costNanoUsd < 0) {
        return fail(ErrorCode::invalidValue, ErrorSource::store, Retry::never,
                    "That would give back more than the row has cost: " + std::to_string(**billed) + " nano-dollars are left of it.",
                    "cost_nanousd");
    }
    return noCount(database.run(
        "INSERT INTO usage_adjustment (id, request_id, attempt, reason, cost_nanousd, actor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.requestId, row.attempt, row.reason, row.costNanoUsd, row.actor, timeValue(row.createdAt)}));
}

Result<std::optional<BilledTo>> billedTo(Database& database, const std::string& requestId, std::int64_t attempt) {
    std::optional<BilledTo> found;
    auto done = database.select("SELECT key_id, user_id, created_at FROM usage_ledger WHERE request_id = ? AND attempt = ?", {requestId, attempt},
                                [&](const Row& row) -> Result<void> {
                                    found = BilledTo{row.text(0), row.text(1), timeAt(row, 2)};
                                    return {};
                                });
    if (!done) return fail(done.error());
    return found;
}

Result<std::vector<AdjustmentRow>> adjustmentsOf(Database& database, const std::string& requestId) {
    std::vector<AdjustmentRow> rows;
    auto done = database.select(
        "SELECT id, request_id, attempt, reason, cost_nanousd, actor, created_at FROM usage_adjustment WHERE request_id = ? ORDER BY created_at, id",
        {requestId}, [&](const Row& row) -> Result<void> {
            rows.push_back({row.text(0), row.text(1), row.integer(2), row.text(3), row.integer(4), row.text(5), timeAt(row, 6)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
