#include "gateway/control/audit_trail.hpp"
#include "gateway/control/change.hpp"
#include "gateway/control/validate.hpp"

#include <algorithm>
#include <utility>

namespace gw::control {

Result<Change> run(const DeletePreset& command, const State& state, const CommandContext&) {
    const auto* old = state.preset(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such preset.");
    const bool used = std::any_of(state.keys.begin(), state.keys.end(), [&](const auto& item) {
        return item.second.defaultPreset == old->name && item.second.status != "revoked";
    });
    if (used) return fail(ErrorCode::conflict, "API keys have this preset as their default: change them first.");
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    Change change;
    change.id = old->id;
    change.audit = draftFor<store::PresetRow>("preset.delete", "preset", old, nullptr, old->name);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(DropPreset{old->id});
    return change;
}

}  // namespace gw::control
