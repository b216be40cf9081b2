#include "gateway/config/limit_rules.hpp"

#include <string_view>
#include <utility>

namespace gw::config {

LimitRule LimitRule::orElse(const LimitRule& fallback) const {
    LimitRule merged = *this;
    if (!merged.rpm) merged.rpm = fallback.rpm;
    if (!merged.tpm) merged.tpm = fallback.tpm;
    if (!merged.tpd) merged.tpd = fallback.tpd;
    if (!merged.parallelMax) merged.parallelMax = fallback.parallelMax;
    if (!merged.budgets.total) merged.budgets.total = fallback.budgets.total;
    if (!merged.budgets.day) merged.budgets.day = fallback.budgets.day;
    if (!merged.budgets.month) merged.budgets.month = fallback.budgets.month;
    return merged;
}

IpAddress masked(IpAddress address, std::uint8_t bits) noexcept {
    for (std::size_t i = bits / 8U; i < address.bytes.size(); ++i) {
        const int left = static_cast<int>(bits) - static_cast<int>(i) * 8;
        if (left >= 8) continue;
        address.bytes[i] = left <= 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(address.bytes[i] & (0xFF00 >> left));
    }
    return address;
}

std::size_t AddressRules::Hash::operator()(const IpAddress& address) const noexcept {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()});
}

void AddressRules::put(const Cidr& range, LimitRule rule) {
    byLength_[range.bits].insert_or_assign(masked(range.base, range.bits), std::move(rule));
}

const LimitRule* AddressRules::find(const IpAddress& address) const {
    for (const auto& [bits, rules] : byLength_) {
        const auto found = rules.find(masked(address, bits));
        if (found != rules.end()) return &found->second;
    }
    return nullptr;
}

const LimitRule* LimitRules::ofAddress(const IpAddress& address) const {
    const LimitRule* own = addresses.find(address);
    return own ? own : (eachAddress ? &*eachAddress : nullptr);
}

const LimitRule* LimitRules::of(const std::unordered_map<std::string, LimitRule>& own, const std::optional<LimitRule>& each,
                                const std::string& id) {
    if (const auto found = own.find(id); found != own.end()) return &found->second;
    return each ? &*each : nullptr;
}

}  // namespace gw::config
