#include "gateway/engine/limits_start.hpp"

#include "gateway/store/spending_table.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <unordered_map>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;
using limits::Scope;

limits::SpendingById spendingOf(const std::unordered_map<std::string, store::SpentSums>& sums) {
    limits::SpendingById spending;
    for (const auto& [subject, sum] : sums) spending[subject] = {sum.total, sum.day, sum.month};
    return spending;
}

template <class Visit>
void eachKey(const config::Snapshot& snapshot, Visit visit) {
    for (const auto& shard : snapshot.keys) {
        if (!shard) continue;
        for (const auto& [hash, key] : *shard) visit(*key);
    }
}

void markTold(const config::Snapshot& snapshot, limits::KeyAdmission& admission) {
    eachKey(snapshot, [&](const config::ApiKey& key) {
        limits::Ask ask;
        ask.key = &key;
        ask.rules = snapshot.limits.get();
        if (key.hasBudget()) admission.markTold(Scope::key, key.id, limits::keyLimits(ask));
        const auto* rule = ask.rules ? limits::ruleOf(ask, Scope::user) : nullptr;
        if (rule && rule->budgets.any()) admission.markTold(Scope::user, key.userId, limits::ruleLimits(*rule));
    });
}

bool limitsDays(const config::Snapshot& snapshot) {
    bool any = false;
    eachKey(snapshot, [&any](const config::ApiKey& key) { any = any || key.tpd; });
    if (any || !snapshot.limits) return any;
    const config::LimitRules& rules = *snapshot.limits;
    const auto has = [](const std::optional<config::LimitRule>& rule) { return rule && rule->tpd; };
    const auto inMap = [](const auto& map) {
        for (const auto& [id, rule] : map)
            if (rule.tpd) return true;
        return false;
    };
    return rules.global.tpd || has(rules.eachUser) || has(rules.eachPreset) || has(rules.eachAddress) || inMap(rules.users) ||
           inMap(rules.presets) || !rules.addresses.empty();
}

/// The tokens of the last day go back into the windows they came from, where a limit asks for them.
Result<void> restoreDays(store::Store& store, const config::Snapshot& snapshot, const Clock& clock, limits::KeyAdmission& admission) {
    if (!limitsDays(snapshot)) return {};
    const WallTime now = clock.wall();
    auto shares = store.writeNow([now](store::Database& database) { return store::tokensSince(database, now - limits::kDay, limits::kDayBucket); });
    if (!shares) return fail(shares.error());
    std::unordered_map<std::string, const config::ApiKey*> keys;
    eachKey(snapshot, [&keys](const config::ApiKey& key) { keys.emplace(key.id, &key); });
    for (const auto& share : *shares) {
        const auto key = keys.find(share.keyId);
        if (key == keys.end()) continue;
        const auto address = parseIp(share.ip);
        limits::Ask ask;
        ask.key = key->second;
        ask.rules = snapshot.limits.get();
        ask.presetId = &share.presetId;
        ask.address = address ? &*address : nullptr;
        // At the end of its piece: never free too early.
        admission.restoreDay(ask, share.tokens, std::max<std::chrono::milliseconds>(0ms, now - (share.at + limits::kDayBucket)));
    }
    return {};
}

}  // namespace

Result<void> loadLimits(store::Store& store, const config::Snapshot& snapshot, const Clock& clock, limits::KeyAdmission& admission) {
    auto spent = store.writeNow([now = clock.wall()](store::Database& database) { return store::spentSums(database, now); });
    if (!spent) return fail(spent.error());
    admission.setSpent(Scope::key, spendingOf(spent->keys));
    admission.setSpent(Scope::user, spendingOf(spent->users));
    markTold(snapshot, admission);
    return restoreDays(store, snapshot, clock, admission);
}

}  // namespace gw::engine
