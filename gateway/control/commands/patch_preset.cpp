#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/preset_cache.hpp"
#include "gateway/control/commands/preset_commands.hpp"
#include "gateway/control/validate.hpp"

#include <algorithm>

namespace gw::control {

namespace {

/// Keys name their default preset: a name in use cannot go away under them.
bool isDefaultOfKeys(const State& state, const std::string& name) {
    return std::any_of(state.keys.begin(), state.keys.end(),
                       [&](const auto& item) { return item.second.defaultPreset == name && item.second.status != "revoked"; });
}

Result<void> rename(store::PresetRow& row, const std::string& name, const State& state) {
    if (name == row.name) return {};
    if (auto usable = checkPresetName(name); !usable) return usable;
    if (state.presetByName(name)) return fail(ErrorCode::conflict, "A preset of this name exists already.", "name");
    if (isDefaultOfKeys(state, row.name)) {
        return fail(ErrorCode::conflict, "API keys have this preset as their default: change them first.", "name");
    }
    row.name = name;
    return {};
}

}  // namespace

Result<Change> run(const PatchPreset& command, const State& state, const CommandContext& context) {
    const auto* old = state.preset(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such preset.");
    store::PresetRow row = *old;
    if (command.name) {
        if (auto done = rename(row, *command.name, state); !done) return fail(done.error());
    }
    if (command.strategy) {
        if (auto known = checkStrategy(*command.strategy); !known) return fail(known.error());
        row.strategy = *command.strategy;
    }
    if (command.items) {
        auto items = checkItems(*command.items, old->items, state, context.now);
        if (!items) return fail(items.error());
        row.items = std::move(*items);
    }
    if (auto cached = applyCache(command.cache, row); !cached) return fail(cached.error());
    Change change;
    change.id = row.id;
    if (row == *old) return change;
    change.audit = draftFor("preset.update", "preset", old, &row, row.name);
    change.rows.push_back(PutPreset{std::move(row), false});
    return change;
}

}  // namespace gw::control
