#include "gateway/store/user_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

namespace {

constexpr std::string_view kSelect = "SELECT id, email, password_hash, role, is_active, created_at, last_login_at FROM users";

UserRow readUser(const Row& row) {
    return {.id = row.text(0),
            .email = row.text(1),
            .passwordHash = row.text(2),
            .role = row.text(3),
            .isActive = row.boolean(4),
            .createdAt = timeAt(row, 5),
            .lastLoginAt = maybeTimeAt(row, 6)};
}

Result<std::vector<UserRow>> selectUsers(Database& database, std::string_view rest, const Values& values) {
    std::vector<UserRow> rows;
    auto done = database.select(std::string(kSelect) + std::string(rest), values, [&](const Row& row) -> Result<void> {
        rows.push_back(readUser(row));
        return {};
    });
    if (!done) return fail(done.error());
    return rows;
}

Result<std::optional<UserRow>> selectOne(Database& database, std::string_view rest, const Values& values) {
    auto rows = selectUsers(database, rest, values);
    if (!rows) return fail(rows.error());
    if (rows->empty()) return std::nullopt;
    return std::move(rows->front());
}

}  // namespace

Result<void> insertUser(Database& database, const UserRow& row) {
    return noCount(database.run(
        "INSERT INTO users (id, email, password_hash, role, is_active, created_at, last_login_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.email, row.passwordHash, row.role, row.isActive, timeValue(row.createdAt), timeValue(row.lastLoginAt)}));
}

Result<void> updateUser(Database& database, const UserRow& row) {
    return oneRow(database.run("UPDATE users SET email = ?, password_hash = ?, role = ?, is_active = ? WHERE id = ?",
                               {row.email, row.passwordHash, row.role, row.isActive, row.id}),
                  "user");
}

Result<void> setLastLogin(Database& database, const std::string& id, WallTime when) {
    return oneRow(database.run("UPDATE users SET last_login_at = ? WHERE id = ?", {timeValue(when), id}), "user");
}

Result<std::optional<UserRow>> findUser(Database& database, const std::string& id) {
    return selectOne(database, " WHERE id = ?", {id});
}

Result<std::optional<UserRow>> findUserByEmail(Database& database, const std::string& email) {
    return selectOne(database, " WHERE email = ?", {email});
}

Result<std::vector<UserRow>> allUsers(Database& database) { return selectUsers(database, " ORDER BY created_at, id", {}); }

Result<std::int64_t> countUsers(Database& database) {
    auto count = database.integer("SELECT count(*) FROM users");
    if (!count) return fail(count.error());
    return count->value_or(0);
}

}  // namespace gw::store
