#include "gateway/control/commands/user_commands.hpp"

namespace gw::control {

Result<Change> run(const CreateUser& command, const State& state, const CommandContext& context) {
    return newUser(command.email, command.role, command.passwordHash, state, context);
}

}  // namespace gw::control
