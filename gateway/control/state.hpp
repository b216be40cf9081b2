// The truth in memory: users, keys, providers, presets, blocks, circuits, as rows. Loaded from the store at start, changed only by
// Control after a commit. Control's thread.
#pragma once

#include "gateway/store/api_key_table.hpp"
#include "gateway/store/blocked_ip_table.hpp"
#include "gateway/store/circuit_table.hpp"
#include "gateway/store/limit_rule_table.hpp"
#include "gateway/store/preset_table.hpp"
#include "gateway/store/price_table.hpp"
#include "gateway/store/provider_table.hpp"
#include "gateway/store/secret_use_table.hpp"
#include "gateway/store/usage_table.hpp"
#include "gateway/store/user_table.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace gw::control {

using UserMap = std::map<std::string, store::UserRow, std::less<>>;
using KeyMap = std::unordered_map<std::string, store::ApiKeyRow>;
using ProviderMap = std::map<std::string, store::ProviderRow, std::less<>>;
using PresetMap = std::map<std::string, store::PresetRow, std::less<>>;
using BlockMap = std::map<std::string, store::BlockedIpRow, std::less<>>;
using PriceMap = std::map<std::string, store::PriceVersionRow, std::less<>>;
using CircuitMap = std::map<std::string, store::CircuitRow, std::less<>>;
using LimitMap = std::map<std::string, store::LimitRuleRow, std::less<>>;

struct State {
    UserMap users;          ///< by id
    KeyMap keys;            ///< by id
    ProviderMap providers;  ///< by id
    PresetMap presets;      ///< by id
    BlockMap blocks;        ///< by ip as blockText() writes it
    CircuitMap circuits;    ///< by circuitPlace
    PriceMap prices;        ///< by id: all versions that operators set
    LimitMap limits;        ///< by limitPlace
    /// database.foreignVersion() when this was read; another value in a job means that somebody wrote by hand.
    std::int64_t foreignVersion = 0;

    // nullptr when there is none.
    const store::UserRow* user(std::string_view id) const;
    const store::UserRow* userByEmail(std::string_view email) const;
    const store::ApiKeyRow* key(std::string_view id) const;
    const store::ProviderRow* provider(std::string_view id) const;
    const store::ProviderRow* providerByName(std::string_view name) const;
    const store::PresetRow* preset(std::string_view id) const;
    const store::PresetRow* presetByName(std::string_view name) const;
    /// The preset that holds the item, and the item.
    std::pair<const store::PresetRow*, const store::PresetItemRow*> presetItem(std::string_view itemId) const;
    std::size_t activeAdmins() const;
};

/// "provider/model": no provider has a slash.
inline std::string circuitPlace(const std::string& provider, const std::string& model) { return provider + "/" + model; }

/// "user/ID": no scope has a slash.
inline std::string limitPlace(const std::string& scope, const std::string& subject) { return scope + "/" + subject; }

// One row's change, as it goes into the database and then into State.
struct PutUser { store::UserRow row; bool isNew = false; };
struct PutKey { store::ApiKeyRow row; bool isNew = false; };
struct PutProvider { store::ProviderRow row; bool isNew = false; };
struct DropProvider { std::string id; };
struct PutPreset { store::PresetRow row; bool isNew = false; };
struct DropPreset { std::string id; };
struct PutBlock { store::BlockedIpRow row; };
struct DropBlock { std::string ip; std::vector<std::string> otherSpellings{}; };
struct PutCircuit { store::CircuitRow row; };
struct PutPrice { store::PriceVersionRow row; };
/// Goes into the database only: State holds no bill.
struct PutAdjustment { store::AdjustmentRow row; };
struct PutLimit { store::LimitRuleRow row; };
struct DropLimit { std::string scope, subject; };
/// Sign-ins of a user end with the change: one family, or all but one, or all.
struct EndSessions { std::string userId; std::string family{}; std::string exceptFamily{}; };
/// What is known of a key's last use stays with the secret that a rotation is about to replace.
struct KeepLastUse { std::string keyId, secretHash; };
using RowChange = std::variant<PutUser, PutKey, PutProvider, DropProvider, PutPreset, DropPreset, PutBlock, DropBlock, PutCircuit,
                               PutPrice, PutAdjustment, PutLimit, DropLimit, EndSessions, KeepLastUse>;

/// All tables. Rows that cannot be right (unknown status, broken CIDR…) are left out and named in `problems`.
struct LoadedState {
    State state;
    std::vector<std::string> problems;
    std::set<std::string, std::less<>> badIds;  ///< of the rows left out
};
Result<LoadedState> loadState(store::Database& database, WallTime now);

/// Writes one row change; call inside a transaction.
Result<void> writeChange(store::Database& database, const RowChange& change, WallTime now);
/// The same change in memory.
void applyChange(State& state, const RowChange& change);
/// A small state with the users and keys that `changes` are about to replace, for SnapshotBuilder::next.
State touchedRows(const State& state, std::span<const RowChange> changes);

}  // namespace gw::control
