#include "gateway/base/cidr.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/validate.hpp"

#include <algorithm>

namespace gw::control {

namespace {

/// Rows written by hand may spell a range otherwise than Cidr::text does.
BlockMap::const_iterator findBlock(const BlockMap& blocks, const Cidr& range) {
    const auto found = blocks.find(range.text());
    if (found != blocks.end()) return found;
    return std::find_if(blocks.begin(), blocks.end(), [&range](const auto& item) { return parseCidr(item.first) == range; });
}

}  // namespace

Result<Change> run(const UnblockIp& command, const State& state, const CommandContext&) {
    const auto range = parseCidr(command.ip);
    if (!range) return fail(ErrorCode::invalidValue, "ip is an address or a range such as 203.0.113.0/24.", "ip");
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    const auto found = findBlock(state.blocks, *range);
    if (found == state.blocks.end()) return fail(ErrorCode::notFound, "This address is not blocked.");
    Change change;
    change.id = found->first;
    change.audit = draftFor<store::BlockedIpRow>("ip.unblock", "ip", &found->second, nullptr, found->first);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(DropBlock{found->first});
    return change;
}

}  // namespace gw::control
