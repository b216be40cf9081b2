#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

namespace {

/// Everything that a caller gives, checked, in place.
Result<void> fill(store::ApiKeyRow& row, const CreateKey& command, const State& state, const CommandContext& context) {
    auto name = checkName(command.name, "name");
    if (!name) return fail(name.error());
    row.name = std::move(*name);
    row.rpm = command.rpm;
    row.tpm = command.tpm;
    row.parallelMax = command.parallelMax;
    if (auto limits = checkLimits(row); !limits) return limits;
    auto budget = checkBudget(command.budgetUsd);
    if (!budget) return fail(budget.error());
    row.budgetNanoUsd = *budget;
    auto models = checkModels(command.models);
    if (!models) return fail(models.error());
    row.models = std::move(*models);
    auto expiry = checkExpiry(command.expiresAt, context.now);
    if (!expiry) return fail(expiry.error());
    row.expiresAt = *expiry;
    auto ranges = checkCidrs(command.allowedIps);
    if (!ranges) return fail(ranges.error());
    row.allowedIps = std::move(*ranges);
    auto tags = checkTags(command.tags);
    if (!tags) return fail(tags.error());
    row.tags = std::move(*tags);
    if (command.userId) {
        if (auto user = checkKeyUser(state, *command.userId); !user) return user;
        row.userId = *command.userId;
    }
    if (command.defaultPreset) {
        if (auto preset = checkDefaultPreset(state, *command.defaultPreset); !preset) return preset;
        row.defaultPreset = *command.defaultPreset;
    }
    return {};
}

}  // namespace

Result<Change> run(const CreateKey& command, const State& state, const CommandContext& context) {
    store::ApiKeyRow row;
    row.id = uuidV7(context.now);
    row.createdAt = context.now;
    // Without a user it belongs to whoever makes it (nobody, from the command line).
    if (state.user(context.actor.userId)) row.userId = context.actor.userId;
    if (auto filled = fill(row, command, state, context); !filled) return fail(filled.error());
    Change change;
    change.key = giveSecret(row);
    if (command.requireSignature) {
        row.requireSignature = true;
        change.signingSecret = giveSigningSecret(row, *context.masterKey);
    }
    change.id = row.id;
    change.audit = draftFor<store::ApiKeyRow>("key.create", "key", nullptr, &row, row.name);
    change.rows.push_back(PutKey{std::move(row), true});
    return change;
}

}  // namespace gw::control
