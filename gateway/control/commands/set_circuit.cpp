#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/validate.hpp"

#include <chrono>

namespace gw::control {

namespace {

constexpr std::int64_t kSecondsDefault = 300;
constexpr std::int64_t kSecondsMax = 30LL * 24 * 3600;
/// An order to close is carried out once; its row stays for the nodes that read the table a little later.
constexpr std::chrono::seconds kClosedKept{60};

}  // namespace

Result<Change> run(const SetCircuit& command, const State& state, const CommandContext& context) {
    if (!state.providerByName(command.provider)) return fail(ErrorCode::notFound, "No provider has this name.");
    auto models = checkModels({command.model}, "model");
    if (!models) return fail(models.error());
    const bool open = command.state == "open";
    if (!open && command.state != "closed") return fail(ErrorCode::invalidValue, "state is open or closed.", "state");
    if (auto seconds = checkRange(command.seconds, 1, kSecondsMax, "seconds"); !seconds) return fail(seconds.error());
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    store::CircuitRow row;
    row.id = uuidV7(context.now);
    row.provider = command.provider;
    row.model = models->front();
    row.state = command.state;
    row.reason = *reason;
    row.source = context.actor.source;
    row.createdBy = context.actor.email;
    row.createdAt = context.now;
    row.expiresAt = context.now + (open ? std::chrono::seconds(command.seconds.value_or(kSecondsDefault)) : kClosedKept);
    const std::string place = circuitPlace(row.provider, row.model);
    const auto found = state.circuits.find(place);
    Change change;
    change.id = place;
    change.audit = draftFor(open ? "circuit.open" : "circuit.close", "circuit", found == state.circuits.end() ? nullptr : &found->second, &row, place);
    change.audit.reason = std::move(*reason);
    change.rows.push_back(PutCircuit{std::move(row)});
    return change;
}

}  // namespace gw::control
