#include "gateway/control/snapshot_builder.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/log.hpp"
#include "gateway/control/block_range.hpp"
#include "gateway/control/price_rows.hpp"
#include "gateway/control/commands/preset_cache.hpp"
#include "gateway/control/validate.hpp"
#include "gateway/secrets/sealed.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace gw::control {

namespace {

std::optional<std::chrono::milliseconds> timeOf(const std::optional<std::int64_t>& millis) {
    if (!millis) return std::nullopt;
    return std::chrono::milliseconds(*millis);
}

/// Empty when it cannot be opened: then nothing signed is accepted of this key.
std::string signingSecret(const store::ApiKeyRow& row, const std::string& sealed, const secrets::MasterKey& masterKey) {
    if (!row.requireSignature || sealed.empty()) return {};
    const auto opened = secrets::openSealed(masterKey, secrets::signingContext(row.id), sealed);
    if (opened) return std::string(opened->reveal());
    log::control().warn("the signing secret of key {} cannot be opened: its requests are refused", row.prefix);
    return {};
}

/// Copies each shard of the key table once, when it is first touched.
class ShardEdit {
   public:
    ShardEdit(config::Snapshot& snapshot, const secrets::MasterKey& masterKey) : snapshot_(snapshot), masterKey_(masterKey) {}
    ~ShardEdit() {
        for (std::size_t i = 0; i < copies_.size(); ++i) {
            if (copies_[i]) snapshot_.keys[i] = std::move(copies_[i]);
        }
    }
    ShardEdit(const ShardEdit&) = delete;
    ShardEdit& operator=(const ShardEdit&) = delete;

    void erase(const std::string& hash) {
        if (const auto digest = hexDigest(hash)) shard(*digest).erase(*digest);
    }
    void put(std::shared_ptr<const config::ApiKey> key) {
        const Digest256 hash = key->secretHash;
        shard(hash).insert_or_assign(hash, std::move(key));
    }
    /// The key, and its secret from before the last rotation as a key that runs out with the grace period.
    void put(const store::ApiKeyRow& row, const State& state, WallTime now) {
        auto key = compileKey(row, state, masterKey_);
        if (!key) return;
        const auto old = hexDigest(row.previousHash);
        if (old && row.previousUntil && *row.previousUntil > now) {
            auto previous = std::make_shared<config::ApiKey>(*key);
            previous->secretHash = *old;
            previous->isPrevious = true;
            if (!row.previousPrefix.empty()) previous->prefix = row.previousPrefix;
            if (!row.previousSigningSecret.empty()) previous->signingSecret = signingSecret(row, row.previousSigningSecret, masterKey_);
            previous->expiresAt = key->expiresAt ? std::min(*key->expiresAt, *row.previousUntil) : *row.previousUntil;
            put(std::move(previous));
        }
        put(std::move(key));
    }

   private:
    config::KeyShard& shard(const Digest256& digest) {
        auto& copy = copies_[digest[0]];
        const auto& present = snapshot_.keys[digest[0]];
        if (!copy) copy = present ? std::make_shared<config::KeyShard>(*present) : std::make_shared<config::KeyShard>();
        return *copy;
    }

