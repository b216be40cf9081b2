// When a key was in use: the hours of table key_day. A list by key walks the log's time within them, which costs no index.
// Called on store readers.
#pragma once

#include "gateway/store/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gw::store {

/// since ≤ time < until, in milliseconds since the epoch.
struct TimeSpan {
    std::int64_t since = 0, until = 0;
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// The hours within `within` in which the key made requests, newest first; hours that follow each other are one span.
/// @param key its id or prefix.
Result<std::vector<TimeSpan>> keyHours(Database& database, const std::string& key, const TimeSpan& within);

}  // namespace gw::store
