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
    std::string lastLoginIp{};
    bool mustChangePassword = false;  ///< somebody else has set it: the next sign-in may only choose another
    friend bool operator==(const UserRow&, const UserRow&) = default;
};

/// @return conflict when the address is taken.
Result<void> insertUser(Database& database, const UserRow& row);
/// Everything but id, createdAt and the last sign-in. @return notFound.
Result<void> updateUser(Database& database, const UserRow& row);
Result<void> setLastLogin(Database& database, const std::string& id, WallTime when, const std::string& ip);
Result<std::optional<UserRow>> findUser(Database& database, const std::string& id);
Result<std::optional<UserRow>> findUserByEmail(Database& database, const std::string& email);
Result<std::vector<UserRow>> allUsers(Database& database);
Result<std::int64_t> countUsers(Database& database);

/// A user with what a list tells besides.
struct UserListRow {
    UserRow user;
    std::int64_t keys = 0;           ///< that are not revoked
    std::int64_t sessions = 0;       ///< sign-ins that can still be refreshed
    std::int64_t failedLogins = 0;   ///< in the last 24 h
    std::int64_t requestsToday = 0;  ///< with the user's keys, this UTC day
};
struct UserFilter {
    std::string role;  ///< empty: all
    std::optional<bool> isActive;
    std::string search;  ///< part of the address
};
/// Oldest first. @return invalidValue with field "cursor".
Result<Page<UserListRow>> listUsers(Database& database, const UserFilter& filter, const PageRequest& page, WallTime now);
Result<std::optional<UserListRow>> findUserListRow(Database& database, const std::string& id, WallTime now);

}  // namespace gw::store
