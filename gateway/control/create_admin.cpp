#include "gateway/control/create_admin.hpp"

#include "gateway/control/audit_trail.hpp"
#include "gateway/secrets/password.hpp"

namespace gw::control {

namespace {

Result<store::UserRow> runInStore(store::Database& database, const Command& command, const Actor& actor, WallTime now) {
    return database.transaction([&]() -> Result<store::UserRow> {
        auto loaded = loadState(database, now);
        if (!loaded) return fail(loaded.error());
        auto change = runCommand(command, loaded->state, {.now = now, .actor = actor, .masterKey = nullptr});
        if (!change) return fail(change.error());
        if (auto audited = commitChange(database, *change, actor, now); !audited) return fail(audited.error());
        return std::get<PutUser>(change->rows.front()).row;
    });
}

Actor actorOf(const std::string& source) { return {.userId = "", .email = source, .role = "admin", .source = source, .ip = ""}; }

}  // namespace

Result<store::UserRow> createAdmin(store::Database& database, const std::string& email, const secrets::Secret& password,
                                   const std::string& role, const std::string& source, const Clock& clock) {
    if (auto usable = secrets::checkPassword(password); !usable) return fail(usable.error());
    auto hash = secrets::hashPassword(password);
    if (!hash) return fail(hash.error());
    CreateUser command;
    command.email = email;
    command.role = role;
    command.passwordHash = std::move(*hash);
    return runInStore(database, command, actorOf(source), clock.wall());
}

Result<bool> ensureFirstAdmin(store::Database& database, const std::string& email, const secrets::Secret& password,
                              const Clock& clock) {
    if (email.empty()) return false;
    auto users = store::countUsers(database);
    if (!users) return fail(users.error());
    if (*users > 0) return false;
    auto made = createAdmin(database, email, password, "admin", "system", clock);
    if (!made) return fail(made.error());
    return true;
}

}  // namespace gw::control