    config::Snapshot& snapshot_;
    const secrets::MasterKey& masterKey_;
    std::array<std::shared_ptr<config::KeyShard>, 256> copies_;
};

bool isOver(const store::BlockedIpRow& row, WallTime now) { return row.expiresAt && *row.expiresAt <= now; }

/// Everything anew, with the counters of what was blocked before.
config::BlockTree blockTree(const State& state, WallTime now, const config::BlockTree& before) {
    std::vector<std::pair<Cidr, config::BlockHitsPtr>> ranges;
    ranges.reserve(state.blocks.size());
    for (const auto& [ip, row] : state.blocks) {
        if (isOver(row, now)) continue;
        if (const auto range = blockRange(ip)) ranges.emplace_back(*range, before.hitsOf(*range));
    }
    return config::BlockTree(std::move(ranges));
}

/// Only what changed: a path of the tree for each.
config::BlockTree changedBlocks(config::BlockTree tree, const State& after, const std::set<std::string>& changed, WallTime now) {
    for (const auto& ip : changed) {
        const auto range = blockRange(ip);
        if (!range) continue;
        const auto found = after.blocks.find(ip);
        tree = found != after.blocks.end() && !isOver(found->second, now) ? tree.with(*range) : tree.without(*range);
    }
    return tree;
}

void setCircuits(config::Snapshot& snapshot, const State& state, WallTime now) {
    snapshot.circuits.clear();
    for (const auto& [place, row] : state.circuits) {
        if (row.expiresAt > now) snapshot.circuits.push_back({row.id, row.provider, row.model, row.state == "open", row.expiresAt});
    }
}

using Loads = decltype(config::Snapshot::loads);
using Uses = std::map<std::string, config::ItemUsePtr>;

/// What the workers know of items by their ids.
Uses usesOf(const config::Snapshot& snapshot) {
    Uses uses;
    for (const auto& [name, preset] : snapshot.presets)
        for (const auto& item : preset->items)
            if (item.use) uses.emplace(item.id, item.use);
    return uses;
}

/// What is known of an upstream's model outlives the snapshots.
config::UpstreamLoadPtr loadOf(config::Snapshot& snapshot, const Loads& before, const store::PresetItemRow& item) {
    auto& load = snapshot.loads[{item.provider, item.model}];
    if (load) return load;
    const auto known = before.find({item.provider, item.model});
    return load = known == before.end() ? std::make_shared<config::UpstreamLoad>() : known->second;
}

void setCaps(config::PresetItem& item, const store::PresetItemRow& row, const Uses& before) {
    item.parallelMax = static_cast<std::uint32_t>(row.parallelMax.value_or(0));
    item.perMinute = static_cast<std::uint32_t>(row.rpm.value_or(0));
    if (item.parallelMax == 0 && item.perMinute == 0) return;
    const auto known = before.find(item.id);
    item.use = known == before.end() ? std::make_shared<config::ItemUse>() : known->second;
}

template <class Narrow>
std::optional<Narrow> narrowed(const std::optional<std::int64_t>& value) {
    if (!value) return std::nullopt;
    return static_cast<Narrow>(*value);
}

std::optional<NanoUsd> moneyOf(const std::optional<std::int64_t>& value) {
    if (!value) return std::nullopt;
    return NanoUsd{*value};
}

config::LimitRule compileLimit(const store::LimitRuleRow& row) {
    return {narrowed<std::uint32_t>(row.rpm), narrowed<std::uint64_t>(row.tpm), narrowed<std::uint64_t>(row.tpd),
            narrowed<std::uint32_t>(row.parallelMax),
            {moneyOf(row.budgetNanoUsd), moneyOf(row.budgetDayNanoUsd), moneyOf(row.budgetMonthNanoUsd)}};
}

/// Null when no rule limits anything beside the keys themselves.
std::shared_ptr<const config::LimitRules> compileLimits(const State& state) {
    auto rules = std::make_shared<config::LimitRules>();
    const auto each = [&state](const char* scope) -> std::optional<config::LimitRule> {
        const auto found = state.limits.find(limitPlace(scope, "*"));
        if (found == state.limits.end() || found->second.empty()) return std::nullopt;
        return compileLimit(found->second);
    };
    rules->eachUser = each("user");
    rules->eachPreset = each("preset");
    rules->eachAddress = each("ip");
    const auto global = each("global");
    if (global) rules->global = *global;
    bool any = global || rules->eachUser || rules->eachPreset || rules->eachAddress;
    for (const auto& placed : state.limits) {
        const store::LimitRuleRow& row = placed.second;
        if (row.subject == "*" || row.scope == "key" || row.empty()) continue;
        any = true;
        const auto merged = [&row](const std::optional<config::LimitRule>& fallback) {
            return compileLimit(row).orElse(fallback.value_or(config::LimitRule{}));
        };
        if (row.scope == "user") rules->users.insert_or_assign(row.subject, merged(rules->eachUser));
        if (row.scope == "preset") rules->presets.insert_or_assign(row.subject, merged(rules->eachPreset));
        const auto range = row.scope == "ip" ? parseCidr(row.subject) : std::nullopt;
        if (range) rules->addresses.put(*range, merged(rules->eachAddress));
    }
    return any ? rules : nullptr;
}

std::shared_ptr<const config::Preset> compilePreset(const store::PresetRow& row, config::Snapshot& snapshot, const Loads& loads, const Uses& uses) {
    auto preset = std::make_shared<config::Preset>();
    preset->id = row.id;
    preset->name = row.name;
    preset->strategy = strategy(row.strategy).value_or(config::Strategy::weighted);
    for (const auto& item : row.items) {
        const auto provider = snapshot.providers.find(item.provider);
        if (provider == snapshot.providers.end()) continue;
        preset->items.push_back({.id = item.id,
                                 .provider = provider->second,
                                 .model = item.model,
                                 .weight = static_cast<std::uint32_t>(item.weight),
                                 .priority = static_cast<std::uint32_t>(item.priority),
                                 .isActive = item.isActive,
                                 .load = loadOf(snapshot, loads, item)});
        setCaps(preset->items.back(), item, uses);
    }
    preset->cache = cachePolicy(row).value_or(config::CachePolicy{});
    preset->cacheMark = cacheMark(*preset);
    return preset;
}

/// What a list of row changes touches.
struct Touched {
    bool routing = false;
    std::set<std::string> blocks;
    bool circuits = false;
    bool prices = false;
    bool limits = false;
    std::set<std::string> users;
    std::set<std::string> keys;

