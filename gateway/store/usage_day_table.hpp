// Table usage_day: the bill summed up by UTC day, key, user, provider and model, in step with the ledger because both are
// written in one transaction. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/store/database.hpp"

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gw::store {

struct UsageSums {
    std::int64_t requests = 0, errors = 0;  ///< under the provider and model that came last in the request
    std::int64_t billed = 0;                ///< ledger rows
    std::int64_t tokensIn = 0, tokensOut = 0, tokensCached = 0, tokensCacheWrite = 0, tokensReasoning = 0;
    std::int64_t costNanoUsd = 0;
    std::int64_t estimated = 0, estimatedNanoUsd = 0;  ///< rows, and their part of the cost
    std::int64_t unpriced = 0;                         ///< rows without a price: their cost is not in here
    std::int64_t adjustedNanoUsd = 0;                  ///< corrections, beside the cost
};

/// Gathers what a batch adds, then writes it.
class UsageDays {
   public:
    void addRequest(const ledger::RequestRecord& record);
    void addBilled(const ledger::RequestRecord& record, const ledger::BilledAttempt& billed);
    Result<void> write(Database& database) const;

   private:
    struct Place {
        std::int64_t day = 0;
        std::string keyId, userId, provider, model;
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    static Place placeOf(const ledger::RequestRecord& record, const std::string& provider, const std::string& model);
    std::map<Place, UsageSums> sums_;
};

/// A correction counts on the day it is made.
Result<void> addAdjusted(Database& database, const std::string& requestId, std::int64_t attempt, WallTime at, std::int64_t nanoUsd);

struct UsageQuery {
    bool byDay = false, byKey = false, byUser = false, byProvider = false, byModel = false;
    std::optional<std::int64_t> firstDay{}, lastDay{};  ///< days since the epoch, both included
    std::string keyId{}, userId{}, provider{}, model{};  ///< empty: any
    std::size_t limit = 1000;
};

struct UsageGroup {
    std::optional<std::int64_t> day;
    std::string keyId, keyName, keyPrefix, userId, userEmail, provider, model;  ///< empty where not asked for, or none
    UsageSums sums;
};

struct UsageReport {
    std::vector<UsageGroup> groups;  ///< by day, then the dearest first
    UsageSums total;                 ///< of all groups, also those behind the limit
    bool more = false;
};

Result<UsageReport> sumUsage(Database& database, const UsageQuery& query);

}  // namespace gw::store
