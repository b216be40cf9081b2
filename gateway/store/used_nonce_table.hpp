// used_nonce: the nonces of signed requests that are still inside their window, so that a restart does not open the door
// to a replay. Written behind the requests, once a second. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <span>
#include <string>
#include <vector>

namespace gw::store {

struct UsedNonceRow {
    std::string id;  ///< 32 hex digits
    WallTime expiresAt{};
};

/// Adds `rows` and drops what has expired.
Result<void> putUsedNonces(Database& database, std::span<const UsedNonceRow> rows, WallTime now);
/// Those that have not expired.
Result<std::vector<UsedNonceRow>> usedNonces(Database& database, WallTime now);

}  // namespace gw::store
