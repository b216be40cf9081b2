// Table users: people who may sign in. E-mail addresses are kept in lower case. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/page.hpp"

namespace gw::store {

struct UserRow {
    std::string id;
    std::string email;
    std::string passwordHash;  ///< Argon2id in its own text form
    std::string role;          ///< admin | operator | viewer
    bool isActive = true;
    WallTime createdAt{};
    std::optional<WallTime> lastLoginAt;
    friend bool operator==(const UserRow&, const UserRow&) = default;
};

/// @return conflict when the address is taken.
Result<void> insertUser(Database& database, const UserRow& row);
/// Everything but id, createdAt and lastLoginAt. @return notFound.
Result<void> updateUser(Database& database, const UserRow& row);
Result<void> setLastLogin(Database& database, const std::string& id, WallTime when);
Result<std::optional<UserRow>> findUser(Database& database, const std::string& id);
Result<std::optional<UserRow>> findUserByEmail(Database& database, const std::string& email);
Result<std::vector<UserRow>> allUsers(Database& database);
Result<std::int64_t> countUsers(Database& database);

}  // namespace gw::store
