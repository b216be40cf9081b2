#include "gateway/control/commands/key_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

namespace {

Result<void> patchLimits(store::ApiKeyRow& row, const PatchKey& command) {
    if (command.rpm) row.rpm = *command.rpm;
    if (command.tpm) row.tpm = *command.tpm;
    if (command.parallelMax) row.parallelMax = *command.parallelMax;
    if (auto limits = checkLimits(row); !limits) return limits;
    if (command.budgetUsd) {
        auto budget = checkBudget(*command.budgetUsd);
        if (!budget) return fail(budget.error());
        row.budgetNanoUsd = *budget;
    }
    return {};
}

Result<void> patchLists(store::ApiKeyRow& row, const PatchKey& command) {
    if (command.models) {
        auto models = checkModels(*command.models);
        if (!models) return fail(models.error());
        row.models = std::move(*models);
    }
    if (command.allowedIps) {
        auto ranges = checkCidrs(*command.allowedIps);
        if (!ranges) return fail(ranges.error());
        row.allowedIps = std::move(*ranges);
    }
    if (command.tags) {
        auto tags = checkTags(*command.tags);
        if (!tags) return fail(tags.error());
        row.tags = std::move(*tags);
    }
    return {};
}

Result<void> patchLinks(store::ApiKeyRow& row, const PatchKey& command, const State& state, WallTime now) {
    if (command.name) {
        auto name = checkName(*command.name, "name");
        if (!name) return fail(name.error());
        row.name = std::move(*name);
    }
    if (command.userId) {
        row.userId = command.userId->value_or("");
        if (*command.userId) {
            if (auto user = checkKeyUser(state, row.userId); !user) return user;
        }
    }
    if (command.defaultPreset) {
        row.defaultPreset = command.defaultPreset->value_or("");
        if (*command.defaultPreset) {
            if (auto preset = checkDefaultPreset(state, row.defaultPreset); !preset) return preset;
        }
    }
    if (command.expiresAt) {
        auto expiry = checkExpiry(*command.expiresAt, now);
        if (!expiry) return fail(expiry.error());
        row.expiresAt = *expiry;
    }
    return {};
}

}  // namespace

Result<Change> run(const PatchKey& command, const State& state, const CommandContext& context) {
    auto old = livingKey(state, command.id);
    if (!old) return fail(old.error());
    store::ApiKeyRow row = **old;
    if (auto done = patchLinks(row, command, state, context.now); !done) return fail(done.error());
    if (auto done = patchLimits(row, command); !done) return fail(done.error());
    if (auto done = patchLists(row, command); !done) return fail(done.error());
    std::optional<secrets::Secret> signingSecret;
    if (command.requireSignature && *command.requireSignature != row.requireSignature) {
        row.requireSignature = *command.requireSignature;
        row.signingSecret.clear();
        row.previousSigningSecret.clear();
        if (row.requireSignature) signingSecret = giveSigningSecret(row, *context.masterKey);
    }
    auto change = keyChange("key.update", **old, std::move(row));
    if (change) change->signingSecret = std::move(signingSecret);
    return change;
}

}  // namespace gw::control
