// The loading side of state.hpp: rows are believed only as far as they can be served.
#include "gateway/base/cidr.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/control/block_range.hpp"
#include "gateway/control/commands/preset_cache.hpp"
#include "gateway/control/state.hpp"
#include "gateway/control/price_rows.hpp"
#include "gateway/control/validate.hpp"

#include <utility>

namespace gw::control {

namespace {

/// What the snapshot's 32-bit fields can hold.
constexpr std::int64_t kNumberMax = 0xffffffff;

std::string faultOf(const store::UserRow& row) {
    if (auto role = checkRole(row.role); !role) return role.error().detail;
    return {};
}

std::string faultOf(const store::ApiKeyRow& row) {
    if (!row.fault.empty()) return row.fault;
    if (!keyStatus(row.status)) return "status " + row.status + " is none of active, frozen, revoked";
    const auto hash = hexBytes(row.secretHash);
    if (!hash || hash->size() != 32) return "secret_hash is not a SHA-256";
    for (const auto& range : row.allowedIps) {
        if (!parseCidr(range)) return "allowed_ips holds " + range + ", which is no address or range";
    }
    for (const auto& number : {row.tpm, row.budgetNanoUsd}) {
        if (number && *number < 0) return "a limit is negative";
    }
    for (const auto& number : {row.rpm, row.parallelMax}) {
        if (number && (*number < 0 || *number > kNumberMax)) return "rpm or max_parallel is out of range";
    }
    return {};
}

std::string faultOf(const store::ProviderRow& row) {
    if (!providerKind(row.kind)) return "kind " + row.kind + " is unknown";
    if (auto url = checkBaseUrl(row.baseUrl, row.allowPrivate); !url) return url.error().detail;
    return {};
}

std::string faultOf(const store::PresetRow& row) {
    if (!strategy(row.strategy)) return "strategy " + row.strategy + " is unknown";
    if (!cachePolicy(row)) return "what it says of the cache cannot be read";
    for (const auto& item : row.items) {
        if (item.weight < 0 || item.weight > kNumberMax || item.priority < 0 || item.priority > kNumberMax) {
            return "an item's weight or priority is out of range";
        }
    }
    return {};
}

std::string faultOf(const store::BlockedIpRow& row) {
    const auto range = blockRange(row.ip);
    if (!range) return row.ip + " is no address or range";
    // What is written by hand is meant, but nobody means everybody.
    const BlockGuards guards{std::nullopt, {}, true};
    const auto allowed = checkBlockGuards(*range, guards);
    return !allowed && allowed.error().code == ErrorCode::blockTooWide ? row.ip + " would block a large part of all addresses" : "";
}

/// Rows written by hand may say one range in several ways: they become one, which ends when the last of them ends.
void takeBlocks(LoadedState& loaded, std::vector<store::BlockedIpRow> rows) {
    for (auto& row : rows) {
        if (auto fault = faultOf(row); !fault.empty()) {
            loaded.problems.push_back("blocked_ip row " + row.id + " is left out: " + fault);
            loaded.badIds.insert(row.id);
            continue;
        }
        const auto text = blockText(*blockRange(row.ip));
        if (row.ip != text) row.otherSpellings.push_back(std::exchange(row.ip, text));
        const auto [at, fresh] = loaded.state.blocks.try_emplace(text, row);
        if (fresh) continue;
        auto spellings = at->second.otherSpellings;
        spellings.insert(spellings.end(), row.otherSpellings.begin(), row.otherSpellings.end());
        const bool longer = at->second.expiresAt && (!row.expiresAt || *row.expiresAt > *at->second.expiresAt);
        if (longer) at->second = std::move(row);
        at->second.otherSpellings = std::move(spellings);
    }
}

std::string faultOf(const store::CircuitRow& row) {
    return row.state == "open" || row.state == "closed" ? "" : "state " + row.state + " is neither open nor closed";
}

std::string faultOf(const store::PriceVersionRow& row) {
    const auto price = priceOf(row);
    return price ? "" : price.error().detail;
}

std::string faultOf(const store::LimitRuleRow& row) {
    for (const auto& number : {row.rpm, row.parallelMax}) {
        if (number && (*number < 1 || *number > kNumberMax)) return "rpm or max_parallel is out of range";
    }
    for (const auto& number : {row.tpm, row.tpd, row.budgetNanoUsd, row.budgetDayNanoUsd, row.budgetMonthNanoUsd}) {
        if (number && *number < 0) return "a limit is negative";
    }
    if (row.scope == "ip" && row.subject != "*" && !parseCidr(row.subject)) return row.subject + " is no address or range";
    return {};
}

/// Moves good rows into `map`, names bad ones.
template <class Map, class RowType, class KeyOf>
void take(LoadedState& loaded, Map& map, std::vector<RowType> rows, const char* table, KeyOf keyOf) {
    for (auto& row : rows) {
        if (auto fault = faultOf(row); !fault.empty()) {
            loaded.problems.push_back(std::string(table) + " row " + row.id + " is left out: " + fault);
            loaded.badIds.insert(row.id);
            continue;
        }
        auto key = keyOf(row);
        map.insert_or_assign(std::move(key), std::move(row));
    }
}

}  // namespace

Result<LoadedState> loadState(store::Database& database, WallTime now) {
    LoadedState loaded;
    auto version = database.foreignVersion();
    if (!version) return fail(version.error());
    loaded.state.foreignVersion = *version;
    auto users = store::allUsers(database);
    if (!users) return fail(users.error());
    auto keys = store::allApiKeys(database);
    if (!keys) return fail(keys.error());
    auto providers = store::allProviders(database);
    if (!providers) return fail(providers.error());
    auto presets = store::allPresets(database);
    if (!presets) return fail(presets.error());
    auto blocks = store::allBlockedIps(database, now);
    if (!blocks) return fail(blocks.error());
    auto circuits = store::allCircuits(database, now);
    if (!circuits) return fail(circuits.error());
    auto prices = store::allPrices(database);
    if (!prices) return fail(prices.error());
    auto limits = store::allLimitRules(database);
    if (!limits) return fail(limits.error());
    const auto idOf = [](const auto& row) { return row.id; };
    take(loaded, loaded.state.users, std::move(*users), "users", idOf);
    take(loaded, loaded.state.keys, std::move(*keys), "api_key", idOf);
    take(loaded, loaded.state.providers, std::move(*providers), "provider", idOf);
    take(loaded, loaded.state.presets, std::move(*presets), "provider_preset", idOf);
    take(loaded, loaded.state.prices, std::move(*prices), "price", idOf);
    takeBlocks(loaded, std::move(*blocks));
    take(loaded, loaded.state.circuits, std::move(*circuits), "circuit", [](const auto& row) { return circuitPlace(row.provider, row.model); });
    take(loaded, loaded.state.limits, std::move(*limits), "limit_rule", [](const auto& row) { return limitPlace(row.scope, row.subject); });
    return loaded;
}

}  // namespace gw::control
