// The part of Control that looks after changes made outside it: SQL typed by hand (the handbook's own UPDATEs, taken over
// within 5 s and audited as "outside"), and blocks and circuits whose time is up.
#include "gateway/base/log.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/control.hpp"
#include "gateway/store/refresh_token_table.hpp"

#include <utility>

namespace gw::control {

namespace {

/// A restore or a bulk UPDATE must not write a row an object: the rest is counted in one row.
constexpr std::size_t kAuditedMax = 100;

/// Sign-ins write last_login_at beside Control; that is no change of the truth.
bool same(store::UserRow a, store::UserRow b) {
    a.lastLoginAt = b.lastLoginAt;
    a.lastLoginIp = b.lastLoginIp;
    return a == b;
}
template <class RowType>
bool same(const RowType& a, const RowType& b) {
    return a == b;
}

template <class Map, class NameOf>
void tellMap(std::vector<AuditDraft>& drafts, const char* type, const Map& before, const Map& after, NameOf nameOf) {
    for (const auto& [id, row] : after) {
        const auto old = before.find(id);
        const auto* oldRow = old == before.end() ? nullptr : &old->second;
        if (oldRow && same(*oldRow, row)) continue;
        drafts.push_back(draftFor("outside.change", type, oldRow, &row, nameOf(row)));
    }
    for (const auto& [id, row] : before) {
        if (after.contains(id)) continue;
        drafts.push_back(draftFor("outside.change", type, &row, static_cast<decltype(&row)>(nullptr), nameOf(row)));
    }
}

std::vector<AuditDraft> differences(const State& before, const State& after) {
    std::vector<AuditDraft> drafts;
    const auto nameOf = [](const auto& row) { return row.name; };
    tellMap(drafts, "user", before.users, after.users, [](const auto& row) { return row.email; });
    tellMap(drafts, "key", before.keys, after.keys, nameOf);
    tellMap(drafts, "provider", before.providers, after.providers, nameOf);
    tellMap(drafts, "preset", before.presets, after.presets, nameOf);
    tellMap(drafts, "ip", before.blocks, after.blocks, [](const auto& row) { return row.ip; });
    tellMap(drafts, "circuit", before.circuits, after.circuits, [](const auto& row) { return circuitPlace(row.provider, row.model); });
    tellMap(drafts, "price", before.prices, after.prices, [](const auto& row) { return row.provider + "/" + row.model; });
    tellMap(drafts, "limit", before.limits, after.limits, [](const auto& row) { return limitPlace(row.scope, row.subject); });
    return drafts;
}

/// Users whose sign-ins must not outlive what was done to them by hand: switched off, another role or password, gone.
std::vector<std::string> signedOut(const UserMap& before, const UserMap& after) {
    std::vector<std::string> ids;
    for (const auto& [id, old] : before) {
        const auto found = after.find(id);
        const bool stays = found != after.end() && (found->second.isActive || !old.isActive) && found->second.role == old.role &&
                           found->second.passwordHash == old.passwordHash;
        if (!stays) ids.push_back(id);
    }
    return ids;
}

/// A row that became unreadable keeps its last good form.
template <class Map>
void keepLastGood(Map& fresh, const Map& old, const std::set<std::string, std::less<>>& badIds) {
    for (const auto& [id, row] : old) {
        if (badIds.contains(row.id)) fresh.emplace(id, row);
    }
}

/// Blocks that ran out between two looks are not somebody's deletion.
void dropExpired(BlockMap& blocks, WallTime now) {
    std::erase_if(blocks, [now](const auto& item) { return item.second.expiresAt && *item.second.expiresAt <= now; });
}
void dropExpired(CircuitMap& circuits, WallTime now) {
    std::erase_if(circuits, [now](const auto& item) { return item.second.expiresAt <= now; });
}

}  // namespace

void Control::startPolling() {
    if (std::exchange(polling_, true)) return;
    pollAgain();
}

void Control::pollAgain() {
    after_(kForeignPoll, [this, alive = std::weak_ptr<int>(alive_)] {
        if (!alive.expired()) poll();
    });
}

void Control::poll() {
    endOldBlocks();
    endOldCircuits();
    // A command under way looks at the version itself.
    if (busy_) return pollAgain();
    busy_ = true;
    auto job = [now = clock_.wall(), expected = state_.foreignVersion](store::Database& database) -> Result<std::optional<LoadedState>> {
        auto version = database.foreignVersion();
        if (!version) return fail(version.error());
        if (*version == expected) return std::nullopt;
        auto loaded = loadState(database, now);
        if (!loaded) return fail(loaded.error());
        return std::optional<LoadedState>(std::move(*loaded));
    };
    auto done = [this, alive = std::weak_ptr<int>(alive_)](Result<std::optional<LoadedState>> loaded) {
        if (alive.expired()) return;
        busy_ = false;
        if (!loaded) log::control().warn("the tables could not be looked at: {}", describe(loaded.error()));
        if (loaded && *loaded) takeForeign(std::move(**loaded));
        next();
        pollAgain();
    };
    store_.write(std::move(job), std::move(done));
}

void Control::takeForeign(LoadedState loaded) {
    const auto now = clock_.wall();
    for (const auto& problem : loaded.problems) log::control().warn("{}", problem);
    State& fresh = loaded.state;
    keepLastGood(fresh.users, state_.users, loaded.badIds);
    keepLastGood(fresh.keys, state_.keys, loaded.badIds);
    keepLastGood(fresh.providers, state_.providers, loaded.badIds);
    keepLastGood(fresh.presets, state_.presets, loaded.badIds);
    for (const auto& [place, row] : state_.limits) {
        if (loaded.badIds.contains(row.id)) fresh.limits.emplace(place, row);
    }
    dropExpired(state_.blocks, now);
    dropExpired(state_.circuits, now);
    auto drafts = differences(state_, fresh);
    if (drafts.empty()) {
        state_ = std::move(fresh);
        return;
    }
    auto built = builder_.build(fresh, snapshot_ ? snapshot_->version + 1 : 1, now, snapshot_.get());
    // Before their audit rows, which tell the admin API to read the ended sign-ins again.
    endSessionsOf(signedOut(state_.users, fresh.users));
    state_ = std::move(fresh);
    if (!built) {
        log::control().error("changes made by hand are not served: {}", describe(built.error()));
        return;
    }
    for (const auto& problem : built->problems) log::control().warn("{}", problem);
    log::control().info("took over {} changes made by hand", drafts.size());
    snapshot_ = std::move(built->snapshot);
    publishQuietly();
    auditForeign(std::move(drafts));
}

void Control::endSessionsOf(std::vector<std::string> userIds) {
    if (userIds.empty()) return;
    auto job = [ids = std::move(userIds), now = clock_.wall()](store::Database& database) {
        return database.transaction([&]() -> Result<void> {
            for (const auto& id : ids) {
                if (auto ended = store::revokeUserTokens(database, id, now); !ended) return ended;
            }
            return {};
        });
    };
    store_.write(std::move(job), [](const Result<void>& ended) {
        if (!ended) log::control().error("sign-ins could not be ended: {}", describe(ended.error()));
    });
}

void Control::auditForeign(std::vector<AuditDraft> drafts) {
    const Actor actor{.userId = "", .email = "outside", .role = "", .source = "system", .ip = ""};
    if (drafts.size() > kAuditedMax) {
        AuditDraft rest;
        rest.action = "outside.change";
        rest.targetType = "rows";
        rest.reason = std::to_string(drafts.size() - kAuditedMax) + " more rows were changed by hand";
        drafts.resize(kAuditedMax);
        drafts.push_back(std::move(rest));
    }
    for (auto& draft : drafts) {
        audit(std::move(draft), actor, "done", [](Result<store::AuditRow> audited) {
            if (!audited) log::control().error("a change made by hand could not be audited: {}", describe(audited.error()));
        });
    }
}

void Control::endOldBlocks() {
    const auto now = clock_.wall();
    std::vector<RowChange> ended;
    for (const auto& [ip, row] : state_.blocks) {
        if (row.expiresAt && *row.expiresAt <= now) ended.push_back(DropBlock{ip});
    }
    if (ended.empty() || !snapshot_) return;
    dropExpired(state_.blocks, now);
    auto built = builder_.next(*snapshot_, {}, state_, ended, now);
    snapshot_ = std::move(built.snapshot);
    publishQuietly();
    store_.write([now](store::Database& database) { return store::deleteExpiredBlocks(database, now); },
                 [](Result<std::int64_t> deleted) {
                     if (!deleted) log::control().warn("old blocks stay in the table: {}", describe(deleted.error()));
                 });
}

/// The workers keep the time themselves: only what may be looked up goes.
void Control::endOldCircuits() {
    const auto now = clock_.wall();
    const auto count = state_.circuits.size();
    dropExpired(state_.circuits, now);
    if (state_.circuits.size() == count || !snapshot_) return;
    const RowChange ended = PutCircuit{};
    snapshot_ = builder_.next(*snapshot_, {}, state_, {&ended, 1}, now).snapshot;
    publishQuietly();
    store_.write([now](store::Database& database) { return store::deleteExpiredCircuits(database, now); },
                 [](Result<std::int64_t> deleted) {
                     if (!deleted) log::control().warn("old circuits stay in the table: {}", describe(deleted.error()));
                 });
}

}  // namespace gw::control
