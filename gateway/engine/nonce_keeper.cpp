#include "gateway/engine/nonce_keeper.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/log.hpp"
#include "gateway/store/used_nonce_table.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

std::vector<store::UsedNonceRow> rowsOf(const std::vector<limits::NonceClaim>& claims) {
    std::vector<store::UsedNonceRow> rows;
    rows.reserve(claims.size());
    for (const auto& claim : claims) rows.push_back({hexText(claim.id), claim.until});
    return rows;
}

}  // namespace

Result<void> NonceKeeper::load() {
    const auto rows = store_.writeNow([now = clock_.wall()](store::Database& database) { return store::usedNonces(database, now); });
    if (!rows) return fail(rows.error());
    std::vector<limits::NonceClaim> claims;
    for (const auto& row : *rows) {
        const auto bytes = hexBytes(row.id);
        limits::NonceClaim claim;
        if (!bytes || bytes->size() != claim.id.size()) continue;
        std::copy(bytes->begin(), bytes->end(), claim.id.begin());
        claim.until = row.expiresAt;
        claims.push_back(claim);
    }
    table_.restore(claims);
    return {};
}

void NonceKeeper::start() { arm(); }

void NonceKeeper::arm() {
    control_.after(1s, [this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.expired()) return;
        save();
        arm();
    });
}

void NonceKeeper::save() {
    // While the database does not answer nothing is taken over, the table fills up, and signed requests are refused.
    if (saving_) return;
    auto claims = std::make_shared<std::vector<limits::NonceClaim>>(std::exchange(unsaved_, {}));
    if (claims->empty()) *claims = table_.takeUnsaved();
    if (claims->empty()) return;
    saving_ = true;
    auto job = [rows = rowsOf(*claims), now = clock_.wall()](store::Database& database) {
        return database.transaction([&] { return store::putUsedNonces(database, rows, now); });
    };
    store_.write(std::move(job), [this, alive = std::weak_ptr<int>(alive_), claims](const Result<void>& saved) {
        if (alive.expired()) return;
        saving_ = false;
        if (saved) return;
        log::engine().warn("nonces of signed requests not written down: {}", log::quoted(describe(saved.error())));
        unsaved_ = std::move(*claims);
    });
}

void NonceKeeper::stop() {
    alive_.reset();
    auto claims = std::exchange(unsaved_, {});
    const auto rest = table_.takeUnsaved();
    claims.insert(claims.end(), rest.begin(), rest.end());
    if (claims.empty()) return;
    const auto saved = store_.writeNow([rows = rowsOf(claims), now = clock_.wall()](store::Database& database) {
        return database.transaction([&] { return store::putUsedNonces(database, rows, now); });
    });
    if (!saved) log::engine().warn("nonces of signed requests not written down: {}", log::quoted(describe(saved.error())));
}

}  // namespace gw::engine
