#include "gateway/store/preset_table.hpp"

#include "gateway/store/column.hpp"

#include <map>

namespace gw::store {

namespace {

/// Puts the list in place of the old one; items that stay keep their ids.
Result<void> writeItems(Database& database, const PresetRow& preset) {
    if (auto done = database.run("DELETE FROM provider_preset_item WHERE preset_id = ?", {preset.id}); !done) {
        return fail(done.error());
    }
    std::int64_t position = 0;
    for (const auto& item : preset.items) {
        auto done = database.run(
            "INSERT INTO provider_preset_item (id, preset_id, provider, model, weight, priority, is_active, max_parallel, rpm, position) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            {item.id, preset.id, item.provider, item.model, item.weight, item.priority, item.isActive, nullable(item.parallelMax),
             nullable(item.rpm), position++});
        if (!done) return fail(done.error());
    }
    return {};
}

}  // namespace

Result<void> insertPreset(Database& database, const PresetRow& row) {
    auto done = database.run("INSERT INTO provider_preset (id, name, strategy, created_at, cache, cache_scope, cache_ttl_seconds, cache_bill_percent) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                             {row.id, row.name, row.strategy, timeValue(row.createdAt), row.cache, row.cacheScope,
                              nullable(row.cacheTtlSeconds), row.cacheBillPercent});
    if (!done) return fail(done.error());
    return writeItems(database, row);
}

Result<void> updatePreset(Database& database, const PresetRow& row) {
    auto done = oneRow(database.run("UPDATE provider_preset SET name = ?, strategy = ?, cache = ?, cache_scope = ?, "
                                    "cache_ttl_seconds = ?, cache_bill_percent = ? WHERE id = ?",
                                    {row.name, row.strategy, row.cache, row.cacheScope, nullable(row.cacheTtlSeconds),
                                     row.cacheBillPercent, row.id}),
                       "preset");
    if (!done) return done;
    return writeItems(database, row);
}

Result<void> deletePreset(Database& database, const std::string& id) {
    return oneRow(database.run("DELETE FROM provider_preset WHERE id = ?", {id}), "preset");
}

Result<std::vector<PresetRow>> allPresets(Database& database) {
    std::vector<PresetRow> presets;
    std::map<std::string, std::size_t> places;
    auto done = database.select("SELECT id, name, strategy, created_at, cache, cache_scope, cache_ttl_seconds, "
                                "cache_bill_percent FROM provider_preset ORDER BY name", {},
                                [&](const Row& row) -> Result<void> {
                                    places[row.text(0)] = presets.size();
                                    presets.push_back({.id = row.text(0),
                                                       .name = row.text(1),
                                                       .strategy = row.text(2),
                                                       .items = {},
                                                       .createdAt = timeAt(row, 3),
                                                       .cache = row.text(4),
                                                       .cacheScope = row.text(5),
                                                       .cacheTtlSeconds = row.maybeInteger(6),
                                                       .cacheBillPercent = row.integer(7)});
                                    return {};
                                });
    if (!done) return fail(done.error());
    done = database.select("SELECT preset_id, id, provider, model, weight, priority, is_active, max_parallel, rpm FROM provider_preset_item "
                           "ORDER BY preset_id, position, id",
                           {}, [&](const Row& row) -> Result<void> {
                               const auto place = places.find(row.text(0));
                               if (place == places.end()) return {};
                               presets[place->second].items.push_back({.id = row.text(1),
                                                                       .provider = row.text(2),
                                                                       .model = row.text(3),
                                                                       .weight = row.integer(4),
                                                                       .priority = row.integer(5),
                                                                       .isActive = row.boolean(6),
                                                                       .parallelMax = row.maybeInteger(7),
                                                                       .rpm = row.maybeInteger(8)});
                               return {};
                           });
    if (!done) return fail(done.error());
    return presets;
}

}  // namespace gw::store
