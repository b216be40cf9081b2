#include "gateway/store/user_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, email, password_hash, role, is_active, created_at, last_login_at, last_login_ip, must_change_password FROM users";

// Each count is one look into an index: (user_id) of keys and tokens, the failed sign-ins' own, and a key's days.
constexpr std::string_view kListSelect =
    "SELECT u.id, u.email, u.password_hash, u.role, u.is_active, u.created_at, u.last_login_at, u.last_login_ip, u.must_change_password, "
    "(SELECT count(*) FROM api_key k WHERE k.user_id = u.id AND k.status <> 'revoked'), "
    "(SELECT count(*) FROM refresh_token t WHERE t.user_id = u.id AND t.used_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > ?), "
    "(SELECT count(*) FROM audit_log a WHERE a.action = 'auth.login_failed' AND a.created_at >= ? AND a.target_id = u.id), "
    "(SELECT coalesce(sum(d.requests), 0) FROM api_key k JOIN key_day d ON d.key_id = k.id AND d.day = ? WHERE k.user_id = u.id) "
    "FROM users u";
constexpr int kListColumns = 9;

Values listValues(WallTime now) {
    const std::int64_t today = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
    return {timeValue(now), timeValue(now - std::chrono::hours{24}), today};
}

UserRow readUser(const Row& row) {
    return {.id = row.text(0),
            .email = row.text(1),
            .passwordHash = row.text(2),
            .role = row.text(3),
            .isActive = row.boolean(4),
            .createdAt = timeAt(row, 5),
            .lastLoginAt = maybeTimeAt(row, 6),
            .lastLoginIp = row.text(7),
            .mustChangePassword = row.boolean(8)};
}

UserListRow readListRow(const Row& row) {
    return {.user = readUser(row),
            .keys = row.integer(kListColumns),
            .sessions = row.integer(kListColumns + 1),
            .failedLogins = row.integer(kListColumns + 2),
            .requestsToday = row.integer(kListColumns + 3)};
}

Result<std::vector<UserListRow>> selectListRows(Database& database, const std::string& rest, Values values) {
    std::vector<UserListRow> rows;
    auto done = database.select(std::string(kListSelect) + rest, values, [&](const Row& row) -> Result<void> {
        rows.push_back(readListRow(row));
        return {};
    });
    if (!done) return fail(done.error());
    return rows;
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
        "INSERT INTO users (id, email, password_hash, role, is_active, created_at, last_login_at, last_login_ip, must_change_password) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.email, row.passwordHash, row.role, row.isActive, timeValue(row.createdAt), timeValue(row.lastLoginAt),
         textOrNull(row.lastLoginIp), row.mustChangePassword}));
}

Result<void> updateUser(Database& database, const UserRow& row) {
    return oneRow(database.run("UPDATE users SET email = ?, password_hash = ?, role = ?, is_active = ?, must_change_password = ? WHERE id = ?",
                               {row.email, row.passwordHash, row.role, row.isActive, row.mustChangePassword, row.id}),
                  "user");
}

Result<void> setLastLogin(Database& database, const std::string& id, WallTime when, const std::string& ip) {
    return oneRow(database.run("UPDATE users SET last_login_at = ?, last_login_ip = ? WHERE id = ?", {timeValue(when), textOrNull(ip), id}),
                  "user");
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

Result<Page<UserListRow>> listUsers(Database& database, const UserFilter& filter, const PageRequest& page, WallTime now) {
    Where where;
    if (!filter.role.empty()) where.add("u.role = ?", {filter.role});
    if (filter.isActive) where.add("u.is_active = ?", {*filter.isActive});
    if (!filter.search.empty()) where.add(R"(u.email LIKE ? ESCAPE '\')", {likeAnywhere(filter.search)});
    if (!page.cursor.empty()) {
        auto cursor = decodeCursor(page.cursor);
        if (!cursor) return fail(cursor.error());
        where.add("(u.created_at, u.id) > (?, ?)", {cursor->number, cursor->text});
    }
    Values values = listValues(now);
    for (auto& value : where.values()) values.push_back(value);
    values.push_back(static_cast<std::int64_t>(page.limit + 1));
    auto rows = selectListRows(database, where.text() + " ORDER BY u.created_at, u.id LIMIT ?", std::move(values));
    if (!rows) return fail(rows.error());
    return cutPage(std::move(*rows), page.limit, [](const UserListRow& row) {
        return CursorKey{toMillis(row.user.createdAt), row.user.id};
    });
}

Result<std::optional<UserListRow>> findUserListRow(Database& database, const std::string& id, WallTime now) {
    Values values = listValues(now);
    values.push_back(id);
    auto rows = selectListRows(database, " WHERE u.id = ?", std::move(values));
    if (!rows) return fail(rows.error());
    if (rows->empty()) return std::nullopt;
    return std::move(rows->front());
}

}  // namespace gw::store
