// Slows down guessing of passwords: 5 failures an account or 20 an address within 15 min lock it, each further failure
// locks it twice as long, up to 15 min. Attempts under way count as failures, so that many at once gain nothing.
// Control's thread; in memory (a restart forgets, Argon2id still costs 56 ms a guess).
#pragma once

#include "gateway/base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

namespace gw::admin {

class LoginGuard {
   public:
    static constexpr std::size_t kAccountFailuresMax = 5;
    static constexpr std::size_t kAddressFailuresMax = 20;
    static constexpr std::chrono::minutes kWindow{15};
    static constexpr std::chrono::seconds kFirstDelay{30};
    static constexpr std::chrono::minutes kLongestDelay{15};

    explicit LoginGuard(const Clock& clock) : clock_(clock) {}

    /// Zero: go on, and call ended() once. Else the time to wait; nothing is counted then.
    std::chrono::seconds begin(const std::string& account, const std::string& address);
    void ended(const std::string& account, const std::string& address, bool success);
    /// The attempt came to no verdict (the crypto thread was busy): it counts as none.
    void cancelled(const std::string& account, const std::string& address);
    /// Names remembered at the moment.
    std::size_t size() const { return accounts_.size() + addresses_.size(); }

   private:
    struct Entry {
        std::deque<SteadyTime> failures;
        std::size_t underWay = 0;
        std::size_t locks = 0;
        SteadyTime lockedUntil{};
    };
    using Entries = std::unordered_map<std::string, Entry>;
    std::chrono::seconds waitFor(Entry& entry, std::size_t failuresMax) const;
    void fail(Entry& entry, std::size_t failuresMax);
    bool idle(const Entry& entry) const;
    void forget(Entries& entries);

    const Clock& clock_;
    Entries accounts_;
    Entries addresses_;
};

/// The address as the guard counts it: IPv6 by /64, because one host owns all of it.
std::string guardedAddress(const std::string& ip);

}  // namespace gw::admin
