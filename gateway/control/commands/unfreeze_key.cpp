#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const UnfreezeKey& command, const State& state, const CommandContext&) {
    auto old = livingKey(state, command.id);
    if (!old) return fail(old.error());
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    store::ApiKeyRow row = **old;
    row.status = "active";
    return keyChange("key.unfreeze", **old, std::move(row), std::move(*reason));
}

}  // namespace gw::control
