#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/commands/provider_commands.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

Result<Change> run(const CreateProvider& command, const State& state, const CommandContext& context) {
    if (auto name = checkProviderName(command.name); !name) return fail(name.error());
    store::ProviderRow row;
    row.id = uuidV7(context.now);
    row.name = command.name;
    row.kind = command.kind;
    row.baseUrl = command.baseUrl;
    row.allowPrivate = command.allowPrivate;
    row.isActive = command.isActive;
    row.connectTimeoutMs = command.connectTimeoutMs;
    row.firstByteTimeoutMs = command.firstByteTimeoutMs;
    row.idleTimeoutMs = command.idleTimeoutMs;
    row.totalTimeoutMs = command.totalTimeoutMs;
    row.probeSeconds = command.probeSeconds;
    row.probeModel = command.probeModel;
    row.createdAt = context.now;
    if (auto usable = checkProvider(row); !usable) return fail(usable.error());
    if (state.providerByName(row.name)) return fail(ErrorCode::conflict, "A provider of this name exists already.", "name");
    if (command.apiKey) {
        if (auto given = giveCredential(row, *command.apiKey, *context.masterKey); !given) return fail(given.error());
    }
    Change change;
    change.id = row.id;
    change.audit = draftFor<store::ProviderRow>("provider.create", "provider", nullptr, &row, row.name);
    change.rows.push_back(PutProvider{std::move(row), true});
    return change;
}

}  // namespace gw::control
