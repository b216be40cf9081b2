#include "gateway/store/blocked_ip_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putBlockedIp(Database& database, const BlockedIpRow& row) {
    return noCount(database.run(
        "INSERT INTO blocked_ip (id, ip, reason, source, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (ip) DO UPDATE SET reason = excluded.reason, source = excluded.source, created_by = excluded.created_by, "
        "created_at = excluded.created_at, expires_at = excluded.expires_at",
        {row.id, row.ip, textOrNull(row.reason), row.source, textOrNull(row.createdBy), timeValue(row.createdAt),
         timeValue(row.expiresAt)}));
}

Result<void> deleteBlockedIp(Database& database, const std::string& ip) {
    return oneRow(database.run("DELETE FROM blocked_ip WHERE ip = ?", {ip}), "blocked address");
}

Result<std::vector<BlockedIpRow>> allBlockedIps(Database& database, WallTime now) {
    std::vector<BlockedIpRow> rows;
    auto done = database.select(
        "SELECT id, ip, reason, source, created_by, created_at, expires_at FROM blocked_ip "
        "WHERE expires_at IS NULL OR expires_at > ? ORDER BY created_at DESC, id DESC",
        {timeValue(now)}, [&](const Row& row) -> Result<void> {
            rows.push_back({.id = row.text(0),
                            .ip = row.text(1),
                            .reason = row.text(2),
                            .source = row.text(3),
                            .createdBy = row.text(4),
                            .createdAt = timeAt(row, 5),
                            .expiresAt = maybeTimeAt(row, 6)});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

Result<std::int64_t> deleteExpiredBlocks(Database& database, WallTime now) {
    return database.run("DELETE FROM blocked_ip WHERE expires_at <= ?", {timeValue(now)});
}

}  // namespace gw::store
