#include "gateway/control/commands/user_commands.hpp"

namespace gw::control {

Result<Change> run(const BootstrapAdmin& command, const State& state, const CommandContext& context) {
    if (!state.users.empty()) return fail(ErrorCode::conflict, "An administrator exists already: sign in.");
    auto change = newUser(command.email, "admin", command.passwordHash, state, context);
    if (change) change->audit.reason = "first administrator";
    return change;
}

}  // namespace gw::control
