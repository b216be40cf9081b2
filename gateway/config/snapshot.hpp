// What the request threads read: keys, providers, presets, prices, blocks. Immutable once published; control makes the next
// one by copying what changes (keys: one of 256 shards). Workers hold a shared_ptr; any thread may read.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/block_tree.hpp"
#include "gateway/config/limit_rules.hpp"
#include "gateway/config/upstream_load.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gw::config {

enum class KeyStatus : std::uint8_t { active, frozen, revoked };

struct ApiKey {
    std::string id;
    std::string name;
    std::string prefix;  ///< "gw-ab12cd": what logs and lists show
    Digest256 secretHash{};
    std::string userId;
    bool userActive = true;
    KeyStatus status = KeyStatus::active;
    std::optional<WallTime> expiresAt;
    std::optional<std::uint32_t> rpm;
    std::optional<std::uint64_t> tpm;
    std::optional<std::uint32_t> parallelMax;
    std::optional<std::uint64_t> tpd;  ///< tokens in any 24 h
    std::optional<NanoUsd> budget;     ///< in all
    std::optional<NanoUsd> budgetDay, budgetMonth;  ///< by UTC day and calendar month
    bool hasBudget() const noexcept { return budget || budgetDay || budgetMonth; }
    std::vector<std::string> models;  ///< empty: all
    std::vector<Cidr> allowedIps;     ///< empty: any
    bool requireSignature = false;
    std::string signingSecret;  ///< opened; never logged. Empty with requireSignature: nothing it signs is accepted
    bool isPrevious = false;    ///< the secret from before a rotation, inside its grace period
    std::string defaultPreset;
};

enum class ProviderKind : std::uint8_t { openai, anthropic, gemini, azure };

/// Where a provider listens: taken apart once, when the snapshot is made.
struct Endpoint {
    bool tls = true;
    std::string host;       ///< name or address, without brackets
    std::uint16_t port = 443;
    std::string hostHeader; ///< "api.openai.com" or "127.0.0.1:9000"
    std::string prefix;     ///< "" or "/openai": before /v1
    bool allowPrivate = false;
};

struct Provider {
    std::string id;
    std::string name;
    ProviderKind kind = ProviderKind::openai;
    Endpoint endpoint;
    std::string credential;  ///< opened secret; never logged
    bool isActive = true;
    std::optional<std::chrono::milliseconds> connectTimeout, firstByteTimeout, idleTimeout, totalTimeout;
    std::optional<std::chrono::seconds> probeEvery;  ///< asked so often whether it works; unset: never
    std::string probeModel;  ///< asked for a real, tiny answer; empty: the model list is all that a probe asks for
};

enum class Strategy : std::uint8_t { weighted, priority, latency, leastBusy, sticky };

struct PresetItem {
    std::string id;
    std::shared_ptr<const Provider> provider;
    std::string model;  ///< the name sent upstream
    std::uint32_t weight = 1;
    std::uint32_t priority = 0;
    bool isActive = true;
    std::uint32_t parallelMax = 0, perMinute = 0;  ///< 0: no cap
    UpstreamLoadPtr load{};                        ///< of its provider and model, whichever preset calls them
    ItemUsePtr use{};                              ///< with a cap only
};

/// Which requests of a preset the response cache may answer.
enum class CacheUse : std::uint8_t { off, temperatureZero, all };
/// Who shares an answer: never more than one key's or one user's requests.
enum class CacheScope : std::uint8_t { key, user };

struct CachePolicy {
    CacheUse use = CacheUse::temperatureZero;
    CacheScope scope = CacheScope::key;
    std::uint32_t billPercent = 0;            ///< of the answer's price: 0 free, 100 in full
    std::optional<std::chrono::seconds> ttl;  ///< unset: GATEWAY_CACHE_TTL_SECONDS
};

struct Preset {
    std::string id;
    std::string name;
    Strategy strategy = Strategy::weighted;
    std::vector<PresetItem> items;
    CachePolicy cache;
    /// What an answer depends on beside the request: the items and where they lead. Part of the cache's keys.
    std::string cacheMark;
};

/// USD per million tokens as nano-dollars per token ×10⁶ = "nano-dollars per million tokens"; unset: same as input/output.
struct Rates {
    std::int64_t input = 0, output = 0;
    std::optional<std::int64_t> cachedInput, cacheWrite, reasoning;
    friend bool operator==(const Rates&, const Rates&) = default;
};

/// What all tokens of a request cost whose input is longer than `above` tokens.
struct PriceTier {
    Tokens above = 0;
    Rates rates;
    friend bool operator==(const PriceTier&, const PriceTier&) = default;
};

/// The price of what was done at leisure (batch, flex): its own rates, by size of the input as well.
struct BatchPrice {
    Rates rates;
    std::vector<PriceTier> tiers;  ///< ascending
    friend bool operator==(const BatchPrice&, const BatchPrice&) = default;
};

struct Price {
    std::int64_t input = 0, output = 0;
    std::optional<std::int64_t> cachedInput, cacheWrite, reasoning;
    WallTime effectiveFrom{};
    std::string version;
    std::vector<PriceTier> tiers{};  ///< ascending
    std::optional<BatchPrice> batch{};
    bool own = false;  ///< an operator's: goes before the built-in list
};

class PriceTable {
   public:
    virtual ~PriceTable() = default;
    /// The price in force at `when` for provider kind or name + upstream model; nullptr: unpriced.
    virtual const Price* find(const Provider& provider, std::string_view model, WallTime when) const = 0;
};

/// An operator's word on a provider's model. Each word has its own id: the same one again changes nothing.
struct CircuitOrder {
    std::string id, provider, model;
    bool open = false;
    WallTime until{};  ///< an open one is tried again then
};

struct DigestHash {
    std::size_t operator()(const Digest256& digest) const noexcept;
};

using KeyShard = std::unordered_map<Digest256, std::shared_ptr<const ApiKey>, DigestHash>;

struct Snapshot {
    std::uint64_t version = 0;
    std::array<std::shared_ptr<const KeyShard>, 256> keys;  ///< by first byte of the secret's hash
    std::map<std::string, std::shared_ptr<const Provider>, std::less<>> providers;
    std::map<std::string, std::shared_ptr<const Preset>, std::less<>> presets;
    /// model name → presets' items that serve it, for `model` values that are neither preset nor provider/model.
    std::map<std::string, std::vector<std::shared_ptr<const Preset>>, std::less<>> presetsByModel;
    BlockTree blocked;  ///< addresses refused before anything else
    std::vector<CircuitOrder> circuits;
    /// Of every preset item's provider and model.
    std::map<std::pair<std::string, std::string>, UpstreamLoadPtr, std::less<>> loads;
    std::shared_ptr<const LimitRules> limits;  ///< null: only keys and the settings limit anything
    std::shared_ptr<const PriceTable> prices;

    /// nullptr when unknown.
    std::shared_ptr<const ApiKey> findKey(const Digest256& secretHash) const;
    /// Same version + 1 with one key put in place (or replaced); copies one shard.
    std::shared_ptr<Snapshot> withKey(std::shared_ptr<const ApiKey> key) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Rebuilds presetsByModel from presets.
void indexModels(Snapshot& snapshot);

/// Takes "https://host[:port][/prefix]" apart; a trailing /v1 or /v1beta is not doubled. @return nullopt when malformed,
/// not http(s), or with user info, query or fragment.
std::optional<Endpoint> parseBaseUrl(std::string_view url);

}  // namespace gw::config
