// One circuit: whether an upstream's model may be called. Opens after failures in a row or a bad share of its last calls, stays
// open a little longer each time, lets one trial through and closes when it succeeds; an operator may open and close it too.
// A value; whoever shares one guards it.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/error.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace gw::routing {

enum class CircuitState : std::uint8_t { closed = 0, halfOpen = 1, open = 2 };

/// "closed", "half_open", "open".
const char* circuitWord(CircuitState state) noexcept;

/// What opens a circuit. A bare number is that of failures in a row.
struct CircuitPolicy {
    CircuitPolicy(std::uint32_t row) : inARowMax(row) {}  // NOLINT(google-explicit-constructor)
    CircuitPolicy() = default;

    std::uint32_t inARowMax = 5;        ///< failures in a row; 0: no circuit opens by itself
    std::uint32_t callsMin = 20;        ///< of the last five to ten seconds, before their share counts
    std::uint32_t failedPercent = 50;   ///< of them; 0: the share does not count
};

/// A change of a circuit's state, kept for whoever asks why.
struct CircuitTurn {
    SteadyTime at{};
    CircuitState state = CircuitState::closed;
    std::optional<ErrorCode> reason{};  ///< of an opening that was not ordered
    bool forced = false;                ///< by an operator
    std::chrono::milliseconds rest{0};  ///< of an opening: for how long, as known then; not kept over a restart
};

/// What of a circuit outlives a restart. One that is half-open is told as open with its rest over: a trial that is under way
/// ends with the process.
struct CircuitMemory {
    bool open = false, forced = false;
    std::optional<ErrorCode> reason{};
    SteadyTime until{};  ///< of an open one
    std::chrono::milliseconds nextRest{0};
    std::uint32_t failuresInARow = 0, openings = 0;
    std::vector<CircuitTurn> turns{};
    /// Whether it tells anything that a circuit nobody has called does not.
    bool isBlank() const { return !open && failuresInARow == 0 && turns.empty(); }
};

class Circuit {
 public:
    using Millis = std::chrono::milliseconds;
    /// Failures in a row that open it, where the settings say nothing else.
    static constexpr std::uint32_t kFailuresInARow = 5;
    /// The share of failures is that of this half of a window and the one before.
    static constexpr Millis kHalfWindow{5'000};
    /// Turns that are remembered.
    static constexpr std::size_t kTurnsMax = 8;
    /// First rest, doubled by each failed trial; then a jitter of up to a fifth is added.
    static constexpr Millis kRestMin{1'000}, kRestMax{60'000};
    /// A trial that has not come back by then does not count any more.
    static constexpr Millis kTrialMax{60'000};
    /// An opening whose rest ended this long before a restart says nothing of the upstream any more.
    static constexpr Millis kStale{600'000};

    /// @param seed makes circuits rest for different times.
    explicit Circuit(std::uint64_t seed) : random_(seed | 1U) {}

    /// Whether a call may go out at `now`; of an open circuit whose rest is over the first caller makes the trial.
    bool take(SteadyTime now);
    /// As take, without making the trial.
    bool wouldTake(SteadyTime now) const;
    /// @param under the state the call went out under: where the circuit is not closed, only its trial tells anything new.
    void succeeded(SteadyTime now, CircuitState under);
    /// @param asked for how long the upstream wants to be left alone (503 with Retry-After); zero: it does not say. A failure
    /// that asks opens it at once, for that long at least.
    /// @return true when this failure opened it.
    bool failed(SteadyTime now, ErrorCode reason, CircuitState under, const CircuitPolicy& policy, Millis asked = Millis{0});
    /// The upstream asked for a rest (429 with Retry-After): no failure, but nothing is sent until then. Of a trial it ends the
    /// trial; while one is out, what calls from before are told changes nothing. @return true when it was not open before.
    bool rest(SteadyTime now, Millis length, CircuitState under);
    /// The trial was told to come later, but not when (429 without Retry-After): a shortest rest, then the next. No failure.
    /// @return true when it was that trial's word.
    bool restShortly(SteadyTime now, CircuitState under);
    /// A call that says nothing of the upstream (the client left): a trial is given back.
    /// @param since when it was taken: one that has been followed by another gives nothing back. Unset: whichever is out.
    void withdrawn(std::optional<SteadyTime> since = std::nullopt);
    /// An operator's order: nothing is sent for so long, then one trial. No cap.
    void force(SteadyTime now, Millis length);
    /// Calls go out at once, as if nothing had failed.
    /// @param ordered by an operator, not by a trial that has passed.
    void close(SteadyTime now, bool ordered = false);
    /// Something else has shown that the upstream can be reached again: the next caller makes the trial. Not against an order.
    void hasten(SteadyTime now);

    CircuitState state(SteadyTime now) const;
    /// Until a trial may go out; zero when one may.
    Millis left(SteadyTime now) const;
    /// Nothing while it is closed, and while an operator's order holds it open.
    std::optional<ErrorCode> reason() const { return state_ == CircuitState::closed ? std::nullopt : reason_; }
    bool forced() const { return forced_; }
    /// Until when callers are better sent elsewhere; the epoch when they are not.
    SteadyTime busyUntil() const;
    /// When the newest trial was taken.
    SteadyTime trialSince() const { return trialSince_; }
    std::uint32_t failuresInARow() const { return inARow_; }
    std::uint32_t openings() const { return openings_; }
    /// When a call that counted has succeeded last; the epoch when none has.
    SteadyTime lastSuccess() const { return lastSuccess_; }
    CircuitMemory memory(SteadyTime now) const;
    /// Begins with what was known before a restart: one that was open rests for what is left of its time (never longer than a
    /// rest may be, whatever the clocks did), then lets one trial through.
    /// @param opensItself false: no circuit opens by itself, only an operator's order holds on.
    void restore(SteadyTime now, CircuitMemory memory, bool opensItself);
    /// The newest last; empty for one that never opened.
    const std::vector<CircuitTurn>& turns() const { return turns_; }

 private:
    void open(SteadyTime now, ErrorCode reason, SteadyTime atLeast);
    void restUntil(SteadyTime now, ErrorCode reason, SteadyTime until);
    void prolong(ErrorCode reason, SteadyTime until);
    void count(SteadyTime now, bool failure);
    void forget();
    void remember(SteadyTime now);
    Millis jittered(Millis length);

    CircuitState state_ = CircuitState::closed;
    std::optional<ErrorCode> reason_;
    SteadyTime until_{}, trialSince_{}, halfSince_{}, lastSuccess_{};
    Millis nextRest_ = kRestMin;
    std::uint32_t inARow_ = 0, openings_ = 0;
    std::uint32_t calls_ = 0, failures_ = 0, callsBefore_ = 0, failuresBefore_ = 0;  ///< of the two halves of the window
    std::vector<CircuitTurn> turns_;
    bool forced_ = false;
    std::uint64_t random_;
};

}  // namespace gw::routing
