// Table provider: upstreams and their sealed credentials. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <vector>

namespace gw::store {

struct ProviderRow {
    std::string id;
    std::string name;
    std::string kind;  ///< openai | anthropic | gemini | azure
    std::string baseUrl;
    bool allowPrivate = false;
    bool isActive = true;
    std::string credential;      ///< sealed under the master key, bound to `id`; empty: none
    std::string credentialHint;  ///< "…ab12"; empty: none
    std::optional<std::int64_t> connectTimeoutMs, firstByteTimeoutMs, idleTimeoutMs, totalTimeoutMs;
    std::optional<std::int64_t> probeSeconds{};  ///< probed so often; unset: never
    std::string probeModel{};                    ///< a probe asks it for a real, tiny answer; empty: for the model list
    WallTime createdAt{};
    friend bool operator==(const ProviderRow&, const ProviderRow&) = default;
};

/// @return conflict when the name is taken.
Result<void> insertProvider(Database& database, const ProviderRow& row);
/// Everything but id, name and createdAt. @return notFound.
Result<void> updateProvider(Database& database, const ProviderRow& row);
/// @return notFound; conflict while a preset item names it.
Result<void> deleteProvider(Database& database, const std::string& id);
Result<std::vector<ProviderRow>> allProviders(Database& database);

}  // namespace gw::store
