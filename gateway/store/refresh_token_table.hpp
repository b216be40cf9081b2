// Table refresh_token: each refresh token works once; using a spent one again ends its whole family (reliability.md A14).
// Tokens are kept as SHA-256 only. Called on the writer.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <vector>

namespace gw::store {

struct RefreshTokenRow {
    std::string id;
    std::string family;     ///< one sign-in
    std::string userId;
    std::string tokenHash;  ///< hex SHA-256
    WallTime createdAt{};
    WallTime expiresAt{};
    std::optional<WallTime> usedAt;
    std::optional<WallTime> revokedAt;
    std::string ip;
    std::string client = "api";  ///< api | console | local (the console's own door, gone with its process)
};

Result<void> insertRefreshToken(Database& database, const RefreshTokenRow& row);

enum class TokenUse : std::uint8_t { ok, unknown, expired, revoked, reused };
struct SpentToken {
    TokenUse use = TokenUse::unknown;
    RefreshTokenRow row;
};
/// Marks the token used, in one transaction; a second use revokes its family and answers `reused`.
Result<SpentToken> spendRefreshToken(Database& database, const std::string& tokenHash, WallTime now);
Result<void> revokeFamily(Database& database, const std::string& family, WallTime now);
/// Ends all sessions of a user (disabled, role or password changed). @param exceptFamily stays; empty: none does.
Result<void> revokeUserTokens(Database& database, const std::string& userId, WallTime now, const std::string& exceptFamily = {});
/// Ends what came in through the console's private door of an earlier run: its secret died with the process.
Result<void> revokeLocalTokens(Database& database, WallTime now);

/// A sign-in that can still be refreshed.
struct SessionRow {
    std::string family;
    WallTime startedAt{};
    WallTime refreshedAt{};
    WallTime expiresAt{};
    std::string ip;  ///< where it was last refreshed from
    std::string client;
};
/// The latest 500, the last used first.
Result<std::vector<SessionRow>> sessionsOfUser(Database& database, const std::string& userId, WallTime now);
/// Families that are revoked but whose access tokens may live on: the deny list to load at start.
Result<std::vector<std::string>> familiesRevokedSince(Database& database, WallTime since);
Result<std::int64_t> deleteExpiredTokens(Database& database, WallTime now);

}  // namespace gw::store
