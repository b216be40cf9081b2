#include "gateway/pipeline/explain.hpp"

#include "gateway/base/log.hpp"
#include "gateway/ledger/route_note.hpp"

namespace gw::pipeline {

namespace {

ledger::NotedLimit noted(const limits::Standing& standing, std::int64_t taken) { return {standing.limit, standing.remaining, taken}; }

}  // namespace

std::string noteOf(const Explained& request) {
    const routing::Route& route = request.route;
    ledger::RouteNoteWriter note;
    note.choice(route.presetId.empty() ? std::string_view{} : routing::strategyText(route.strategy), routing::whyText(route.why));
    for (std::size_t i = 0; i < route.candidates.size(); ++i) {
        const routing::Candidate& candidate = route.candidates[i];
        const auto rested = candidate.rests ? ledger::NotedCandidate::rested : ledger::NotedCandidate::none;
        note.candidate({candidate.provider->name, candidate.model, candidate.item ? candidate.item->weight : 0,
                        candidate.item ? candidate.item->priority : 0, static_cast<std::uint8_t>(request.pick.marks(i) | rested), candidate.running,
                        candidate.expectedMs});
    }
    const limits::Standings& standings = request.standings;
    if (standings.requests) note.requests(noted(*standings.requests, 1));
    if (standings.tokens) note.tokens(noted(*standings.tokens, request.reserved));
    if (request.retryRefused) note.retryRefused();
    note.queued(request.queued.count());
    note.refusal(request.refusal);
    return note.taken();
}

std::string noteOfRefusal(const Error& error) {
    ledger::RouteNoteWriter note;
    note.refusal(log::redacted(error.detail));
    return note.taken();
}

}  // namespace gw::pipeline
