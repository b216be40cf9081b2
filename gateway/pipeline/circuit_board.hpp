// All circuits, one a provider and upstream model, shared by the workers: a table striped over short locks, as the limits'
// table is. Circuits come with the first call; closed ones go when there are too many. What operators ordered comes with the
// snapshot. Owned by engine; any thread.
#pragma once

#include "gateway/config/snapshot.hpp"
#include "gateway/routing/circuit.hpp"
#include "gateway/routing/router.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gw::pipeline {

class Attempt;

class CircuitBoard {
 public:
    /// The state a call goes out under: closed, or half-open for the one trial; nothing when it may not.
    std::optional<routing::CircuitState> take(std::string_view provider, std::string_view model, SteadyTime now);
    /// What a probe of the whole provider says: a failure is one of each of its circuits; that it can be reached lets those try
    /// at once that had opened because it could not.
    void probed(std::string_view provider, const std::optional<Error>& error, SteadyTime now);
    /// What the end of an attempt says of its upstream.
    void report(const Attempt& attempt, const std::optional<Error>& error, SteadyTime now);
    /// The attempt's first content is there: a trial has passed, however long its reply goes on.
    void answers(Attempt& attempt, SteadyTime now);
    /// A trial that was taken at `since` and tells nothing.
    void withdrawn(std::string_view provider, std::string_view model, SteadyTime now, SteadyTime since);
    /// Zero when a call would be let through.
    std::chrono::milliseconds left(std::string_view provider, std::string_view model, SteadyTime now);

    /// When a call of it has succeeded last; the epoch when none has since the start.
    SteadyTime lastSuccess(std::string_view provider, std::string_view model);

    /// When the first of a route's upstreams may be called, where none may at once.
    std::optional<std::chrono::seconds> allRestFor(const routing::Route& route, SteadyTime now);

    struct Resting {
        Error error;  ///< noUpstream, naming them all
        std::chrono::seconds wait;
    };
    /// What a request is told that none of its upstreams may be called for: said at once, and when the first is tried again.
    /// @param isCapped which candidates (by place) were passed by for their own cap.
    Resting resting(const routing::Route& route, SteadyTime now, const std::function<bool(std::size_t)>& isCapped = {});

    struct Row {
        std::string provider, model;
        routing::CircuitState state = routing::CircuitState::closed;
        std::optional<ErrorCode> reason;
        bool forced = false;  ///< by an operator
        std::chrono::milliseconds left{0};
        std::uint32_t failuresInARow = 0, openings = 0;
        std::vector<routing::CircuitTurn> turns;  ///< the newest last
    };
    /// By provider and model; closed ones too.
    std::vector<Row> rows(SteadyTime now);

    /// What of a circuit outlives a restart.
    struct Kept {
        std::string provider, model;
        routing::CircuitMemory memory;
        std::string order;  ///< of an operator, the last that was carried out
    };
    /// Circuits that have changed since they were taken last, at most `most`; they count as written down. Blank ones tell that
    /// there is nothing to keep.
    std::vector<Kept> takeUnsaved(std::size_t most, SteadyTime now);
    /// What was taken and could not be written down.
    void unsaved(const std::vector<Kept>& kept);
    /// Grows with each change that is worth writing down.
    std::uint64_t unsavedChanges() const noexcept { return unsavedChanges_.load(std::memory_order_relaxed); }
    /// Before the first call and the first snapshot.
    void restore(std::vector<Kept> kept, SteadyTime now);

    /// Failures in a row that open a circuit; 0: none opens by itself.
    void setFailures(std::uint32_t inARow) { failuresMax_.store(inARow, std::memory_order_relaxed); }
    /// Percent of failures that open a circuit (0: no share does), and of how many calls.
    void setShare(std::uint32_t percent, std::uint32_t callsMin) {
        failedPercent_.store(percent, std::memory_order_relaxed);
        callsMin_.store(callsMin, std::memory_order_relaxed);
    }
    /// Tells choices, by the snapshot's loads, which upstreams rest; and obeys its orders.
    void take(const config::Snapshot& snapshot, WallTime wall, SteadyTime now);
    /// Grows with each change of a circuit's state.
    std::uint64_t changes() const noexcept { return changes_.load(std::memory_order_relaxed); }
    /// What operators want: orders not seen before are carried out, one that is gone before its time no longer holds.
    void obey(const std::vector<config::CircuitOrder>& orders, WallTime wall, SteadyTime now);

 private:
    struct Place {
        std::string provider, model;
        routing::Circuit circuit;
        config::UpstreamLoadPtr load{};  ///< of what a preset calls: told when it rests
        std::string order{};             ///< the last that was carried out
        bool unsaved = false;            ///< has changed since it was written down
    };
    /// The mutex guards the stripe's circuits; a message would make each call wait for another thread's turn.
    struct Stripe {
        std::mutex mutex;
        std::unordered_multimap<std::size_t, Place> places;  ///< by the hash of the names
    };
    using Loads = std::map<std::pair<std::string, std::string>, config::UpstreamLoadPtr, std::less<>>;
    /// Where a circuit stands: the hash of its names, and the stripe.
    struct Slot {
        std::size_t hash;
        Stripe& stripe;
    };
    Slot slotOf(std::string_view provider, std::string_view model);
    /// Under the stripe's lock; null when there is none.
    static Place* findIn(const Slot& slot, std::string_view provider, std::string_view model);
    /// The same; makes the circuit when there is none.
    Place& placeIn(const Slot& slot, std::string_view provider, std::string_view model, SteadyTime now);
    void changed(Place& place);
    void restoreOne(Kept& kept, SteadyTime now);
    void carryOut(const config::CircuitOrder& order, std::chrono::milliseconds length, SteadyTime now);
    void attach(const Loads& loads, SteadyTime now);
    void attachOne(const std::pair<std::string, std::string>& name, config::UpstreamLoadPtr load, SteadyTime now);
    routing::CircuitPolicy policy() const;
    template <class Use>
    auto use(Place& place, Use todo);
    template <class Use>
    auto withPlace(std::string_view provider, std::string_view model, SteadyTime now, Use todo);
    template <class Use>
    auto with(std::string_view provider, std::string_view model, SteadyTime now, Use todo);
    void succeeded(const Attempt& attempt, SteadyTime now);
    void failed(const Attempt& attempt, SteadyTime now, ErrorCode reason);
    void rateLimited(const Attempt& attempt, SteadyTime now);

    std::array<Stripe, 16> stripes_;
    std::atomic<std::uint32_t> failuresMax_{routing::Circuit::kFailuresInARow};
    std::atomic<std::uint32_t> failedPercent_{50}, callsMin_{20};
    std::atomic<std::uint64_t> changes_{0}, unsavedChanges_{0};
    std::mutex ordersMutex_;  ///< guards orders_ and loads_: whoever brings a snapshot waits for the other who does
    std::map<std::string, config::CircuitOrder, std::less<>> orders_;  ///< by id, carried out
    Loads loads_;
};

}  // namespace gw::pipeline
