#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/provider_commands.hpp"

namespace gw::control {

namespace {

Result<void> patchCredential(store::ProviderRow& row, const PatchProvider& command, const CommandContext& context) {
    if (!command.apiKey) return {};
    if (*command.apiKey) return giveCredential(row, **command.apiKey, *context.masterKey);
    row.credential.clear();
    row.credentialHint.clear();
    return {};
}

}  // namespace

Result<Change> run(const PatchProvider& command, const State& state, const CommandContext& context) {
    const auto* old = state.provider(command.id);
    if (!old) return fail(ErrorCode::notFound, "There is no such provider.");
    store::ProviderRow row = *old;
    if (command.kind) row.kind = *command.kind;
    if (command.baseUrl) row.baseUrl = *command.baseUrl;
    if (command.allowPrivate) row.allowPrivate = *command.allowPrivate;
    if (command.isActive) row.isActive = *command.isActive;
    if (command.connectTimeoutMs) row.connectTimeoutMs = *command.connectTimeoutMs;
    if (command.firstByteTimeoutMs) row.firstByteTimeoutMs = *command.firstByteTimeoutMs;
    if (command.idleTimeoutMs) row.idleTimeoutMs = *command.idleTimeoutMs;
    if (command.totalTimeoutMs) row.totalTimeoutMs = *command.totalTimeoutMs;
    if (command.probeSeconds) row.probeSeconds = *command.probeSeconds;
    if (command.probeModel) row.probeModel = command.probeModel->value_or("");
    if (auto usable = checkProvider(row); !usable) return fail(usable.error());
    if (auto done = patchCredential(row, command, context); !done) return fail(done.error());
    Change change;
    change.id = row.id;
    if (row == *old) return change;
    change.audit = draftFor("provider.update", "provider", old, &row, row.name);
    if (command.apiKey) change.audit.reason = *command.apiKey ? "credential changed" : "credential removed";
    change.rows.push_back(PutProvider{std::move(row), false});
    return change;
}

}  // namespace gw::control
