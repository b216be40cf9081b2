// The commands as values: what a caller asks for, unchecked. Each is turned into a Change by one pure function of the state
// (commands/), so that it can be previewed and tested without a database. Plain values, any thread.
// Errors common to all: invalidValue with the field's name, notFound, conflict.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/secrets/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gw::control {

/// A field of a PATCH: outer unset = leave as it is; inner unset = clear (null).
template <class T>
using Patch = std::optional<std::optional<T>>;
using Texts = std::vector<std::string>;

/// The first administrator; conflict once any user exists. `passwordHash` is filled by Control from `password`.
struct BootstrapAdmin {
    std::string email;
    secrets::Secret password;
    std::string passwordHash;
};
struct CreateUser {
    std::string email;
    secrets::Secret password;
    std::string role;  ///< admin | operator | viewer
    std::string passwordHash;
};
/// lastAdmin when it would leave no active administrator, notYourself when somebody would demote or switch off themselves.
struct PatchUser {
    std::string id;
    std::optional<std::string> role;
    std::optional<bool> isActive;
    std::optional<secrets::Secret> password;
    std::string passwordHash;
    std::string keepFamily;  ///< the sign-in that changes its own password goes on
    std::string reason;
};
/// Ends one sign-in of a user, or all of them but `keepFamily`.
struct EndUserSessions {
    std::string id;
    std::string family;
    std::string keepFamily;
    std::string reason;
};

struct CreateKey {
    std::string name;
    std::optional<std::string> userId;
    std::optional<std::int64_t> rpm, tpm, parallelMax;
    std::optional<std::string> budgetUsd;  ///< decimal text, at most 9 digits behind the point
    Texts models;
    std::optional<std::string> expiresAt;  ///< RFC 3339, in the future
    Texts allowedIps;
    bool requireSignature = false;
    std::optional<std::string> defaultPreset;
    Texts tags;
};
struct PatchKey {
    std::string id;
    std::optional<std::string> name;
    Patch<std::string> userId;
    Patch<std::int64_t> rpm, tpm, parallelMax;
    Patch<std::string> budgetUsd;
    std::optional<Texts> models;
    Patch<std::string> expiresAt;
    std::optional<Texts> allowedIps;
    std::optional<bool> requireSignature;
    Patch<std::string> defaultPreset;
    std::optional<Texts> tags;
};
struct RevokeKey {
    std::string id;
    std::string reason;
};
struct FreezeKey {
    std::string id;
    std::string reason;
};
struct UnfreezeKey {
    std::string id;
    std::string reason;
};
/// A new secret; the old one works on for the grace period (0…168 h).
struct RotateKey {
    std::string id;
    std::int64_t gracePeriodHours = 0;
    std::string reason{};
};

/// The old secret of a rotated key ends before its time. conflict when there is none.
struct EndGrace {
    std::string id;
    std::string reason;
};

struct CreateProvider {
    std::string name;     ///< [a-z0-9][a-z0-9_-]{0,31}
    std::string kind;     ///< openai | anthropic | gemini | azure
    std::string baseUrl;  ///< privateAddress when it is a literal loopback or private address without allowPrivate
    std::optional<secrets::Secret> apiKey;
    bool allowPrivate = false;
    bool isActive = true;
    std::optional<std::int64_t> connectTimeoutMs, firstByteTimeoutMs, idleTimeoutMs, totalTimeoutMs;
    std::optional<std::int64_t> probeSeconds{};  ///< unset: it is not probed
    std::string probeModel{};                    ///< empty: a probe asks for the model list
};
struct PatchProvider {
    std::string id;
    std::optional<std::string> kind;
    std::optional<std::string> baseUrl;
    Patch<secrets::Secret> apiKey;
    std::optional<bool> allowPrivate;
    std::optional<bool> isActive;
    Patch<std::int64_t> connectTimeoutMs, firstByteTimeoutMs, idleTimeoutMs, totalTimeoutMs;
    Patch<std::int64_t> probeSeconds{};
    Patch<std::string> probeModel{};
};
/// conflict while a preset names it.
struct DeleteProvider {
    std::string id;
    std::string reason{};
};

