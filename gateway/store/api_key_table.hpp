// Table api_key. Secrets are kept as SHA-256 only; what a key did is in key_day (usage_table). Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/base/units.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/page.hpp"

namespace gw::store {

struct ApiKeyRow {
    std::string id;
    std::string name;
    std::string prefix;      ///< "gw-ab12cd"
    std::string secretHash;  ///< hex SHA-256 of the whole key
    std::string userId;      ///< empty: nobody's
    std::string status = "active";  ///< active | frozen | revoked
    std::optional<std::int64_t> rpm, tpm, parallelMax;
    std::optional<std::int64_t> budgetNanoUsd;
    std::vector<std::string> models;      ///< empty: all
    std::vector<std::string> allowedIps;  ///< addresses and CIDRs; empty: any
    bool requireSignature = false;
    std::string signingSecret;  ///< sealed; empty: none
    std::string defaultPreset;
    std::vector<std::string> tags;
    WallTime createdAt{};
    std::optional<WallTime> expiresAt;
    std::optional<WallTime> revokedAt;
    std::string revokeReason;
    std::string previousHash;  ///< the secret before the last rotation, good until previousUntil
    std::optional<WallTime> previousUntil;
    std::string previousPrefix;
    std::string previousSigningSecret;  ///< sealed; empty: the old secret signs with signingSecret too
    std::optional<WallTime> rotatedAt;
    std::string fault;  ///< a column that cannot be read (written by hand); such a key must not be served
    friend bool operator==(const ApiKeyRow&, const ApiKeyRow&) = default;
};

/// What a key did today (UTC) and when it was last used.
struct KeyFigures {
    std::int64_t requestsToday = 0, errorsToday = 0, costTodayNanoUsd = 0;
    std::optional<WallTime> lastUsedAt;
    std::string lastIp;
    /// Of each secret by itself, while a grace period runs.
    std::optional<WallTime> secretUsedAt, previousUsedAt;
    std::string previousIp;
};

struct KeyListRow {
    ApiKeyRow key;
    std::string userEmail;
    KeyFigures figures;
};

struct KeyFilter {
    std::string status;  ///< empty: all
    std::string search;  ///< part of name, prefix, e-mail or tag
    std::string userId;
};

Result<void> insertApiKey(Database& database, const ApiKeyRow& row);
/// Everything but id and createdAt. @return notFound; conflict when a revoked key would come back to life.
Result<void> updateApiKey(Database& database, const ApiKeyRow& row);
Result<std::optional<KeyListRow>> findApiKey(Database& database, const std::string& id, WallTime now);
/// Newest first.
Result<Page<KeyListRow>> listApiKeys(Database& database, const KeyFilter& filter, const PageRequest& page, WallTime now);
Result<std::vector<ApiKeyRow>> allApiKeys(Database& database);

}  // namespace gw::store
