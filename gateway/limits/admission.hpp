// The door of the limits: one request asks before any money is spent and gives its place back when it is over, with what
// it really came to. It is held to the limits of its key and, where operators set such, of its user, preset and address:
// all are asked before anything is taken. Implemented by KeyAdmission; admit and release may be called from every worker.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/snapshot.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gw::limits {

/// Whose limit it is.
enum class Scope : std::uint8_t { key, user, preset, address };
inline constexpr std::size_t kScopes = 4;
/// key | user | preset | ip
std::string_view scopeText(Scope scope) noexcept;

/// What is limited.
enum class Limit : std::uint8_t { parallel, rpm, tpm, tpd, budgetTotal, budgetDay, budgetMonth };
/// max_parallel | rpm | tpm | tpd | budget | budget_day | budget_month
std::string_view limitText(Limit limit) noexcept;

/// For keys without limits of their own (RATE_LIMIT_EXTERNAL_RPM, RATE_LIMIT_EXTERNAL_TPM); 0: none.
struct Defaults {
    std::uint32_t rpm = 0;
    std::uint64_t tpm = 0;
    /// Tokens a minute: no request counts on what another may still come to (RATE_LIMIT_TPM_STRICT).
    bool tpmStrict = false;
    friend bool operator==(const Defaults&, const Defaults&) = default;
};

struct Ask {
    const config::ApiKey* key = nullptr;
    /// What is to be reserved: estimated input, and the most output that was asked for.
    Tokens input = 0, output = 0;
    /// The most it can cost; unset: nobody knows a price.
    std::optional<NanoUsd> cost = std::nullopt;
    Defaults defaults = {};
    /// The rules beside the key's own, and whom they may touch; null: no such rule.
    const config::LimitRules* rules = nullptr;
    const std::string* presetId = nullptr;
    const IpAddress* address = nullptr;
    /// When the request began: the UTC day and month whose budgets it is booked on, as in the ledger.
    WallTime at{};
    /// It cannot cost anything: no budget refuses it.
    bool free = false;
    /// The most tokens it can come to, whatever was estimated; unset: nobody knows.
    std::optional<Tokens> most = std::nullopt;
    /// Of the snapshot that key and rules are from: what was resolved for it once holds for all of its requests; 0: is not known.
    std::uint64_t version = 0;
};

/// What a request came to.
struct Used {
    Tokens tokens = 0;
    NanoUsd cost{0};
};

/// One limit as the client may see it.
struct Standing {
    std::int64_t limit = 0, remaining = 0;
    std::chrono::milliseconds reset{0};  ///< until all that is counted has left the window
};
struct Standings {
    std::optional<Standing> requests, tokens;
};

/// What a refused client is told.
struct Denial {
    Error error;
    std::chrono::seconds retryAfter{1};
    /// Asking again will not help as long as the limit stands.
    bool final = false;
    Standings standings = {};
    Scope scope = Scope::key;
    Limit limit = Limit::rpm;
};

class Admission;

/// What was taken at the door. The counters belong to the Admission and stay while the place is held.
struct Place {
    std::array<void*, kScopes> counters{};  ///< by Scope; null: not held to one
    void* owner = nullptr;                  ///< the user's, where only the spending is counted
    SteadyTime at{};
    std::int32_t day = 0, month = 0;  ///< in which it began, as purse.hpp numbers them
    Tokens tokens = 0;
    NanoUsd cost{0};
    /// Held in the window of a minute beside `tokens` while it runs, by Scope (token_margin.hpp).
    std::array<Tokens, kScopes> margins{};
    /// A bit a scope: where tokens of the minute, tokens of the day and money are reserved.
    std::uint8_t inMinute = 0, inDay = 0, inBudget = 0;
};

/// The place an admitted request holds; given back when it goes. Movable, empty after a move and where nothing was
/// taken.
class Admitted {
 public:
    Admitted() = default;
    Admitted(Admission& door, const Place& place, const Standings& standings) : door_(&door), place_(place), standings_(standings) {}
    Admitted(Admitted&& other) noexcept
        : door_(std::exchange(other.door_, nullptr)), place_(other.place_), standings_(other.standings_) {}
    Admitted& operator=(Admitted&& other) noexcept;
    /// A request that ends without a word has used nothing.
    ~Admitted() { release({}); }

    void release(const Used& used);
    const Standings& standings() const noexcept { return standings_; }
    Tokens margin(Scope scope) const noexcept { return place_.margins[static_cast<std::size_t>(scope)]; }

 private:
    Admission* door_ = nullptr;
    Place place_{};
    Standings standings_{};
};

class Admission {
 public:
    virtual ~Admission() = default;
    /// @return rateLimit or budgetExceeded; the detail names the limit, whose it is, and when it ends.
    virtual tl::expected<Admitted, Denial> admit(const Ask& ask, SteadyTime now) = 0;

 protected:
    friend class Admitted;
    virtual void release(const Place& place, const Used& used) = 0;
};

inline void Admitted::release(const Used& used) {
    if (door_) std::exchange(door_, nullptr)->release(place_, used);
}

inline Admitted& Admitted::operator=(Admitted&& other) noexcept {
    if (this != &other) {
        release({});
        door_ = std::exchange(other.door_, nullptr);
        place_ = other.place_;
        standings_ = other.standings_;
    }
    return *this;
}

}  // namespace gw::limits
