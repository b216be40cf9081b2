#include "gateway/pipeline/candidate_pick.hpp"

#include "gateway/ledger/route_note.hpp"

namespace gw::pipeline {

using routing::CircuitState;

std::optional<Picked> CandidatePick::next(const routing::Route& route, SteadyTime now) {
    while (hasMore(route)) {
        const std::uint64_t bit = at_ < 64 ? std::uint64_t{1} << at_ : 0;
        const routing::Candidate& candidate = route.candidates[at_++];
        const auto circuit = circuits_.take(candidate.provider->name, candidate.model, now);
        if (!circuit) {
            passed_ |= bit;
            continue;
        }
        Picked picked{&candidate, *circuit, now, {}};
        const config::PresetItem* item = candidate.item;
        if (!item || !item->use) return picked;
        if (item->use->take(item->parallelMax, item->perMinute, now)) {
            picked.cap = CapPlace(item->use);
            return picked;
        }
        capped_ |= bit;
        giveUp(picked, now);
    }
    return std::nullopt;
}

void CandidatePick::giveUp(const Picked& picked, SteadyTime now) {
    if (picked.circuit == CircuitState::halfOpen) circuits_.withdrawn(picked.candidate->provider->name, picked.candidate->model, now, picked.takenAt);
}

std::uint8_t CandidatePick::marks(std::size_t candidate) const {
    if (candidate >= 64) return 0;
    const std::uint64_t bit = std::uint64_t{1} << candidate;
    using Mark = ledger::NotedCandidate::Mark;
    return static_cast<std::uint8_t>((passed_ & bit ? Mark::passed : Mark::none) | (capped_ & bit ? Mark::capped : Mark::none));
}

}  // namespace gw::pipeline
