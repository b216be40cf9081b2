#include "gateway/engine/circuit_keeper.hpp"

#include "gateway/base/log.hpp"

#include <chrono>
#include <utility>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kPace = 500ms;

/// What one transaction writes.
struct Batch {
    std::vector<store::CircuitStateRow> rows;
    std::vector<store::CircuitPlace> gone;
};

Batch batchOf(const std::vector<pipeline::CircuitBoard::Kept>& taken, WallTime wall, SteadyTime now) {
    Batch batch;
    for (const auto& kept : taken) {
        if (kept.memory.isBlank() && kept.order.empty()) batch.gone.push_back({kept.provider, kept.model});
        else batch.rows.push_back(circuitRowOf(kept, wall, now));
    }
    return batch;
}

Result<void> write(store::Database& database, const Batch& batch) {
    return database.transaction([&] { return store::putCircuitStates(database, batch.rows, batch.gone); });
}

void complain(const Error& error) { log::engine().warn("circuits not written down: {}", log::quoted(describe(error))); }

}  // namespace

void CircuitKeeper::load() {
    const auto rows = store_.writeNow([](store::Database& database) { return store::circuitStates(database, kRestoredMax); });
    if (!rows) {
        log::engine().warn("circuits begin anew: {}", log::quoted(describe(rows.error())));
        return;
    }
    const WallTime wall = clock_.wall();
    const SteadyTime now = clock_.steady();
    std::vector<pipeline::CircuitBoard::Kept> kept;
    for (const auto& row : *rows) {
        if (auto circuit = circuitOfRow(row, wall, now)) kept.push_back(std::move(*circuit));
        else log::engine().warn("left out: a row of circuit_state that is none provider={} model={}", log::quoted(row.provider), log::quoted(row.model));
    }
    board_.restore(std::move(kept), now);
}

void CircuitKeeper::arm() {
    control_.after(kPace, [this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.expired()) return;
        save();
        arm();
    });
}

void CircuitKeeper::save() {
    const auto changes = board_.unsavedChanges();
    // While the database does not answer nothing is taken over: what changes meanwhile is written once.
    if (saving_ || changes == savedChanges_) return;
    savedChanges_ = changes;
    const SteadyTime now = clock_.steady();
    auto taken = std::make_shared<std::vector<pipeline::CircuitBoard::Kept>>(board_.takeUnsaved(kRowsMax, now));
    if (taken->empty()) return;
    saving_ = true;
    auto job = [batch = batchOf(*taken, clock_.wall(), now)](store::Database& database) { return write(database, batch); };
    store_.write(std::move(job), [this, alive = std::weak_ptr<int>(alive_), taken](const Result<void>& saved) {
        if (alive.expired()) return;
        saving_ = false;
        if (saved) return;
        complain(saved.error());
        board_.unsaved(*taken);
    });
}

void CircuitKeeper::stop() {
    alive_.reset();
    for (;;) {
        const SteadyTime now = clock_.steady();
        const auto taken = board_.takeUnsaved(kRowsMax, now);
        if (taken.empty()) return;
        const auto saved = store_.writeNow([batch = batchOf(taken, clock_.wall(), now)](store::Database& database) { return write(database, batch); });
        if (!saved) return complain(saved.error());
    }
}

}  // namespace gw::engine
