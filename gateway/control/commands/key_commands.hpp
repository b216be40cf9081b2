// What the API key commands share. Pure but for random secrets, any thread.
#pragma once

#include "gateway/control/change.hpp"

#include <string>
#include <string_view>

namespace gw::control {

/// Gives `row` a secret: prefix and hash are set. @return the secret itself, to be shown once.
secrets::Secret giveSecret(store::ApiKeyRow& row);
/// Gives `row` a signing secret, sealed. @return the secret itself, to be shown once.
secrets::Secret giveSigningSecret(store::ApiKeyRow& row, const secrets::MasterKey& masterKey);

/// Forgets the secret from before the last rotation.
void endGrace(store::ApiKeyRow& row);

/// The key that may still be changed. @return notFound; conflict when it is revoked.
Result<const store::ApiKeyRow*> livingKey(const State& state, std::string_view id);

Result<void> checkLimits(const store::ApiKeyRow& row);
/// The user exists and is active.
Result<void> checkKeyUser(const State& state, const std::string& userId);
Result<void> checkDefaultPreset(const State& state, const std::string& name);

/// One changed key with its audit draft; no rows when nothing differs.
Result<Change> keyChange(std::string action, const store::ApiKeyRow& old, store::ApiKeyRow row, std::string reason = {});

}  // namespace gw::control
