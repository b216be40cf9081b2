// What the last five minutes of real traffic say of each provider: the status of GET /dependencies. Control's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/error.hpp"
#include "gateway/metrics/shard.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gw::metrics {

struct ProviderStatus {
    std::string provider;
    std::uint64_t attempts = 0, failures = 0, limited = 0;  ///< in the window
    std::optional<double> meanMillis;
    std::optional<WallTime> lastSuccess, lastFailure;       ///< ever
    std::optional<ErrorCode> lastError;
};

class ProviderHistory {
   public:
    static constexpr std::int64_t kSpan = 300;

    void tick(const std::vector<const Shard*>& shards, std::int64_t now);
    std::vector<ProviderStatus> status(std::int64_t now, std::int64_t window) const;

   private:
    struct Counts {
        std::uint64_t attempts = 0, failures = 0, limited = 0, millis = 0;
    };
    struct Second {
        std::int64_t at = -1;
        Counts counts;
    };
    struct History {
        Counts last;
        std::array<Second, kSpan> seconds{};
        std::int64_t lastSuccessMs = 0, lastFailureMs = 0;
        ErrorCode lastError = ErrorCode::internal;
    };
    std::map<std::string, History> providers_;
};

}  // namespace gw::metrics
