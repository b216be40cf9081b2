#include "gateway/store/blocked_ip_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

namespace {

/// Of one row and its other spellings, how many there were.
Result<std::int64_t> deleteSpellings(Database& database, const std::vector<std::string>& spellings) {
    std::int64_t sum = 0;
    for (const auto& spelling : spellings) {
        auto gone = database.run("DELETE FROM blocked_ip WHERE ip = ?", {spelling});
        if (!gone) return gone;
        sum += *gone;
    }
    return sum;
}

}  // namespace

Result<void> putBlockedIp(Database& database, const BlockedIpRow& row) {
    if (auto gone = deleteSpellings(database, row.otherSpellings); !gone) return fail(gone.error());
    return noCount(database.run(
        "INSERT INTO blocked_ip (id, ip, reason, source, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (ip) DO UPDATE SET reason = excluded.reason, source = excluded.source, created_by = excluded.created_by, "
        "created_at = excluded.created_at, expires_at = excluded.expires_at",
        {row.id, row.ip, textOrNull(row.reason), row.source, textOrNull(row.createdBy), timeValue(row.createdAt),
         timeValue(row.expiresAt)}));
}

Result<void> deleteBlockedIp(Database& database, const std::string& ip, const std::vector<std::string>& otherSpellings) {
    auto gone = deleteSpellings(database, otherSpellings);
    if (!gone) return fail(gone.error());
    auto canonical = database.run("DELETE FROM blocked_ip WHERE ip = ?", {ip});
    if (canonical && *gone > 0) return {};
    return oneRow(std::move(canonical), "blocked address");
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
                            .expiresAt = maybeTimeAt(row, 6),
                            .otherSpellings = {}});
            return {};
        });
    if (!done) return fail(done.error());
    return rows;
}

Result<std::int64_t> deleteExpiredBlocks(Database& database, WallTime now) {
    return database.run("DELETE FROM blocked_ip WHERE expires_at <= ?", {timeValue(now)});
}

}  // namespace gw::store
