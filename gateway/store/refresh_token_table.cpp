#include "gateway/store/refresh_token_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

namespace {

Result<std::optional<RefreshTokenRow>> findToken(Database& database, const std::string& tokenHash) {
    std::optional<RefreshTokenRow> found;
    auto done = database.select(
        "SELECT id, family, user_id, token_hash, created_at, expires_at, used_at, revoked_at, ip, client FROM "
        "refresh_token WHERE token_hash = ?",
        {tokenHash}, [&](const Row& row) -> Result<void> {
            found = RefreshTokenRow{.id = row.text(0),
                                    .family = row.text(1),
                                    .userId = row.text(2),
                                    .tokenHash = row.text(3),
                                    .createdAt = timeAt(row, 4),
                                    .expiresAt = timeAt(row, 5),
                                    .usedAt = maybeTimeAt(row, 6),
                                    .revokedAt = maybeTimeAt(row, 7),
                                    .ip = row.text(8),
                                    .client = row.text(9)};
            return {};
        });
    if (!done) return fail(done.error());
    return found;
}

TokenUse useOf(const RefreshTokenRow& row, WallTime now) {
    if (row.usedAt) return TokenUse::reused;
    if (row.revokedAt) return TokenUse::revoked;
    return row.expiresAt <= now ? TokenUse::expired : TokenUse::ok;
}

}  // namespace

Result<void> insertRefreshToken(Database& database, const RefreshTokenRow& row) {
    return noCount(database.run(
        "INSERT INTO refresh_token (id, family, user_id, token_hash, created_at, expires_at, used_at, revoked_at, ip, client) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {row.id, row.family, row.userId, row.tokenHash, timeValue(row.createdAt), timeValue(row.expiresAt),
         timeValue(row.usedAt), timeValue(row.revokedAt), textOrNull(row.ip), row.client}));
}

Result<SpentToken> spendRefreshToken(Database& database, const std::string& tokenHash, WallTime now) {
    return database.transaction([&]() -> Result<SpentToken> {
        auto found = findToken(database, tokenHash);
        if (!found) return fail(found.error());
        if (!*found) return SpentToken{};
        SpentToken spent{.use = useOf(**found, now), .row = std::move(**found)};
        if (spent.use == TokenUse::reused) {
            if (auto done = revokeFamily(database, spent.row.family, now); !done) return fail(done.error());
        }
        if (spent.use == TokenUse::ok) {
            auto done = database.run("UPDATE refresh_token SET used_at = ? WHERE id = ?", {timeValue(now), spent.row.id});
            if (!done) return fail(done.error());
        }
        return spent;
    });
}

Result<void> revokeFamily(Database& database, const std::string& family, WallTime now) {
    return noCount(database.run("UPDATE refresh_token SET revoked_at = ? WHERE family = ? AND revoked_at IS NULL",
                                {timeValue(now), family}));
}

Result<void> revokeUserTokens(Database& database, const std::string& userId, WallTime now, const std::string& exceptFamily) {
    return noCount(database.run("UPDATE refresh_token SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL AND family <> ?",
                                {timeValue(now), userId, exceptFamily}));
}

Result<void> revokeLocalTokens(Database& database, WallTime now) {
    return noCount(database.run("UPDATE refresh_token SET revoked_at = ? WHERE client = 'local' AND revoked_at IS NULL", {timeValue(now)}));
}

Result<std::vector<SessionRow>> sessionsOfUser(Database& database, const std::string& userId, WallTime now) {
    std::vector<SessionRow> sessions;
    auto done = database.select(
        "SELECT t.family, (SELECT min(s.created_at) FROM refresh_token s WHERE s.family = t.family), t.created_at, t.expires_at, t.ip, "
        "t.client FROM refresh_token t WHERE t.user_id = ? AND t.used_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > ? "
        "ORDER BY t.created_at DESC, t.id DESC LIMIT 500",
        {userId, timeValue(now)}, [&](const Row& row) -> Result<void> {
            sessions.push_back({.family = row.text(0),
                                .startedAt = timeAt(row, 1),
                                .refreshedAt = timeAt(row, 2),
                                .expiresAt = timeAt(row, 3),
                                .ip = row.text(4),
                                .client = row.text(5)});
            return {};
        });
    if (!done) return fail(done.error());
    return sessions;
}

Result<std::vector<std::string>> familiesRevokedSince(Database& database, WallTime since) {
    std::vector<std::string> families;
    auto done = database.select("SELECT DISTINCT family FROM refresh_token WHERE revoked_at >= ? ORDER BY family", {timeValue(since)},
                                [&](const Row& row) -> Result<void> {
                                    families.push_back(row.text(0));
                                    return {};
                                });
    if (!done) return fail(done.error());
    return families;
}

Result<std::int64_t> deleteExpiredTokens(Database& database, WallTime now) {
    return database.run("DELETE FROM refresh_token WHERE expires_at <= ?", {timeValue(now)});
}

}  // namespace gw::store
