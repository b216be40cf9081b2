#include "gateway/control/audit_trail.hpp"
#include "gateway/control/block_range.hpp"
#include "gateway/control/validate.hpp"

#include <chrono>

namespace gw::control {

namespace {

constexpr std::int64_t kSecondsMax = 10LL * 366 * 24 * 3600;

}  // namespace

Result<Change> run(const PatchBlock& command, const State& state, const CommandContext& context) {
    const auto range = blockRange(command.ip);
    if (!range) return fail(ErrorCode::invalidValue, "ip is an address or a range such as 203.0.113.0/24.", "ip");
    const auto found = state.blocks.find(blockText(*range));
    if (found == state.blocks.end()) return fail(ErrorCode::notFound, "This address is not blocked.");
    auto row = found->second;
    if (command.seconds) {
        if (auto seconds = checkRange(*command.seconds, 1, kSecondsMax, "seconds"); !seconds) return fail(seconds.error());
        row.expiresAt.reset();
        if (*command.seconds) row.expiresAt = context.now + std::chrono::seconds(**command.seconds);
    }
    if (command.reason) {
        auto reason = checkReason(*command.reason);
        if (!reason) return fail(reason.error());
        row.reason = std::move(*reason);
    }
    Change change;
    change.id = row.ip;
    if (row == found->second) return change;
    change.audit = draftFor("ip.update", "ip", &found->second, &row, row.ip);
    change.rows.push_back(PutBlock{std::move(row)});
    return change;
}

}  // namespace gw::control
