#include "gateway/engine/secret_uses.hpp"

#include "gateway/base/log.hpp"

#include <utility>
#include <vector>

namespace gw::engine {

void SecretUses::note(const RequestLogThread::Batch& batch, const control::State& state, WallTime now) {
    for (const auto& record : batch) {
        const auto* key = record.keyId.empty() ? nullptr : state.key(record.keyId);
        if (!key || !key->previousUntil || *key->previousUntil <= now) continue;
        const std::string& hash = record.previousSecret ? key->previousHash : key->secretHash;
        auto& row = noted_[hash];
        if (row.lastUsedAt <= record.createdAt) row = {hash, record.keyId, record.createdAt, record.ip};
    }
}

void SecretUses::flush() {
    if (noted_.empty()) return;
    std::vector<store::SecretUseRow> rows;
    for (auto& [hash, row] : std::exchange(noted_, {})) rows.push_back(std::move(row));
    auto job = [rows = std::move(rows)](store::Database& database) {
        return database.transaction([&] { return store::putSecretUses(database, rows); });
    };
    store_.write(std::move(job), [](const Result<void>& written) {
        if (!written) log::engine().warn("last uses of rotated keys not kept: {}", log::quoted(describe(written.error())));
    });
}

}  // namespace gw::engine
