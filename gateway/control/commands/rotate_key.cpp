#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"

#include <chrono>
#include <utility>

namespace gw::control {

namespace {
constexpr std::int64_t kGraceHoursMax = 168;
}

Result<Change> run(const RotateKey& command, const State& state, const CommandContext& context) {
    auto old = livingKey(state, command.id);
    if (!old) return fail(old.error());
    if (auto grace = checkRange(command.gracePeriodHours, 0, kGraceHoursMax, "grace_period_hours"); !grace) {
        return fail(grace.error());
    }
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    store::ApiKeyRow row = **old;
    endGrace(row);
    if (command.gracePeriodHours > 0) {
        row.previousHash = row.secretHash;
        row.previousPrefix = row.prefix;
        row.previousSigningSecret = row.signingSecret;
        row.previousUntil = context.now + std::chrono::hours(command.gracePeriodHours);
    }
    row.rotatedAt = context.now;
    auto secret = giveSecret(row);
    std::optional<secrets::Secret> signingSecret;
    if (row.requireSignature) signingSecret = giveSigningSecret(row, *context.masterKey);
    auto change = keyChange("key.rotate", **old, std::move(row));
    if (!change) return change;
    change->audit.reason = std::move(*reason);
    if (command.gracePeriodHours > 0) change->rows.push_back(KeepLastUse{command.id, (*old)->secretHash});
    change->key = std::move(secret);
    change->signingSecret = std::move(signingSecret);
    return change;
}

}  // namespace gw::control
