#include "gateway/control/audit_trail.hpp"
#include "gateway/control/block_range.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const UnblockIp& command, const State& state, const CommandContext&) {
    const auto range = blockRange(command.ip);
    if (!range) return fail(ErrorCode::invalidValue, "ip is an address or a range such as 203.0.113.0/24.", "ip");
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    const auto found = state.blocks.find(blockText(*range));
    if (found == state.blocks.end()) return fail(ErrorCode::notFound, "This address is not blocked.");
    Change change;
    change.id = found->first;
    change.audit = draftFor<store::BlockedIpRow>("ip.unblock", "ip", &found->second, nullptr, found->first);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(DropBlock{found->first, found->second.otherSpellings});
    return change;
}

}  // namespace gw::control
