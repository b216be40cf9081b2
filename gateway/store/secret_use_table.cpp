#include "gateway/store/secret_use_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putSecretUses(Database& database, std::span<const SecretUseRow> rows) {
    for (const auto& row : rows) {
        auto done = noCount(database.run(
            "INSERT INTO secret_use (secret_hash, key_id, last_used_at, last_ip) SELECT ?, id, ?, ? FROM api_key WHERE id = ? "
            "ON CONFLICT (secret_hash) DO UPDATE SET last_used_at = excluded.last_used_at, last_ip = excluded.last_ip "
            "WHERE excluded.last_used_at >= secret_use.last_used_at",
            {row.secretHash, timeValue(row.lastUsedAt), textOrNull(row.lastIp), row.keyId}));
        if (!done) return done;
    }
    return {};
}

Result<void> keepLastUse(Database& database, const std::string& keyId, const std::string& secretHash) {
    auto gone = database.run("DELETE FROM secret_use WHERE key_id = ? AND secret_hash <> ?", {keyId, secretHash});
    if (!gone) return fail(gone.error());
    return noCount(database.run(
        "INSERT INTO secret_use (secret_hash, key_id, last_used_at, last_ip) SELECT ?, key_id, last_used_at, last_ip FROM key_day "
        "WHERE key_id = ? AND last_used_at IS NOT NULL AND day = (SELECT max(day) FROM key_day WHERE key_id = ?) "
        "ON CONFLICT (secret_hash) DO NOTHING",
        {secretHash, keyId, keyId}));
}

}  // namespace gw::store
