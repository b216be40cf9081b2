#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/preset_commands.hpp"

#include <algorithm>

namespace gw::control {

Result<Change> run(const PatchPresetItem& command, const State& state, const CommandContext&) {
    const auto [old, oldItem] = state.presetItem(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such preset item.");
    store::PresetRow row = *old;
    auto& item = *std::find_if(row.items.begin(), row.items.end(), [&](const auto& each) { return each.id == command.id; });
    item.weight = command.weight.value_or(item.weight);
    item.priority = command.priority.value_or(item.priority);
    item.isActive = command.isActive.value_or(item.isActive);
    if (command.parallelMax) item.parallelMax = *command.parallelMax;
    if (command.rpm) item.rpm = *command.rpm;
    if (auto caps = checkItemCaps(item.parallelMax, item.rpm, ""); !caps) return fail(caps.error());
    if (auto numbers = checkItemNumbers(item.weight, item.priority, ""); !numbers) return fail(numbers.error());
    Change change;
    change.id = command.id;
    if (row == *old) return change;
    change.audit = draftFor("preset_item.update", "preset", old, &row, row.name);
    change.rows.push_back(PutPreset{std::move(row), false});
    return change;
}

}  // namespace gw::control
