#include "gateway/control/audit_trail.hpp"
#include "gateway/control/change.hpp"
#include "gateway/control/validate.hpp"

#include <algorithm>
#include <utility>

namespace gw::control {

Result<Change> run(const DeleteProvider& command, const State& state, const CommandContext&) {
    const auto* old = state.provider(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such provider.");
    for (const auto& [id, preset] : state.presets) {
        const bool named = std::any_of(preset.items.begin(), preset.items.end(), [&](const auto& item) { return item.provider == old->name; });
        if (named) return fail(ErrorCode::conflict, "The preset " + preset.name + " uses this provider: take it out there first.");
    }
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    Change change;
    change.id = old->id;
    change.audit = draftFor<store::ProviderRow>("provider.delete", "provider", old, nullptr, old->name);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(DropProvider{old->id});
    return change;
}

}  // namespace gw::control
