#include "gateway/store/used_nonce_table.hpp"

#include "gateway/store/column.hpp"

namespace gw::store {

Result<void> putUsedNonces(Database& database, std::span<const UsedNonceRow> rows, WallTime now) {
    for (const auto& row : rows) {
        auto done = noCount(database.run("INSERT INTO used_nonce (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                                         {row.id, timeValue(row.expiresAt)}));
        if (!done) return done;
    }
    return noCount(database.run("DELETE FROM used_nonce WHERE expires_at < ?", {timeValue(now)}));
}

Result<std::vector<UsedNonceRow>> usedNonces(Database& database, WallTime now) {
    std::vector<UsedNonceRow> rows;
    auto done = database.select("SELECT id, expires_at FROM used_nonce WHERE expires_at >= ?", {timeValue(now)},
                                [&](const Row& row) -> Result<void> {
                                    rows.push_back({row.text(0), timeAt(row, 1)});
                                    return {};
                                });
    if (!done) return fail(done.error());
    return rows;
}

}  // namespace gw::store