    void operator()(const PutUser& put) { users.insert(put.row.id); }
    void operator()(const PutKey& put) { keys.insert(put.row.id); }
    void operator()(const PutProvider&) { routing = true; }
    void operator()(const DropProvider&) { routing = true; }
    void operator()(const PutPreset&) { routing = true; }
    void operator()(const DropPreset&) { routing = true; }
    void operator()(const PutBlock& put) { blocks.insert(put.row.ip); }
    void operator()(const DropBlock& drop) { blocks.insert(drop.ip); }
    void operator()(const PutCircuit&) { circuits = true; }
    void operator()(const PutPrice&) { prices = true; }
    void operator()(const PutAdjustment&) {}
    void operator()(const PutLimit& put) { touchLimit(put.row.scope, put.row.subject); }
    void operator()(const DropLimit& drop) { touchLimit(drop.scope, drop.subject); }
    void operator()(const EndSessions&) {}
    void operator()(const KeepLastUse&) {}
    void touchLimit(const std::string& scope, const std::string& subject) {
        if (scope == "key") keys.insert(subject);
        else limits = true;
    }
};

/// Only a user that was switched on or off changes what its keys may do.
void addKeysOfUsers(Touched& touched, const State& before, const State& after) {
    std::set<std::string> switched;
    for (const auto& id : touched.users) {
        const auto* old = before.user(id);
        const auto* fresh = after.user(id);
        if (!old || !fresh || old->isActive != fresh->isActive) switched.insert(id);
    }
    if (switched.empty()) return;
    for (const auto& [id, key] : after.keys) {
        if (switched.contains(key.userId)) touched.keys.insert(id);
    }
}

}  // namespace

struct SnapshotBuilder::Routing {
    std::vector<std::string> problems;
    std::size_t sealed = 0;
    std::size_t opened = 0;
};

SnapshotBuilder::SnapshotBuilder(const secrets::MasterKey& masterKey, std::shared_ptr<const config::PriceTable> prices, bool othersLost)
    : masterKey_(masterKey), prices_(std::move(prices)), othersLost_(othersLost) {}

std::shared_ptr<const config::ApiKey> compileKey(const store::ApiKeyRow& row, const State& state,
                                                 const secrets::MasterKey& masterKey) {
    const auto status = keyStatus(row.status);
    const auto hash = hexDigest(row.secretHash);
    if (!status || !hash || !row.fault.empty()) return nullptr;
    auto key = std::make_shared<config::ApiKey>();
    key->id = row.id;
    key->name = row.name;
    key->prefix = row.prefix;
    key->secretHash = *hash;
    key->userId = row.userId;
    const auto* user = state.user(row.userId);
    key->userActive = row.userId.empty() || (user && user->isActive);
    key->status = *status;
    key->expiresAt = row.expiresAt;
    if (row.rpm) key->rpm = static_cast<std::uint32_t>(*row.rpm);
    if (row.tpm) key->tpm = static_cast<std::uint64_t>(*row.tpm);
    if (row.parallelMax) key->parallelMax = static_cast<std::uint32_t>(*row.parallelMax);
    if (row.budgetNanoUsd) key->budget = NanoUsd{*row.budgetNanoUsd};
    if (const auto more = state.limits.find(limitPlace("key", row.id)); more != state.limits.end()) {
        key->tpd = narrowed<std::uint64_t>(more->second.tpd);
        key->budgetDay = moneyOf(more->second.budgetDayNanoUsd);
        key->budgetMonth = moneyOf(more->second.budgetMonthNanoUsd);
    }
    key->models = row.models;
    for (const auto& text : row.allowedIps) {
        const auto range = parseCidr(text);
        if (!range) return nullptr;
        key->allowedIps.push_back(*range);
    }
    key->requireSignature = row.requireSignature;
    key->signingSecret = signingSecret(row, row.signingSecret, masterKey);
    key->defaultPreset = row.defaultPreset;
    return key;
}

