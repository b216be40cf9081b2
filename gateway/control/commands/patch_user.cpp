#include "gateway/control/audit_trail.hpp"
#include "gateway/control/change.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const PatchUser& command, const State& state, const CommandContext&) {
    const auto* old = state.user(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such user.");
    store::UserRow row = *old;
    if (command.role) {
        if (auto known = checkRole(*command.role); !known) return fail(known.error());
        row.role = *command.role;
    }
    if (command.isActive) row.isActive = *command.isActive;
    if (!command.passwordHash.empty()) row.passwordHash = command.passwordHash;
    const bool wasAdmin = old->isActive && old->role == "admin";
    const bool staysAdmin = row.isActive && row.role == "admin";
    if (wasAdmin && !staysAdmin && state.activeAdmins() == 1) {
        return fail(ErrorCode::conflict, "This is the last active administrator: make another one first.",
                    row.isActive ? "role" : "is_active");
    }
    Change change;
    change.id = row.id;
    if (row == *old) return change;
    change.audit = draftFor("user.update", "user", old, &row, row.email);
    if (row.passwordHash != old->passwordHash) change.audit.reason = "password changed";
    change.rows.push_back(EndSessions{row.id});
    change.rows.push_back(PutUser{std::move(row), false});
    return change;
}

}  // namespace gw::control
