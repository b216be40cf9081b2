// What failed in a span of time, grouped: read from the index of failed requests alone. Called on store readers.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gw::store {

enum class ErrorGrouping : std::uint8_t { code, provider, model, key, node };

struct ErrorQuery {
    WallTime since{}, until{};         ///< since ≤ created_at < until
    std::int64_t stepMs = 60'000;      ///< of the series
    ErrorGrouping group = ErrorGrouping::code;
    std::optional<std::string> code, provider, model, key, node;  ///< only these; key is an id
    WallTime now{};
};

struct ErrorGroup {
    std::string group;                 ///< code, name or key id; empty: none was known
    std::string label;                 ///< a key's name
    std::int64_t count = 0, recent = 0, before = 0;  ///< in all, in the last five minutes, in the five before
    WallTime firstAt{}, lastAt{};
    std::int64_t keys = 0, statusMin = 0, statusMax = 0;
    std::string trace;                 ///< the newest
};

/// Requests of one class in one step.
struct ErrorPoint {
    WallTime at{};
    std::int64_t serverErrors = 0, limited = 0, clientErrors = 0;
};

struct ErrorReport {
    std::int64_t requests = 0;         ///< all of the span, failed or not; 0: not known (a filter is set, or the span is older and shorter than what is kept)
    std::int64_t errors = 0, serverErrors = 0, limited = 0, clientErrors = 0, keys = 0;
    /// Set when there are more than are counted: only those from this time on.
    std::optional<WallTime> countedSince;
    std::vector<ErrorGroup> groups;    ///< most frequent first
    std::vector<ErrorPoint> points;    ///< only steps with errors
};

/// What is known of why one request failed.
struct ErrorSample {
    std::string trace, code;
    std::string detail;  ///< of its last failed attempt; empty: there was none, or it told nothing
    std::string note;    ///< its route note (ledger::readRouteNote)
    WallTime at{};
};

inline constexpr std::int64_t kErrorSamplesMax = 1'000;
inline constexpr std::int64_t kErrorsCountedMax = 200'000;
inline constexpr std::int64_t kErrorGroupsMax = 200;

Result<ErrorReport> errorReport(Database& database, const ErrorQuery& query);
/// The newest failed requests of the query, at most kErrorSamplesMax.
Result<std::vector<ErrorSample>> errorSamples(Database& database, const ErrorQuery& query);

}  // namespace gw::store
