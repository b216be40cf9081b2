// Users made without the admin API: the `admin create` verb and the first start's GATEWAY_ADMIN_EMAIL + _PASSWORD. Blocking
// (Argon2id and SQL): command-line verbs, or a store job at start.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/secrets/secret.hpp"
#include "gateway/store/user_table.hpp"

#include <string>

namespace gw::control {

/// With its audit row, in one transaction. @param source "cli" or "system". Any role.
/// @return the user; invalidValue (email, password, role), conflict when the address is taken.
Result<store::UserRow> createAdmin(store::Database& database, const std::string& email, const secrets::Secret& password,
                                   const std::string& role, const std::string& source, const Clock& clock);

/// Makes the administrator when no user exists; does nothing otherwise, or when `email` is empty.
/// @return true when it was made.
Result<bool> ensureFirstAdmin(store::Database& database, const std::string& email, const secrets::Secret& password,
                              const Clock& clock);

}  // namespace gw::control
