// Table idempotency: the sealed reply to a POST with an Idempotency-Key, kept for 24 h and bound to actor and body hash, so
// that a lost reply with a secret can be fetched once more. Called on store threads; callers seal and open.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

namespace gw::store {

inline constexpr std::chrono::hours kIdempotencyKept{24};

struct IdempotencyRow {
    std::string actorId;
    std::string key;       ///< the header's value, 1…200 characters
    std::string route;     ///< "POST /api/v1/admin/api-keys"
    std::string bodyHash;  ///< hex SHA-256
    int status = 0;        ///< 0: the request is still under way
    std::string reply;     ///< sealed (secrets/sealed.hpp, associated data idempotencyContext)
    WallTime createdAt{};
};

/// What was kept under actor + key and is younger than 24 h.
Result<std::optional<IdempotencyRow>> findIdempotency(Database& database, const std::string& actorId, const std::string& key,
                                                      WallTime now);
/// Claims actor + key for a request that starts now (status 0); an older one than 24 h is replaced.
/// @return the row that was there before, when there is a living one; nullopt when the claim is ours.
Result<std::optional<IdempotencyRow>> claimIdempotency(Database& database, const IdempotencyRow& row);
/// Keeps the reply of a claimed one.
Result<void> finishIdempotency(Database& database, const std::string& actorId, const std::string& key, int status,
                               const std::string& sealedReply);
/// Gives a claim up (the request failed before it changed anything).
Result<void> dropIdempotency(Database& database, const std::string& actorId, const std::string& key);
Result<std::int64_t> deleteOldIdempotency(Database& database, WallTime now);

/// Associated data for sealing, so that a reply cannot be moved to another row.
std::string idempotencyContext(const std::string& actorId, const std::string& key);

}  // namespace gw::store
