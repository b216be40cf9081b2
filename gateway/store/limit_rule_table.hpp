// Table limit_rule: what operators limit beside the keys' own columns. Called on store threads.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gw::store {

struct LimitRuleRow {
    std::string id;
    std::string scope;    ///< global | key | user | preset | ip
    std::string subject;  ///< id of the key, user or preset; address or CIDR; "*": each without a rule of its own
    std::optional<std::int64_t> rpm, tpm, tpd, parallelMax;
    std::optional<std::int64_t> budgetNanoUsd, budgetDayNanoUsd, budgetMonthNanoUsd;
    std::string updatedBy;
    WallTime updatedAt{};
    bool empty() const noexcept {
        return !rpm && !tpm && !tpd && !parallelMax && !budgetNanoUsd && !budgetDayNanoUsd && !budgetMonthNanoUsd;
    }
    friend bool operator==(const LimitRuleRow&, const LimitRuleRow&) = default;
};

/// Takes the place of the rule before for the same scope and subject.
Result<void> putLimitRule(Database& database, const LimitRuleRow& row);
/// Nothing happens when there is none.
Result<void> deleteLimitRule(Database& database, const std::string& scope, const std::string& subject);
Result<std::vector<LimitRuleRow>> allLimitRules(Database& database);

}  // namespace gw::store
