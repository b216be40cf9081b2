#include "gateway/store/idempotency_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<std::optional<IdempotencyRow>> findIdempotency(Database& database, const std::string& actorId, const std::string& key,
                                                      WallTime now) {
    std::optional<IdempotencyRow> found;
    auto done = database.select(
        "SELECT actor_id, request_key, route, body_hash, status, reply, created_at FROM idempotency "
        "WHERE actor_id = ? AND request_key = ? AND created_at > ?",
        {actorId, key, timeValue(now - kIdempotencyKept)}, [&](const Row& row) -> Result<void> {
            found = IdempotencyRow{.actorId = row.text(0),
                                   .key = row.text(1),
                                   .route = row.text(2),
                                   .bodyHash = row.text(3),
                                   .status = static_cast<int>(row.integer(4)),
                                   .reply = row.text(5),
                                   .createdAt = timeAt(row, 6)};
            return {};
        });
    if (!done) return fail(done.error());
    return found;
}

Result<std::optional<IdempotencyRow>> claimIdempotency(Database& database, const IdempotencyRow& row) {
    return database.transaction([&]() -> Result<std::optional<IdempotencyRow>> {
        auto living = findIdempotency(database, row.actorId, row.key, row.createdAt);
        if (!living || *living) return living;
        auto done = database.run(
            "INSERT INTO idempotency (actor_id, request_key, route, body_hash, status, reply, created_at) "
            "VALUES (?, ?, ?, ?, 0, NULL, ?) ON CONFLICT (actor_id, request_key) DO UPDATE SET route = excluded.route, "
            "body_hash = excluded.body_hash, status = 0, reply = NULL, created_at = excluded.created_at",
            {row.actorId, row.key, row.route, row.bodyHash, timeValue(row.createdAt)});
        if (!done) return fail(done.error());
        return std::optional<IdempotencyRow>{};
    });
}

Result<void> finishIdempotency(Database& database, const std::string& actorId, const std::string& key, int status,
                               const std::string& sealedReply) {
    return oneRow(database.run("UPDATE idempotency SET status = ?, reply = ? WHERE actor_id = ? AND request_key = ?",
                               {static_cast<std::int64_t>(status), sealedReply, actorId, key}),
                  "kept reply");
}

Result<void> dropIdempotency(Database& database, const std::string& actorId, const std::string& key) {
    return noCount(database.run("DELETE FROM idempotency WHERE actor_id = ? AND request_key = ?", {actorId, key}));
}

Result<std::int64_t> deleteOldIdempotency(Database& database, WallTime now) {
    return database.run("DELETE FROM idempotency WHERE created_at <= ?", {timeValue(now - kIdempotencyKept)});
}

std::string idempotencyContext(const std::string& actorId, const std::string& key) {
    // The length keeps two pairs from sharing one text.
    return "idempotency:" + std::to_string(actorId.size()) + ":" + actorId + ":" + key;
}

}  // namespace gw::store
