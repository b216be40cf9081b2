// secret_use: when each secret of a rotated key was last used, so that the old one can be retired early. Kept while a
// grace period runs; otherwise key_day tells a key's last use. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <span>
#include <string>

namespace gw::store {

struct SecretUseRow {
    std::string secretHash, keyId;
    WallTime lastUsedAt{};
    std::string lastIp;
};

/// The later time stands; keys that are gone are passed over.
Result<void> putSecretUses(Database& database, std::span<const SecretUseRow> rows);

/// Before a rotation: what key_day knows of the key is written down for the secret that is to be replaced, and what is
/// kept of older secrets goes.
Result<void> keepLastUse(Database& database, const std::string& keyId, const std::string& secretHash);

}  // namespace gw::store
