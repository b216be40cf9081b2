#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/block_range.hpp"
#include "gateway/control/validate.hpp"

#include <chrono>

namespace gw::control {

namespace {

constexpr std::int64_t kSecondsMax = 10LL * 366 * 24 * 3600;

}  // namespace

Result<Change> run(const BlockIp& command, const State& state, const CommandContext& context) {
    const auto range = blockRange(command.ip);
    if (!range) return fail(ErrorCode::invalidValue, "ip is an address or a range such as 203.0.113.0/24.", "ip");
    if (auto seconds = checkRange(command.seconds, 1, kSecondsMax, "seconds"); !seconds) return fail(seconds.error());
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    const BlockGuards guards{parseIp(context.actor.ip), command.proxies, command.force};
    if (auto allowed = checkBlockGuards(*range, guards); !allowed) return fail(allowed.error());
    store::BlockedIpRow row;
    row.id = uuidV7(context.now);
    row.ip = blockText(*range);
    row.reason = *reason;
    row.source = context.actor.source;
    row.createdBy = context.actor.email;
    row.createdAt = context.now;
    if (command.seconds) row.expiresAt = context.now + std::chrono::seconds(*command.seconds);
    const auto found = state.blocks.find(row.ip);
    const auto* old = found == state.blocks.end() ? nullptr : &found->second;
    if (old) {
        row.id = old->id;
        row.otherSpellings = old->otherSpellings;
    }
    Change change;
    change.id = row.ip;
    change.audit = draftFor("ip.block", "ip", old, &row, row.ip);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(PutBlock{std::move(row)});
    return change;
}

}  // namespace gw::control
