// What another limit would have done to the requests of a past span: those that came to the limits are played again through
// an exact sliding minute over the moments they arrived. Read from gateway_log on a store reader; the replay itself is pure.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gw::store {

/// Rows of the log that one replay looks at, the newest first; what is older is left out and said so (`countedSince`).
inline constexpr std::int64_t kReplayRowsMax = 250'000;

struct ReplayQuery {
    std::string scope;    ///< global | key | user | preset | ip; global: each key by itself
    std::string subject;  ///< id, address or range; "*": each of the scope by itself
    std::string name;     ///< of a preset: refused requests are logged by it
    WallTime since{}, until{};
    std::optional<std::int64_t> rpm, tpm;
    std::int64_t rowsMax = kReplayRowsMax;
};

/// One request that came to the limits.
struct ReplayRequest {
    std::int64_t atMs = 0, tokens = 0;  ///< tokens in and out as they came; 0 of one that was refused
};
/// Requests of one subject, oldest first.
using ReplayRequests = std::vector<ReplayRequest>;

struct ReplayStep {
    std::int64_t beginsMs = 0, requests = 0, refused = 0;
};

/// The most in any minute, and when that minute was over.
struct ReplayPeak {
    std::int64_t amount = 0, atMs = 0;
};

struct LimitReplay {
    std::int64_t requests = 0, refused = 0;
    std::int64_t refusedThen = 0;    ///< that a limit did refuse when they came
    std::int64_t withoutTokens = 0;  ///< of which no tokens are known: they count as none
    std::int64_t subjects = 0;       ///< that were counted by themselves
    ReplayPeak requestsPeak, tokensPeak;  ///< of one subject, refused or not
    std::optional<ReplayStep> worst;      ///< the minute of the clock with the most refusals, the first of them
    std::int64_t stepS = 900;
    std::vector<ReplayStep> steps;        ///< all of the span, gaps too
    std::optional<WallTime> countedSince; ///< set when the span holds more rows than rowsMax
};

/// Which of `requests` the limits refuse: one is let in when, it included, no minute holds more than `rpm` of those let in nor
/// more than `tpm` of their tokens. What is refused takes nothing.
std::vector<bool> refusedOf(const ReplayRequests& requests, const std::optional<std::int64_t>& rpm, const std::optional<std::int64_t>& tpm);

Result<LimitReplay> limitReplay(Database& database, const ReplayQuery& query);

}  // namespace gw::store
