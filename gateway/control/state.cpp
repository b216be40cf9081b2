#include "gateway/control/state.hpp"

#include "gateway/store/refresh_token_table.hpp"

#include <algorithm>
#include <type_traits>

namespace gw::control {

namespace {

template <class Map>
const typename Map::mapped_type* byId(const Map& map, std::string_view id) {
    const auto found = [&] {
        if constexpr (std::is_same_v<Map, KeyMap>) {
            return map.find(std::string(id));
        } else {
            return map.find(id);
        }
    }();
    return found == map.end() ? nullptr : &found->second;
}

/// These maps are small (hundreds): a walk is fine.
template <class Map, class Member>
const typename Map::mapped_type* byMember(const Map& map, Member member, std::string_view wanted) {
    const auto found = std::find_if(map.begin(), map.end(), [&](const auto& item) { return item.second.*member == wanted; });
    return found == map.end() ? nullptr : &found->second;
}

struct Apply {
    State& state;
    void operator()(const PutUser& put) { state.users.insert_or_assign(put.row.id, put.row); }
    void operator()(const PutKey& put) { state.keys.insert_or_assign(put.row.id, put.row); }
    void operator()(const PutProvider& put) { state.providers.insert_or_assign(put.row.id, put.row); }
    void operator()(const DropProvider& drop) { state.providers.erase(drop.id); }
    void operator()(const PutPreset& put) { state.presets.insert_or_assign(put.row.id, put.row); }
    void operator()(const DropPreset& drop) { state.presets.erase(drop.id); }
    void operator()(const PutBlock& put) {
        auto row = put.row;
        row.otherSpellings.clear();  // written away with it
        state.blocks.insert_or_assign(row.ip, std::move(row));
    }
    void operator()(const DropBlock& drop) { state.blocks.erase(drop.ip); }
    void operator()(const PutCircuit& put) { state.circuits.insert_or_assign(circuitPlace(put.row.provider, put.row.model), put.row); }
    void operator()(const PutPrice& put) { state.prices.insert_or_assign(put.row.id, put.row); }
    void operator()(const PutAdjustment&) {}
    void operator()(const PutLimit& put) { state.limits.insert_or_assign(limitPlace(put.row.scope, put.row.subject), put.row); }
    void operator()(const DropLimit& drop) { state.limits.erase(limitPlace(drop.scope, drop.subject)); }
    void operator()(const EndSessions&) {}
    void operator()(const KeepLastUse&) {}
};

struct Write {
    store::Database& database;
    WallTime now;
    Result<void> operator()(const PutUser& put) { return put.isNew ? insertUser(database, put.row) : updateUser(database, put.row); }
    Result<void> operator()(const PutKey& put) { return put.isNew ? insertApiKey(database, put.row) : updateApiKey(database, put.row); }
    Result<void> operator()(const PutProvider& put) {
        return put.isNew ? insertProvider(database, put.row) : updateProvider(database, put.row);
    }
    Result<void> operator()(const DropProvider& drop) { return deleteProvider(database, drop.id); }
    Result<void> operator()(const PutPreset& put) { return put.isNew ? insertPreset(database, put.row) : updatePreset(database, put.row); }
    Result<void> operator()(const DropPreset& drop) { return deletePreset(database, drop.id); }
    Result<void> operator()(const PutBlock& put) { return putBlockedIp(database, put.row); }
    Result<void> operator()(const DropBlock& drop) { return deleteBlockedIp(database, drop.ip, drop.otherSpellings); }
    Result<void> operator()(const PutCircuit& put) { return putCircuit(database, put.row); }
    Result<void> operator()(const PutPrice& put) { return insertPrice(database, put.row); }
    Result<void> operator()(const PutAdjustment& put) { return insertAdjustment(database, put.row); }
    Result<void> operator()(const PutLimit& put) { return putLimitRule(database, put.row); }
    Result<void> operator()(const DropLimit& drop) { return deleteLimitRule(database, drop.scope, drop.subject); }
    Result<void> operator()(const KeepLastUse& keep) { return keepLastUse(database, keep.keyId, keep.secretHash); }
    Result<void> operator()(const EndSessions& end) {
        if (!end.family.empty()) return revokeFamily(database, end.family, now);
        return revokeUserTokens(database, end.userId, now, end.exceptFamily);
    }
};

}  // namespace

const store::UserRow* State::user(std::string_view id) const { return byId(users, id); }
const store::UserRow* State::userByEmail(std::string_view email) const { return byMember(users, &store::UserRow::email, email); }
const store::ApiKeyRow* State::key(std::string_view id) const { return byId(keys, id); }
const store::ProviderRow* State::provider(std::string_view id) const { return byId(providers, id); }
const store::ProviderRow* State::providerByName(std::string_view name) const {
    return byMember(providers, &store::ProviderRow::name, name);
}
const store::PresetRow* State::preset(std::string_view id) const { return byId(presets, id); }
const store::PresetRow* State::presetByName(std::string_view name) const { return byMember(presets, &store::PresetRow::name, name); }

std::pair<const store::PresetRow*, const store::PresetItemRow*> State::presetItem(std::string_view itemId) const {
    for (const auto& [id, preset] : presets) {
        for (const auto& item : preset.items) {
            if (item.id == itemId) return {&preset, &item};
        }
    }
    return {nullptr, nullptr};
}

std::size_t State::activeAdmins() const {
    return static_cast<std::size_t>(std::count_if(users.begin(), users.end(), [](const auto& item) {
        return item.second.isActive && item.second.role == "admin";
    }));
}

Result<void> writeChange(store::Database& database, const RowChange& change, WallTime now) {
    return std::visit(Write{database, now}, change);
}

void applyChange(State& state, const RowChange& change) { std::visit(Apply{state}, change); }

State touchedRows(const State& state, std::span<const RowChange> changes) {
    State touched;
    for (const auto& change : changes) {
        if (const auto* user = std::get_if<PutUser>(&change)) {
            if (const auto* old = state.user(user->row.id)) touched.users.emplace(old->id, *old);
        }
        if (const auto* key = std::get_if<PutKey>(&change)) {
            if (const auto* old = state.key(key->row.id)) touched.keys.emplace(old->id, *old);
        }
        // Limits of a key are compiled into it.
        const auto* put = std::get_if<PutLimit>(&change);
        const auto* drop = std::get_if<DropLimit>(&change);
        if (!put && !drop) continue;
        if (const auto* old = state.key(put ? put->row.subject : drop->subject)) touched.keys.emplace(old->id, *old);
    }
    return touched;
}

}  // namespace gw::control
