// Table blocked_ip: addresses and CIDRs that are refused before anything else. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <string>
#include <vector>

namespace gw::store {

struct BlockedIpRow {
    std::string id;
    std::string ip;      ///< canonical address or CIDR, unique
    std::string reason;
    std::string source;  ///< console | api | cli | external
    std::string createdBy;
    WallTime createdAt{};
    std::optional<WallTime> expiresAt;
    /// How people wrote the same range into the table by hand; never equal to `ip`.
    std::vector<std::string> otherSpellings{};
    friend bool operator==(const BlockedIpRow&, const BlockedIpRow&) = default;
};

/// Inserts, or takes over reason, source and expiry when the address is blocked already. Rows with its other spellings go.
Result<void> putBlockedIp(Database& database, const BlockedIpRow& row);
/// @return notFound.
Result<void> deleteBlockedIp(Database& database, const std::string& ip, const std::vector<std::string>& otherSpellings = {});
/// Expired ones are left out, newest first.
Result<std::vector<BlockedIpRow>> allBlockedIps(Database& database, WallTime now);
Result<std::int64_t> deleteExpiredBlocks(Database& database, WallTime now);

}  // namespace gw::store