SnapshotBuilder::Routing SnapshotBuilder::setRouting(config::Snapshot& snapshot, const State& state) const {
    Routing result;
    const auto loads = std::exchange(snapshot.loads, {});
    const auto uses = usesOf(snapshot);
    snapshot.providers.clear();
    snapshot.presets.clear();
    for (const auto& [id, row] : state.providers) {
        auto endpoint = config::parseBaseUrl(row.baseUrl);
        const auto kind = providerKind(row.kind);
        if (!endpoint || !kind) {
            result.problems.push_back("Provider " + row.name + " is left out: its base_url or kind cannot be read.");
            continue;
        }
        endpoint->allowPrivate = row.allowPrivate;
        auto provider = std::make_shared<config::Provider>();
        provider->id = id;
        provider->name = row.name;
        provider->kind = *kind;
        provider->endpoint = std::move(*endpoint);
        provider->isActive = row.isActive;
        provider->connectTimeout = timeOf(row.connectTimeoutMs);
        provider->firstByteTimeout = timeOf(row.firstByteTimeoutMs);
        provider->idleTimeout = timeOf(row.idleTimeoutMs);
        provider->totalTimeout = timeOf(row.totalTimeoutMs);
        if (row.probeSeconds) provider->probeEvery = std::chrono::seconds(*row.probeSeconds);
        provider->probeModel = row.probeModel;
        if (!row.credential.empty()) {
            ++result.sealed;
            auto credential = secrets::openSealed(masterKey_, secrets::providerContext(id), row.credential);
            if (credential) {
                ++result.opened;
                provider->credential = credential->reveal();
            } else {
                provider->isActive = false;
                result.problems.push_back("Provider " + row.name + " is switched off: " + credential.error().detail);
            }
        }
        snapshot.providers.emplace(row.name, std::move(provider));
    }
    for (const auto& [id, row] : state.presets) snapshot.presets.emplace(row.name, compilePreset(row, snapshot, loads, uses));
    config::indexModels(snapshot);
    return result;
}

Result<BuiltSnapshot> SnapshotBuilder::build(const State& state, std::uint64_t version, WallTime now,
                                             const config::Snapshot* before) const {
    auto snapshot = std::make_shared<config::Snapshot>();
    snapshot->version = version;
    snapshot->prices = state.prices.empty() ? prices_ : priceTable(state);
    if (before) {
        // What the workers have learnt of the upstreams stays.
        snapshot->loads = before->loads;
        snapshot->presets = before->presets;
    }
    auto routing = setRouting(*snapshot, state);
    if (routing.sealed > 0 && routing.opened == 0 && !othersLost_) {
        return fail(ErrorCode::secretsFailed, ErrorSource::store, Retry::never,
                    "No credential in the database opens with this master key: set GATEWAY_MASTER_KEY to the one it was made with.");
    }
    snapshot->blocked = blockTree(state, now, before ? before->blocked : config::BlockTree());
    setCircuits(*snapshot, state, now);
    snapshot->limits = compileLimits(state);
    {
        ShardEdit edit(*snapshot, masterKey_);
        for (const auto& [id, row] : state.keys) edit.put(row, state, now);
    }
    return BuiltSnapshot{std::move(snapshot), std::move(routing.problems)};
}

BuiltSnapshot SnapshotBuilder::next(const config::Snapshot& current, const State& before, const State& after,
                                    std::span<const RowChange> changes, WallTime now) const {
    auto snapshot = std::make_shared<config::Snapshot>(current);
    snapshot->version = current.version + 1;
    Touched touched;
    for (const auto& change : changes) std::visit(touched, change);
    if (after.prices.empty()) snapshot->prices = prices_;
    else if (touched.prices) snapshot->prices = priceTable(after);
    addKeysOfUsers(touched, before, after);
    {
        ShardEdit edit(*snapshot, masterKey_);
        for (const auto& id : touched.keys) {
            if (const auto* old = before.key(id)) {
                edit.erase(old->secretHash);
                edit.erase(old->previousHash);
            }
            if (const auto* fresh = after.key(id)) edit.put(*fresh, after, now);
        }
    }
    snapshot->blocked = changedBlocks(std::move(snapshot->blocked), after, touched.blocks, now);
    if (touched.circuits) setCircuits(*snapshot, after, now);
    if (touched.limits) snapshot->limits = compileLimits(after);
    std::vector<std::string> problems;
    if (touched.routing) problems = setRouting(*snapshot, after).problems;
    return BuiltSnapshot{std::move(snapshot), std::move(problems)};
}

}  // namespace gw::control