struct PresetItemInput {
    std::string provider;  ///< its name
    std::string model;
    std::int64_t weight = 1;    ///< 0…1,000,000
    std::int64_t priority = 0;  ///< 0…1,000
    bool isActive = true;
    std::optional<std::int64_t> parallelMax{}, rpm{};  ///< unset: no cap
};
/// What the response cache may do for a preset; unset: as it is.
struct PresetCacheInput {
    std::optional<std::string> use;           ///< off | temperature_zero | all
    std::optional<std::string> scope;         ///< key | user
    Patch<std::int64_t> ttlSeconds;           ///< 1…2,592,000; null: GATEWAY_CACHE_TTL_SECONDS
    std::optional<std::int64_t> billPercent;  ///< 0 free … 100 in full
};
struct CreatePreset {
    std::string name;  ///< [A-Za-z0-9][A-Za-z0-9._-]{0,63}
    std::string strategy = "weighted";
    std::vector<PresetItemInput> items;
    PresetCacheInput cache = {};
};
struct PatchPreset {
    std::string id;
    std::optional<std::string> name;
    std::optional<std::string> strategy;
    std::optional<std::vector<PresetItemInput>> items;  ///< the whole list; an item with the same provider and model keeps its id
    PresetCacheInput cache = {};
};
struct DeletePreset {
    std::string id;
    std::string reason{};
};
struct PatchPresetItem {
    std::string id;
    std::optional<std::int64_t> weight, priority;
    std::optional<bool> isActive;
    Patch<std::int64_t> parallelMax{}, rpm{};
};

/// @return blockSelf, blockLoopback, blockProxy, blockTooWide: see block_range.hpp.
struct BlockIp {
    std::string ip;  ///< address or CIDR; an IPv6 address without a prefix is its /64
    std::optional<std::int64_t> seconds;
    std::string reason;
    bool force = false;
    std::vector<Cidr> proxies{};  ///< GATEWAY_TRUSTED_PROXIES: never blocked
};
/// Another expiry, counted from this moment, or another reason; what is unset stays.
struct PatchBlock {
    std::string ip;
    Patch<std::int64_t> seconds;
    std::optional<std::string> reason;
};
struct UnblockIp {
    std::string ip;
    std::string reason;
};

struct SetCircuit {
    std::string provider;  ///< its name
    std::string model;     ///< as it is sent upstream
    std::string state;     ///< open | closed
    std::optional<std::int64_t> seconds;  ///< of an open one: 1…30 days, 300 when not given
    std::string reason;
};

/// A price from a moment on; what holds already is never edited. The same figures again change nothing.
struct PutPriceVersion {
    std::string provider;  ///< a provider's name, a kind, or "*"
    std::string model;     ///< as it is sent upstream
    std::string rates;     ///< JSON: ledger/rates.hpp
    std::optional<std::string> effectiveFrom;  ///< RFC 3339; not given: at once
    std::string reason;
};

/// A correction of one ledger row, which itself stays as it is.
struct AdjustUsage {
    std::string requestId;
    std::int64_t attempt = 1;
    std::int64_t costNanoUsd = 0;  ///< plus or minus, up to a million USD
    std::string reason;            ///< required
};

/// Limits of a scope: "global" (each key without its own), "key", "user", "preset", "ip". What is unset stays. Of a key they go
/// into its own columns as far as it has such.
struct SetLimit {
    std::string scope;
    std::string subject;  ///< id of a key, user or preset (or the preset's name), address or range; "*": each; "*" for global
    Patch<std::int64_t> rpm, tpm, tpd, parallelMax;
    Patch<std::string> budgetUsd, budgetDayUsd, budgetMonthUsd;  ///< of keys and users
    std::string reason;
};
/// All limits of that scope and subject go. notFound when there are none.
struct ClearLimit {
    std::string scope, subject, reason;
};

using Command = std::variant<std::monostate
#define GW_COMMAND(name) , name
#include "gateway/control/commands.def"
#undef GW_COMMAND
                             >;

}  // namespace gw::control
