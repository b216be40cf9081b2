// Goes through a route's candidates and stops at each that may be called: whose circuit lets a call through and whose own cap
// is not reached. Remembers why it went by the others. Owned by a request's forwarder; its worker only.
#pragma once

#include "gateway/config/upstream_load.hpp"
#include "gateway/pipeline/circuit_board.hpp"
#include "gateway/routing/circuit.hpp"
#include "gateway/routing/router.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace gw::pipeline {

/// A place within an item's cap on parallel calls; given back when it goes.
class CapPlace {
 public:
    CapPlace() = default;
    explicit CapPlace(config::ItemUsePtr use) : use_(std::move(use)) {}
    CapPlace(CapPlace&& other) noexcept : use_(std::move(other.use_)) {}
    CapPlace& operator=(CapPlace&& other) noexcept {
        std::swap(use_, other.use_);
        return *this;
    }
    ~CapPlace() {
        if (use_) use_->giveBack();
    }

 private:
    config::ItemUsePtr use_;
};

struct Picked {
    const routing::Candidate* candidate = nullptr;
    routing::CircuitState circuit = routing::CircuitState::closed;
    SteadyTime takenAt{};
    CapPlace cap;
};

class CandidatePick {
 public:
    /// @param circuits outlives this.
    explicit CandidatePick(CircuitBoard& circuits) : circuits_(circuits) {}

    std::optional<Picked> next(const routing::Route& route, SteadyTime now);
    bool hasMore(const routing::Route& route) const { return at_ < route.candidates.size(); }
    /// A pick that is not used after all.
    void giveUp(const Picked& picked, SteadyTime now);

    /// NotedCandidate::Mark of a candidate.
    std::uint8_t marks(std::size_t candidate) const;
    bool isCapped(std::size_t candidate) const { return candidate < 64 && (capped_ >> candidate & 1U) != 0; }

 private:
    CircuitBoard& circuits_;
    std::size_t at_ = 0;
    std::uint64_t passed_ = 0, capped_ = 0;  ///< a bit a candidate; a preset has at most 64
};

}  // namespace gw::pipeline
