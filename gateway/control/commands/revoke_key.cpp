#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const RevokeKey& command, const State& state, const CommandContext& context) {
    const auto* old = state.key(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such API key.");
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    store::ApiKeyRow row = *old;
    // Twice is once: a lost reply may be asked for again.
    if (row.status != "revoked") {
        row.status = "revoked";
        row.revokedAt = context.now;
        row.revokeReason = *reason;
        endGrace(row);
    }
    return keyChange("key.revoke", *old, std::move(row), std::move(*reason));
}

}  // namespace gw::control
