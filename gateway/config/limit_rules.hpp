// The limits that operators set beside those of a key: for users, presets and addresses, and what holds for everything that
// has none of its own. Compiled by control into the snapshot, immutable there; any thread may read. A snapshot without such
// a rule holds none of this, so that a request which needs none pays for none.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/units.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace gw::config {

/// Dollars in all, by UTC day (00:00 to 00:00) and by UTC calendar month.
struct Budgets {
    std::optional<NanoUsd> total, day, month;
    bool any() const noexcept { return total || day || month; }
};

struct LimitRule {
    std::optional<std::uint32_t> rpm;       ///< requests in any 60 s
    std::optional<std::uint64_t> tpm, tpd;  ///< tokens in any 60 s, in any 24 h
    std::optional<std::uint32_t> parallelMax;
    Budgets budgets;  ///< of keys and users only
    bool any() const noexcept { return rpm || tpm || tpd || parallelMax || budgets.any(); }
    /// What this one leaves open is taken from `fallback`.
    LimitRule orElse(const LimitRule& fallback) const;
};

/// Rules of address ranges: the longest prefix that holds the address decides, by one look-up a prefix length in use.
class AddressRules {
 public:
    void put(const Cidr& range, LimitRule rule);
    /// nullptr when none holds it.
    const LimitRule* find(const IpAddress& address) const;
    bool empty() const noexcept { return byLength_.empty(); }

 private:
    struct Hash {
        std::size_t operator()(const IpAddress& address) const noexcept;
    };
    /// Longest first.
    std::map<std::uint8_t, std::unordered_map<IpAddress, LimitRule, Hash>, std::greater<>> byLength_;
};

struct LimitRules {
    LimitRule global;  ///< of each key, where it has no limit of its own; before RATE_LIMIT_EXTERNAL_*
    std::optional<LimitRule> eachUser, eachPreset, eachAddress;
    std::unordered_map<std::string, LimitRule> users, presets;  ///< by id, the rule for each merged in
    AddressRules addresses;                                     ///< likewise

    // nullptr: no limit of that kind.
    const LimitRule* ofUser(const std::string& id) const { return of(users, eachUser, id); }
    const LimitRule* ofPreset(const std::string& id) const { return of(presets, eachPreset, id); }
    const LimitRule* ofAddress(const IpAddress& address) const;

 private:
    static const LimitRule* of(const std::unordered_map<std::string, LimitRule>& own, const std::optional<LimitRule>& each,
                               const std::string& id);
};

/// `address` with everything behind the first `bits` cleared.
IpAddress masked(IpAddress address, std::uint8_t bits) noexcept;

}  // namespace gw::config
