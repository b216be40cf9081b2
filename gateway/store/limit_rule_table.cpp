#include "gateway/store/limit_rule_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putLimitRule(Database& database, const LimitRuleRow& row) {
    return noCount(database.run(
        "INSERT INTO limit_rule (id, scope, subject, rpm, tpm, tpd, max_parallel, budget_nanousd, budget_day_nanousd, "
        "budget_month_nanousd, updated_by, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (scope, subject) DO UPDATE SET rpm = excluded.rpm, tpm = excluded.tpm, tpd = excluded.tpd, "
        "max_parallel = excluded.max_parallel, budget_nanousd = excluded.budget_nanousd, "
        "budget_day_nanousd = excluded.budget_day_nanousd, budget_month_nanousd = excluded.budget_month_nanousd, "
        "updated_by = excluded.updated_by, updated_at = excluded.updated_at",
        {row.id, row.scope, row.subject, nullable(row.rpm), nullable(row.tpm), nullable(row.tpd), nullable(row.parallelMax),
         nullable(row.budgetNanoUsd), nullable(row.budgetDayNanoUsd), nullable(row.budgetMonthNanoUsd), textOrNull(row.updatedBy),
         timeValue(row.updatedAt)}));
}

Result<void> deleteLimitRule(Database& database, const std::string& scope, const std::string& subject) {
    return noCount(database.run("DELETE FROM limit_rule WHERE scope = ? AND subject = ?", {scope, subject}));
}

Result<std::vector<LimitRuleRow>> allLimitRules(Database& database) {
    std::vector<LimitRuleRow> rows;
    auto done = database.select(
        "SELECT id, scope, subject, rpm, tpm, tpd, max_parallel, budget_nanousd, budget_day_nanousd, budget_month_nanousd, "
        "updated_by, updated_at FROM limit_rule ORDER BY scope, subject",
        {}, [&](const Row& row) -> Result<void> {
            rows.push_back({.id = row.text(0),
                            .scope = row.text(1),
                            .subject = row.text(2),
                            .rpm = row.maybeInteger(3),
                            .tpm = row.maybeInteger(4),
                            .tpd = row.maybeInteger(5),
                            .parallelMax = row.maybeInteger(6),
                            .budgetNanoUsd = row.maybeInteger(7),
                            .budgetDayNanoUsd = row.maybeInteger(8),
                            .budgetMonthNanoUsd = row.maybeInteger(9),
                            .updatedBy = row.text(10),
                            .updatedAt = timeAt(row, 11)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
