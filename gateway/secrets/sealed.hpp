// Secrets at rest: XChaCha20-Poly1305 under the master key, a random 24-byte nonce each, and the row's identity as
// associated data, so that a sealed value works in its own row only. Text form: "v1." + base64url. Any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/secrets/master_key.hpp"

#include <string>
#include <string_view>

namespace gw::secrets {

/// @param context what the value belongs to: providerContext(id), idempotencyContext(…).
std::string seal(const MasterKey& key, std::string_view context, std::string_view plain);

/// @return secretsFailed: not a sealed text, or the key, the row or the text is another than at sealing.
Result<Secret> openSealed(const MasterKey& key, std::string_view context, std::string_view sealed);

std::string providerContext(std::string_view providerId);
std::string signingContext(std::string_view keyId);

}  // namespace gw::secrets
