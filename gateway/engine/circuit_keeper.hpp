// Writes what circuits know behind the requests, at most twice a second, and gives it back at the next start: an upstream that
// rested goes on resting, with its reasons. What changes in the meantime is written once. load on the start thread; the rest on
// control's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/pipeline/circuit_board.hpp"
#include "gateway/store/circuit_state_table.hpp"
#include "gateway/store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace gw::engine {

class CircuitKeeper {
 public:
    /// Rows of one transaction; the rest waits for the next.
    static constexpr std::size_t kRowsMax = 256;
    /// Circuits that are given back at a start, those that changed last.
    static constexpr std::int64_t kRestoredMax = 4096;

    CircuitKeeper(store::Store& store, ControlThread& control, pipeline::CircuitBoard& board, const Clock& clock)
        : store_(store), control_(control), board_(board), clock_(clock) {}

    /// Before the workers run. What cannot be read is left out with a warning: circuits learn again.
    void load();
    void start() { arm(); }
    /// What is left, when the workers have ended; blocks. On the stopping thread.
    void stop();

 private:
    void arm();
    void save();

    store::Store& store_;
    ControlThread& control_;
    pipeline::CircuitBoard& board_;
    const Clock& clock_;
    std::uint64_t savedChanges_ = 0;
    bool saving_ = false;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

/// A circuit as a row and back; steady times are told by the wall clock. @return nothing for a row that is none.
store::CircuitStateRow circuitRowOf(const pipeline::CircuitBoard::Kept& kept, WallTime wall, SteadyTime now);
std::optional<pipeline::CircuitBoard::Kept> circuitOfRow(const store::CircuitStateRow& row, WallTime wall, SteadyTime now);

}  // namespace gw::engine
