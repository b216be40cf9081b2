#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const EndGrace& command, const State& state, const CommandContext& context) {
    auto old = livingKey(state, command.id);
    if (!old) return fail(old.error());
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    if (!(*old)->previousUntil || *(*old)->previousUntil <= context.now) {
        return fail(ErrorCode::conflict, "No old secret of this key works any more: there is no grace period to end.");
    }
    store::ApiKeyRow row = **old;
    endGrace(row);
    return keyChange("key.end_grace", **old, std::move(row), std::move(*reason));
}

}  // namespace gw::control
