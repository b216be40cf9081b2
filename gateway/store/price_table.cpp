#include "gateway/store/price_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> insertPrice(Database& database, const PriceVersionRow& row) {
    return noCount(database.run(
        "INSERT INTO price (id, version, provider, model, rates, effective_from, reason, created_by, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.version, row.provider, row.model, row.rates, timeValue(row.effectiveFrom), textOrNull(row.reason),
         textOrNull(row.createdBy), timeValue(row.createdAt)}));
}

Result<std::vector<PriceVersionRow>> allPrices(Database& database) {
    std::vector<PriceVersionRow> rows;
    auto done = database.select(
        "SELECT id, version, provider, model, rates, effective_from, reason, created_by, created_at FROM price ORDER BY created_at, id", {},
        [&](const Row& row) -> Result<void> {
            rows.push_back({.id = row.text(0),
                            .version = row.text(1),
                            .provider = row.text(2),
                            .model = row.text(3),
                            .rates = row.text(4),
                            .effectiveFrom = timeAt(row, 5),
                            .reason = row.text(6),
                            .createdBy = row.text(7),
                            .createdAt = timeAt(row, 8)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
