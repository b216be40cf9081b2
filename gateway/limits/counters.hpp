// What is counted for one key, user, preset or address: windows of requests and tokens, running requests, money. A window
// exists from the moment a limit asks for it. The stripe that holds the counters guards them (key_admission.hpp).
#pragma once

#include "gateway/limits/purse.hpp"
#include "gateway/limits/recent_peak.hpp"
#include "gateway/limits/scope_limits.hpp"
#include "gateway/limits/sliding_window.hpp"
#include "gateway/limits/token_margin.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace gw::limits {

/// A minute in buckets of 250 ms, 24 hours in buckets of 6 min: at most 0.42 % of a limit stays unused.
inline constexpr std::chrono::milliseconds kMinute{60'000}, kMinuteBucket{250};
inline constexpr std::chrono::milliseconds kDay{24 * 3'600'000}, kDayBucket{360'000};

/// One limit as it stands, for explanations.
struct LimitFact {
    Scope scope = Scope::key;
    std::string subject;  ///< id of the key, user or preset; the address
    Limit limit = Limit::rpm;
    bool own = true;      ///< the key's own, not what each key has
    std::int64_t value = 0;
    std::int64_t used = 0;  ///< counted, reservations of running requests with it
    std::int64_t held = 0;  ///< of it, money that running requests have reserved
    std::optional<WallTime> resets;  ///< when all that is counted has left, or the period ends
};

/// Where the client stands nearest to a limit, of all its windows; when that window is empty is asked for the nearest alone.
struct Nearest {
    SlidingWindow* window = nullptr;
    std::int64_t limit = 0, remaining = 0;

    void see(SlidingWindow& other, std::int64_t itsLimit, SteadyTime now, Tokens margins) {
        const std::int64_t left = itsLimit - (other.sum(now) - margins);
        const std::int64_t shown = left < 0 ? 0 : left > itsLimit ? itsLimit : left;
        if (!window || shown < remaining) *this = {&other, itsLimit, shown};
    }
    std::optional<Standing> standing(SteadyTime now) const;
};
struct NearestOfAll {
    Nearest requests, tokens;
    Standings standings(SteadyTime now) const { return {requests.standing(now), tokens.standing(now)}; }
};

struct Counters;

/// The limits of a key, user or preset as they were resolved last, and for what. Of a key also where its requests sit besides:
/// those counters are pinned.
struct Resolved {
    ScopeLimits limits;
    std::uint64_t version = 0;  ///< of the snapshot; 0: good for one request only
    const void* key = nullptr;  ///< null: of no key
    const void* rules = nullptr;
    Defaults defaults;

    Counters* user = nullptr;  ///< held to a limit, or only booked on
    bool userIsLimited = false;
    std::optional<std::string> presetId;  ///< whose `preset` is
    Counters* preset = nullptr;           ///< null: held to no limit

    bool isFor(const Ask& ask, const void* itsKey) const noexcept {
        return version != 0 && version == ask.version && key == itsKey && rules == ask.rules && defaults == ask.defaults;
    }
    /// Makes it one of `ask`, with nothing found yet.
    void restart(const Ask& ask, const void* itsKey, const ScopeLimits& itsLimits);
};

struct Counters {
    std::mutex* guard = nullptr;
    const std::string* subject = nullptr;  ///< whose; null where several addresses share
    std::optional<SlidingWindow> requests, tokens, dayTokens;
    RecentPeak requestsPeak;  ///< of the window of requests
    std::uint32_t running = 0;
    Tokens margins = 0;  ///< of running requests, all in `tokens`
    SeenExcess excess;
    std::uint64_t refused = 0;
    std::array<Purse, kBudgets> purses;  ///< total, day, month
    std::unique_ptr<Resolved> resolved;
    PeriodMemo periods;
    bool pinned = false;  ///< somebody points here: never forgotten

    /// Makes the windows that `limits` need; one that comes later starts empty.
    void prepare(const ScopeLimits& limits);
    /// Nothing stands in the way of `ask`.
    bool fits(const Ask& ask, const ScopeLimits& limits, const Periods& periods, SteadyTime now);
    /// What stands in the way of `ask`; the one that ends last.
    std::optional<Obstacle> obstacle(const Ask& ask, const ScopeLimits& limits, const Periods& periods, Scope scope, SteadyTime now);
    void take(Place& place, const Ask& ask, const ScopeLimits& limits, Scope scope, SteadyTime now);
    /// Money is booked by `spend`.
    void giveBack(const Place& place, const Used& used, Scope scope, SteadyTime now);
    void spend(const Periods& began, NanoUsd held, NanoUsd cost);
    void correct(WallTime began, NanoUsd amount);
    void noteRefusal(const Obstacle& obstacle);
    void showNearest(NearestOfAll& all, const ScopeLimits& limits, SteadyTime now);
    void addFacts(std::vector<LimitFact>& facts, LimitFact like, const ScopeLimits& limits, SteadyTime now, WallTime wall);
    /// Nothing is counted that a limit could still ask for; drops the windows then.
    bool quiet(SteadyTime now);
    void clearWindows();
    /// Windows and what is remembered of them; running requests and money stay.
    void startAfresh();

   private:
    std::optional<Obstacle> moneyObstacle(const Ask& ask, const ScopeLimits& limits, const Periods& periods, Scope scope);
};

}  // namespace gw::limits
