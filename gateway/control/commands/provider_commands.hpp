// What the provider commands share. Pure but for the sealing nonce, any thread.
#pragma once

#include "gateway/control/change.hpp"

namespace gw::control {

/// Kind, base_url with allow_private, time limits.
Result<void> checkProvider(const store::ProviderRow& row);
/// Checks, seals and puts it into `row` with its hint.
Result<void> giveCredential(store::ProviderRow& row, const secrets::Secret& credential, const secrets::MasterKey& masterKey);

}  // namespace gw::control
