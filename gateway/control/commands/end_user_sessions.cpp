#include "gateway/control/audit_trail.hpp"
#include "gateway/control/change.hpp"
#include "gateway/control/validate.hpp"

#include <utility>

namespace gw::control {

Result<Change> run(const EndUserSessions& command, const State& state, const CommandContext&) {
    const auto* user = state.user(command.id);
    if (!user) return fail(ErrorCode::notFound, "There is no such user.");
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    Change change;
    change.id = user->id;
    change.audit = draftFor("user.end_sessions", "user", user, user, user->email);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(EndSessions{user->id, command.family, command.keepFamily});
    return change;
}

}  // namespace gw::control
