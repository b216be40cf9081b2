// Holds each request to the limits of its key, and of its user, preset and address where rules say so: tables striped over
// short locks, shared by all workers so that each limit is exact. All scopes are asked before any is taken, under the locks
// of all of them (always in the order key, user, preset, address): a refusal by one takes nothing from the others. Tokens and
// money are reserved at the door and settled to the real figure when the request is over. What a key and its user have spent
// is counted with or without a budget. Owned by the engine, outlives the workers.
//
// Memory: keys, users and presets are as many as the database knows. Addresses are at most kAddressesMax (IPv6: one a /64).
// When their table is full, those of which nothing is counted any more go; no other is ever forgotten. While there is no
// room, further addresses of the same stripe share one counter: they may be refused early, and nobody is freed early.
#pragma once

#include "gateway/limits/admission.hpp"
#include "gateway/limits/counters.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gw::limits {

/// What the ledger knows of one key or user: in all, and in the UTC day and month of the moment it was read.
struct Spending {
    NanoUsd total{0}, day{0}, month{0};
};
using SpendingById = std::unordered_map<std::string, Spending>;

/// A budget has reached a threshold, or refused a request for the first time. Told once a period and limit.
struct BudgetWarning {
    Scope scope = Scope::key;
    std::string subject;
    Limit limit = Limit::budgetTotal;
    int percent = 80;  ///< 80 or 100
    NanoUsd spent{0}, of{0};
    WallTime at{};
};

class KeyAdmission final : public Admission {
 public:
    static constexpr std::size_t kStripes = 64;
    static constexpr std::size_t kAddressesMax = 65'536;
    /// Warnings that wait for somebody to take them; what does not fit is tried again with the next request.
    static constexpr std::size_t kWarningsMax = 1024;

    /// @param clock asked when a request is over.
    explicit KeyAdmission(const Clock& clock, std::size_t addressesMax = kAddressesMax)
        : clock_(clock), addressesAStripe_(addressesMax / kStripes) {}

    tl::expected<Admitted, Denial> admit(const Ask& ask, SteadyTime now) override;

    /// What the ledger knows of earlier days; before the workers run.
    void setSpent(Scope scope, const SpendingById& spent);
    void setSpent(const std::unordered_map<std::string, NanoUsd>& totalByKey);
    /// The bill of a request that began at `began` was corrected; any thread. As at a start, a key and its user each have it.
    void correct(Scope scope, const std::string& subject, WallTime began, NanoUsd amount);
    /// What this subject's budgets have reached already was told before the start.
    void markTold(Scope scope, const std::string& subject, const ScopeLimits& limits);
    std::vector<BudgetWarning> takeWarnings();
    /// Tokens that a request like this one used `age` ago, for the limits of tokens a day. Before the workers run, oldest first.
    void restoreDay(const Ask& ask, Tokens tokens, std::chrono::milliseconds age);

    /// Every limit that a request like this one would be held to, as it stands. Takes nothing.
    std::vector<LimitFact> explain(const Ask& ask);
    /// Starts windows afresh: of one subject, or, when it is empty, of the whole scope. Running requests and money stay.
    void reset(Scope scope, const std::string& subject);

    /// What is counted now; for tests and lists.
    struct Figures {
        std::uint32_t running = 0;
        std::int64_t requests = 0, tokens = 0;
        NanoUsd spent{0}, held{0};
        std::int64_t dayTokens = 0;
        std::uint64_t refused = 0;
        std::int64_t requestsPeak = 0;  ///< the most in any minute of the last five
    };
    Figures figures(const std::string& keyId) { return figures(Scope::key, keyId); }
    Figures figures(Scope scope, const std::string& subject);
    /// Subjects that are remembered at this moment.
    std::size_t known(Scope scope = Scope::key);

    /// How an address is counted: IPv4 by itself, IPv6 by its /64.
    static std::string addressSubject(const IpAddress& address);

 private:
    /// A subject and its hash, which says the stripe and the place within.
    struct Subject {
        std::string_view id;
        std::size_t hash;
        Subject(std::string_view subject) : id(subject), hash(std::hash<std::string_view>{}(subject)) {}  // NOLINT: means the same
        Subject(const std::string& subject) : Subject(std::string_view(subject)) {}  // NOLINT
        friend bool operator==(const Subject& a, std::string_view b) noexcept { return a.id == b; }
    };
    struct SubjectHash {
        using is_transparent = void;
        std::size_t operator()(const std::string& id) const noexcept { return std::hash<std::string_view>{}(id); }
        std::size_t operator()(const Subject& subject) const noexcept { return subject.hash; }
    };
    /// The mutex guards the map and its counters; a message would make each request wait for another thread's turn.
    struct Stripe {
        std::mutex mutex;
        std::unordered_map<std::string, std::unique_ptr<Counters>, SubjectHash, std::equal_to<>> byId;
        std::unique_ptr<Counters> shared;  ///< of addresses for which there is no room
        std::size_t sweepAt = 64;
        SteadyTime sweepNext{};
    };
    struct Seat {
        Counters* counters = nullptr;
        const ScopeLimits* limits = nullptr;  ///< set with counters
        std::unique_lock<std::mutex> lock;
    };
    /// The counters a request sits at, locked in the order of the scopes.
    struct Seating {
        std::array<Seat, kScopes> seats;
        Counters* owner = nullptr;  ///< of the user that is held to nothing
        ScopeLimits ofAddress;
        Seat& at(Scope scope) { return seats[static_cast<std::size_t>(scope)]; }
    };

    void release(const Place& place, const Used& used) override;
    Stripe& stripeOf(Scope scope, const Subject& subject);
    Counters& countersOf(Scope scope, Stripe& stripe, const Subject& subject, SteadyTime now);
    Counters& roomFor(Stripe& stripe, const Subject& subject);
    void seatAll(Seating& seating, const Ask& ask, SteadyTime now);
    Resolved& seatKey(Seat& seat, const Ask& ask, SteadyTime now);
    void seatPreset(Seat& seat, Resolved& key, const Ask& ask, SteadyTime now);
    void seatAddress(Seating& seating, const Ask& ask, SteadyTime now);
    static void sitDown(Seat& seat, Counters& counters, Scope scope, const Ask& ask);
    /// The counters of a user or preset, to stay: they are few. Takes and gives back the lock of their stripe.
    Counters* pinned(Scope scope, const Subject& subject, SteadyTime now);
    tl::expected<Admitted, Denial> take(Seating& seating, const Ask& ask, const Periods& periods, SteadyTime now);
    /// Some counters do not fit.
    static Obstacle worstObstacle(Seating& seating, const Ask& ask, const Periods& periods, SteadyTime now);
    tl::unexpected<Denial> refuse(Seating& seating, const Obstacle& obstacle, SteadyTime now);
    void warn(Counters& counters, Scope scope);
    static void sweep(Stripe& stripe, SteadyTime now);

    const Clock& clock_;
    const std::size_t addressesAStripe_;
    std::array<std::array<Stripe, kStripes>, kScopes> tables_;
    std::mutex warningsMutex_;  ///< guards warnings_; taken once a threshold, not once a request
    std::vector<BudgetWarning> warnings_;
};

}  // namespace gw::limits
