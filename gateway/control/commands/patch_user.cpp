#include "gateway/control/audit_trail.hpp"
#include "gateway/control/change.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {
namespace {

/// No slip locks its author out, and some administrator always stays.
Result<void> checkGuards(const store::UserRow& old, const store::UserRow& row, const State& state, const CommandContext& context) {
    const bool sameRights = row.role == old.role && (row.isActive || !old.isActive);
    if (sameRights) return {};
    const char* field = row.isActive ? "role" : "is_active";
    const bool wasAdmin = old.isActive && old.role == "admin";
    const bool staysAdmin = row.isActive && row.role == "admin";
    if (wasAdmin && !staysAdmin && state.activeAdmins() == 1) {
        return fail(ErrorCode::lastAdmin, "This is the last active administrator: make another one first.", field);
    }
    if (row.id == context.actor.userId) {
        return fail(ErrorCode::notYourself, "You cannot change your own role or switch yourself off: ask another administrator.", field);
    }
    return {};
}

}  // namespace

Result<Change> run(const PatchUser& command, const State& state, const CommandContext& context) {
    const auto* old = state.user(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such user.");
    store::UserRow row = *old;
    if (command.role) {
        if (auto known = checkRole(*command.role); !known) return fail(known.error());
        row.role = *command.role;
    }
    if (command.isActive) row.isActive = *command.isActive;
    if (!command.passwordHash.empty()) {
        row.passwordHash = command.passwordHash;
        row.mustChangePassword = row.id != context.actor.userId;
    }
    if (auto allowed = checkGuards(*old, row, state, context); !allowed) return fail(allowed.error());
    Change change;
    change.id = row.id;
    if (row == *old) return change;
    change.audit = draftFor("user.update", "user", old, &row, row.email);
    change.audit.reason = command.reason;
    if (row.passwordHash != old->passwordHash && command.reason.empty()) change.audit.reason = "password changed";
    change.rows.push_back(EndSessions{row.id, {}, command.keepFamily});
    change.rows.push_back(PutUser{std::move(row), false});
    return change;
}

}  // namespace gw::control
