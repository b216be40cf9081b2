#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/user_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> newUser(const std::string& email, const std::string& role, const std::string& passwordHash, const State& state,
                       const CommandContext& context) {
    auto address = checkEmail(email);
    if (!address) return fail(address.error());
    if (auto known = checkRole(role); !known) return fail(known.error());
    if (state.userByEmail(*address)) return fail(ErrorCode::conflict, "A user with this e-mail address exists already.", "email");
    store::UserRow row;
    row.id = uuidV7(context.now);
    row.email = std::move(*address);
    row.passwordHash = passwordHash;
    row.role = role;
    row.createdAt = context.now;
    Change change;
    change.id = row.id;
    change.audit = draftFor<store::UserRow>("user.create", "user", nullptr, &row, row.email);
    change.rows.push_back(PutUser{std::move(row), true});
    return change;
}

}  // namespace gw::control
