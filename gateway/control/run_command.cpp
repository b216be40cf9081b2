#include "gateway/control/change.hpp"

#include <variant>

namespace gw::control {

namespace {

struct Runner {
    const State& state;
    const CommandContext& context;
    Result<Change> operator()(const std::monostate&) const { return fail(ErrorCode::internal, "An empty command was applied."); }
    template <class CommandType>
    Result<Change> operator()(const CommandType& command) const {
        return run(command, state, context);
    }
};

}  // namespace

Result<Change> runCommand(const Command& command, const State& state, const CommandContext& context) {
    return std::visit(Runner{state, context}, command);
}

}  // namespace gw::control
