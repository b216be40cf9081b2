#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/commands/limit_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

namespace {

constexpr std::int64_t kRpmMax = 10'000'000;
constexpr std::int64_t kTokensMax = 1'000'000'000'000;
constexpr std::int64_t kParallelMax = 1'000'000;
/// Rules in all: each snapshot holds them.
constexpr std::size_t kRulesMax = 20'000;

Result<void> patchMoney(std::optional<std::int64_t>& amount, const Patch<std::string>& patch, const char* field) {
    if (!patch) return {};
    auto budget = checkBudget(*patch);
    if (!budget) return fail(budget.error().code, budget.error().detail, field);
    amount = *budget;
    return {};
}

Result<void> patchNumbers(store::LimitRuleRow& row, const SetLimit& command) {
    if (command.rpm) row.rpm = *command.rpm;
    if (command.tpm) row.tpm = *command.tpm;
    if (command.tpd) row.tpd = *command.tpd;
    if (command.parallelMax) row.parallelMax = *command.parallelMax;
    if (auto rpm = checkRange(row.rpm, 1, kRpmMax, "rpm"); !rpm) return rpm;
    if (auto tpm = checkRange(row.tpm, 1, kTokensMax, "tpm"); !tpm) return tpm;
    if (auto tpd = checkRange(row.tpd, 1, kTokensMax, "tpd"); !tpd) return tpd;
    return checkRange(row.parallelMax, 1, kParallelMax, "max_parallel");
}

Result<void> patchBudgets(store::LimitRuleRow& row, const SetLimit& command) {
    const bool asked = command.budgetUsd || command.budgetDayUsd || command.budgetMonthUsd;
    if (asked && row.scope != "key" && row.scope != "user")
        return fail(ErrorCode::invalidValue, "Only keys and users have budgets.", "budget_usd");
    if (auto done = patchMoney(row.budgetNanoUsd, command.budgetUsd, "budget_usd"); !done) return done;
    if (auto done = patchMoney(row.budgetDayNanoUsd, command.budgetDayUsd, "budget_day_usd"); !done) return done;
    return patchMoney(row.budgetMonthNanoUsd, command.budgetMonthUsd, "budget_month_usd");
}

/// What a key has columns for goes there, the rest into the rule.
void addKeyRows(Change& change, const store::ApiKeyRow& old, const store::LimitRuleRow& wanted) {
    store::ApiKeyRow key = old;
    key.rpm = wanted.rpm;
    key.tpm = wanted.tpm;
    key.parallelMax = wanted.parallelMax;
    key.budgetNanoUsd = wanted.budgetNanoUsd;
    if (key != old) change.rows.push_back(PutKey{std::move(key), false});
}

void addRuleRow(Change& change, const State& state, store::LimitRuleRow row) {
    if (row.scope == "key") {
        row.rpm = row.tpm = row.parallelMax = row.budgetNanoUsd = std::nullopt;
    }
    const auto found = state.limits.find(limitPlace(row.scope, row.subject));
    if (!row.empty()) {
        change.rows.push_back(PutLimit{std::move(row)});
    } else if (found != state.limits.end()) {
        change.rows.push_back(DropLimit{row.scope, row.subject});
    }
}

}  // namespace

store::LimitRuleRow presentLimit(const State& state, const std::string& scope, const std::string& subject) {
    store::LimitRuleRow row;
    const auto found = state.limits.find(limitPlace(scope, subject));
    if (found != state.limits.end()) row = found->second;
    row.scope = scope;
    row.subject = subject;
    if (const auto* key = scope == "key" ? state.key(subject) : nullptr) {
        row.rpm = key->rpm;
        row.tpm = key->tpm;
        row.parallelMax = key->parallelMax;
        row.budgetNanoUsd = key->budgetNanoUsd;
    }
    return row;
}

Result<Change> run(const SetLimit& command, const State& state, const CommandContext& context) {
    auto subject = limitSubject(state, command.scope, command.subject);
    if (!subject) return fail(subject.error());
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    auto old = presentLimit(state, command.scope, *subject);
    if (old.id.empty()) old.id = uuidV7(context.now);
    auto row = old;
    if (auto done = patchNumbers(row, command); !done) return fail(done.error());
    if (auto done = patchBudgets(row, command); !done) return fail(done.error());
    Change change;
    change.id = limitPlace(command.scope, *subject);
    if (row == old) return change;
    if (state.limits.size() >= kRulesMax && !state.limits.contains(change.id))
        return fail(ErrorCode::conflict, "There are 20000 limits already: remove some, or limit a range.");
    row.updatedBy = context.actor.email;
    row.updatedAt = context.now;
    change.audit = draftFor("limit.set", "limit", &old, &row, limitName(state, command.scope, *subject));
    change.audit.reason = std::move(*reason);
    if (command.scope == "key") {
        auto key = livingKey(state, *subject);
        if (!key) return fail(key.error());
        addKeyRows(change, **key, row);
    }
    addRuleRow(change, state, std::move(row));
    return change;
}

Result<Change> run(const ClearLimit& command, const State& state, const CommandContext& context) {
    SetLimit all;
    all.scope = command.scope;
    all.subject = command.subject;
    all.reason = command.reason;
    all.rpm = all.tpm = all.tpd = all.parallelMax = std::optional<std::int64_t>();
    if (command.scope == "key" || command.scope == "user")
        all.budgetUsd = all.budgetDayUsd = all.budgetMonthUsd = std::optional<std::string>();
    auto change = run(all, state, context);
    if (change && change->rows.empty()) return fail(ErrorCode::notFound, "Nothing is limited here.");
    if (change) change->audit.action = "limit.clear";
    return change;
}

}  // namespace gw::control
