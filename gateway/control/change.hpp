// What a command wants to happen: the rows to write, the audit row that goes with them in one transaction, and what its
// caller is told (secrets shown once). Made by the pure functions of commands/. Plain values, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/control/actor.hpp"
#include "gateway/control/commands.hpp"
#include "gateway/control/state.hpp"
#include "gateway/secrets/master_key.hpp"
#include "gateway/secrets/secret.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gw::control {

/// An audit row before it has a place in the chain. `before` and `after` are JSON objects without secrets.
struct AuditDraft {
    std::string action;  ///< "key.revoke"
    std::string targetType, targetId, targetName;
    std::string reason;
    std::string before, after;
};

struct Change {
    std::vector<RowChange> rows;  ///< empty: nothing to do, nothing is audited
    AuditDraft audit;
    std::string id;                       ///< of the object made or changed
    std::optional<secrets::Secret> key;   ///< a new API key, shown once
    std::optional<secrets::Secret> signingSecret;
};

/// What a command may lean on besides the state.
struct CommandContext {
    WallTime now{};
    Actor actor;
    const secrets::MasterKey* masterKey = nullptr;
};

// One function a command, each in its own file of commands/.
#define GW_COMMAND(name) Result<Change> run(const name& command, const State& state, const CommandContext& context);
#include "gateway/control/commands.def"
#undef GW_COMMAND

/// Runs whichever it is. Pure but for random ids and secrets.
Result<Change> runCommand(const Command& command, const State& state, const CommandContext& context);

}  // namespace gw::control
