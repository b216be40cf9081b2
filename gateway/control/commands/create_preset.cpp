#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/preset_cache.hpp"
#include "gateway/control/commands/preset_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const CreatePreset& command, const State& state, const CommandContext& context) {
    if (auto name = checkPresetName(command.name); !name) return fail(name.error());
    if (auto known = checkStrategy(command.strategy); !known) return fail(known.error());
    if (state.presetByName(command.name)) return fail(ErrorCode::conflict, "A preset of this name exists already.", "name");
    auto items = checkItems(command.items, {}, state, context.now);
    if (!items) return fail(items.error());
    store::PresetRow row;
    row.id = uuidV7(context.now);
    row.name = command.name;
    row.strategy = command.strategy;
    row.items = std::move(*items);
    row.createdAt = context.now;
    if (auto cached = applyCache(command.cache, row); !cached) return fail(cached.error());
    Change change;
    change.id = row.id;
    change.audit = draftFor<store::PresetRow>("preset.create", "preset", nullptr, &row, row.name);
    change.rows.push_back(PutPreset{std::move(row), true});
    return change;
}

}  // namespace gw::control
