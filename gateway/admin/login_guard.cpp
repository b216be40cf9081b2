#include "gateway/admin/login_guard.hpp"

#include "gateway/base/cidr.hpp"

#include <algorithm>

namespace gw::admin {
namespace {

/// Beyond this many names the idle ones are dropped, then any that are not locked: memory stays bounded.
constexpr std::size_t kEntriesMax = 20'000;

}  // namespace

std::string guardedAddress(const std::string& ip) {
    auto address = parseIp(ip);
    if (!address || address->isV4()) return ip;
    std::fill(address->bytes.begin() + 8, address->bytes.end(), std::uint8_t{0});
    return address->text();
}

bool LoginGuard::idle(const Entry& entry) const {
    const auto now = clock_.steady();
    const bool recent = !entry.failures.empty() && now - entry.failures.back() <= kWindow;
    return entry.underWay == 0 && !recent && now - kWindow >= entry.lockedUntil;
}

void LoginGuard::forget(Entries& entries) {
    if (entries.size() < kEntriesMax) return;
    std::erase_if(entries, [this](const auto& item) { return idle(item.second); });
    if (entries.size() < kEntriesMax) return;
    const auto now = clock_.steady();
    std::erase_if(entries, [now](const auto& item) { return item.second.underWay == 0 && item.second.lockedUntil <= now; });
}

std::chrono::seconds LoginGuard::waitFor(Entry& entry, std::size_t failuresMax) const {
    const auto now = clock_.steady();
    if (entry.lockedUntil > now) return std::chrono::ceil<std::chrono::seconds>(entry.lockedUntil - now);
    if (idle(entry)) entry = {};
    while (!entry.failures.empty() && now - entry.failures.front() > kWindow) entry.failures.pop_front();
    // A lock that ended lets one attempt at a time through.
    const std::size_t room = entry.locks > 0 ? 1 : failuresMax - std::min(failuresMax, entry.failures.size());
    return entry.underWay < std::max<std::size_t>(room, 1) ? std::chrono::seconds{0} : std::chrono::seconds{1};
}

void LoginGuard::fail(Entry& entry, std::size_t failuresMax) {
    const auto now = clock_.steady();
    entry.failures.push_back(now);
    if (entry.failures.size() > failuresMax) entry.failures.pop_front();
    if (entry.locks == 0 && entry.failures.size() < failuresMax) return;
    const auto doublings = std::min<std::size_t>(entry.locks, 10);
    const std::chrono::seconds delay = kFirstDelay * (1LL << doublings);
    entry.lockedUntil = now + std::min<std::chrono::seconds>(delay, kLongestDelay);
    ++entry.locks;
}

std::chrono::seconds LoginGuard::begin(const std::string& account, const std::string& address) {
    forget(accounts_);
    forget(addresses_);
    auto& byAccount = accounts_[account];
    auto& byAddress = addresses_[address];
    const auto wait = std::max(waitFor(byAccount, kAccountFailuresMax), waitFor(byAddress, kAddressFailuresMax));
    if (wait.count() > 0) return wait;
    ++byAccount.underWay;
    ++byAddress.underWay;
    return wait;
}

void LoginGuard::cancelled(const std::string& account, const std::string& address) {
    for (auto* entry : {&accounts_[account], &addresses_[address]}) {
        entry->underWay -= std::min<std::size_t>(entry->underWay, 1);
    }
}

void LoginGuard::ended(const std::string& account, const std::string& address, bool success) {
    cancelled(account, address);
    auto& byAccount = accounts_[account];
    auto& byAddress = addresses_[address];
    if (success) {
        const auto underWay = byAccount.underWay;
        byAccount = {};
        byAccount.underWay = underWay;
        return;
    }
    fail(byAccount, kAccountFailuresMax);
    fail(byAddress, kAddressFailuresMax);
}

}  // namespace gw::admin
