// The limits that hold for one request in one scope, resolved from its key, the settings and the rules: what stands nearer
// wins. Values, made for each request; any thread.
#pragma once

#include "gateway/limits/admission.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace gw::limits {

/// As indexes of budgets, in the order of Limit::budgetTotal…
inline constexpr std::size_t kBudgets = 3;

struct ScopeLimits {
    std::optional<std::int64_t> rpm, tpm, tpd;
    std::optional<std::uint32_t> parallelMax;
    std::array<std::optional<NanoUsd>, kBudgets> budgets;
    /// A bit a Limit: the key's own, not one that each key has.
    std::uint8_t own = 0;

    bool hasBudget() const noexcept { return budgets[0] || budgets[1] || budgets[2]; }
    bool isOwn(Limit limit) const noexcept { return (own >> static_cast<unsigned>(limit) & 1U) != 0; }
};

/// Its own limits, else the rule for each key, else the settings'.
ScopeLimits keyLimits(const Ask& ask);
ScopeLimits ruleLimits(const config::LimitRule& rule);
/// Of the scope beside the key; nullptr: none holds there.
const config::LimitRule* ruleOf(const Ask& ask, Scope scope);

/// The word for a client: "This key may make 60 requests a minute; …". `wait`: until it fits; `room` of a budget: spent, held.
struct Obstacle {
    Scope scope = Scope::key;
    Limit limit = Limit::rpm;
    std::int64_t value = 0;
    bool own = true;
    Tokens asked = 0;
    std::chrono::milliseconds wait{1000};
    bool final = false;
    NanoUsd spent{0}, held{0};
    std::optional<WallTime> ends;  ///< of a budget's period
    bool unsure = false;           ///< it would fit if running requests kept to what they have reserved
};
Denial denialOf(const Obstacle& obstacle);

}  // namespace gw::limits
