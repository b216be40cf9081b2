#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/validate.hpp"

#include <utility>

namespace gw::control {

namespace {

constexpr std::int64_t kMost = std::int64_t{1'000'000} * 1'000'000'000;  ///< a million USD

}  // namespace

/// Whether the ledger row exists, and has cost as much as is given back, shows when it is written: State holds no bill.
Result<Change> run(const AdjustUsage& command, const State&, const CommandContext& context) {
    if (command.requestId.empty() || command.requestId.size() > 128) return fail(ErrorCode::invalidValue, "A trace id is missing.", "trace_id");
    if (auto attempt = checkRange(command.attempt, 1, 65'535, "attempt"); !attempt) return fail(attempt.error());
    if (auto amount = checkRange(command.costNanoUsd, -kMost, kMost, "cost_nanousd"); !amount) return fail(amount.error());
    if (command.costNanoUsd == 0) return fail(ErrorCode::invalidValue, "A correction of nothing corrects nothing.", "cost_nanousd");
    auto reason = checkName(command.reason, "reason", 1000);
    if (!reason) return fail(reason.error());
    store::AdjustmentRow row{.id = uuidV7(context.now), .requestId = command.requestId, .attempt = command.attempt, .reason = *reason,
                             .costNanoUsd = command.costNanoUsd, .actor = context.actor.email, .createdAt = context.now};
    Change change;
    change.id = row.id;
    change.audit = draftFor("usage.adjust", "ledger", static_cast<const store::AdjustmentRow*>(nullptr), &row, command.requestId);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(PutAdjustment{std::move(row)});
    return change;
}

}  // namespace gw::control
