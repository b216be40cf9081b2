// Tables provider_preset and provider_preset_item: a preset and its ordered candidates. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gw::store {

struct PresetItemRow {
    std::string id;
    std::string provider;  ///< its name
    std::string model;     ///< the name sent upstream
    std::int64_t weight = 1;
    std::int64_t priority = 0;  ///< lower goes first
    bool isActive = true;
    std::optional<std::int64_t> parallelMax{}, rpm{};  ///< the item's own caps; unset: none
    friend bool operator==(const PresetItemRow&, const PresetItemRow&) = default;
};

struct PresetRow {
    std::string id;
    std::string name;
    std::string strategy;  ///< weighted | priority | latency | least_busy | sticky
    std::vector<PresetItemRow> items;
    WallTime createdAt{};
    std::string cache = "temperature_zero";  ///< off | temperature_zero | all
    std::string cacheScope = "key";          ///< key | user
    std::optional<std::int64_t> cacheTtlSeconds;
    std::int64_t cacheBillPercent = 0;
    friend bool operator==(const PresetRow&, const PresetRow&) = default;
};

/// With its items. @return conflict when the name is taken or a provider does not exist.
Result<void> insertPreset(Database& database, const PresetRow& row);
/// Name, strategy, cache and the whole item list (items that are gone are deleted). @return notFound.
Result<void> updatePreset(Database& database, const PresetRow& row);
Result<void> deletePreset(Database& database, const std::string& id);
Result<std::vector<PresetRow>> allPresets(Database& database);

}  // namespace gw::store
