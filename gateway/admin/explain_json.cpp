#include "gateway/admin/explain_json.hpp"

#include "gateway/admin/row_json.hpp"
#include "gateway/ledger/route_note.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace gw::admin {

namespace {

namespace json = boost::json;
using ledger::NotedCandidate;

/// Numbers of the attempts that went to this candidate.
std::vector<std::int64_t> attemptsAt(const store::RequestDetail& detail, const NotedCandidate& candidate) {
    std::vector<std::int64_t> numbers;
    for (const auto& attempt : detail.attempts)
        if (attempt.provider == candidate.provider && attempt.upstreamModel == candidate.model) numbers.push_back(attempt.attempt);
    return numbers;
}

/// What became of it, in one word.
std::string_view outcomeOf(const store::RequestDetail& detail, const NotedCandidate& candidate, const std::vector<std::int64_t>& numbers) {
    if (!numbers.empty()) {
        const auto last = std::find_if(detail.attempts.begin(), detail.attempts.end(), [&](const auto& one) { return one.attempt == numbers.back(); });
        if (last->errorCode == codeText(ErrorCode::clientGone)) return "client_gone";
        const bool answered = numbers.back() == detail.request.attempts && detail.request.provider == candidate.provider &&
                              detail.request.upstreamModel == candidate.model && last->errorCode.empty() && last->status < 400;
        return answered ? "last" : "failed";
    }
    if (candidate.marks & NotedCandidate::capped) return "at_cap";
    if (candidate.marks & NotedCandidate::passed) return "circuit_open";
    return candidate.marks & NotedCandidate::rested ? "at_rest" : "not_needed";
}

/// Of the calls that this preset's strategy would have sent there first, by weight among what took calls.
json::value shareOf(const ledger::RouteNote& note, const NotedCandidate& candidate) {
    const bool byWeight = note.why == "wheel" || note.why == "first_group" || note.why == "user" || note.why == "conversation";
    if (!byWeight || candidate.weight == 0) return nullptr;
    std::uint64_t sum = 0;
    const auto turns = [&](const NotedCandidate& one) {
        const bool group = note.why != "first_group" || one.priority == note.candidates.front().priority;
        return group && !(one.marks & NotedCandidate::rested);
    };
    for (const auto& one : note.candidates) sum += turns(one) ? one.weight : 0;
    if (!turns(candidate) || sum == 0 || note.more > 0) return nullptr;
    return static_cast<double>(candidate.weight) / static_cast<double>(sum);
}

json::object candidateJson(const store::RequestDetail& detail, const ledger::RouteNote& note, const NotedCandidate& candidate) {
    const auto numbers = attemptsAt(detail, candidate);
    json::object out;
    out["provider"] = candidate.provider;
    out["model"] = candidate.model;
    out["weight"] = candidate.weight;
    out["priority"] = candidate.priority;
    out["share"] = shareOf(note, candidate);
    out["circuit_open"] = (candidate.marks & (NotedCandidate::rested | NotedCandidate::passed)) != 0;
    out["at_cap"] = (candidate.marks & NotedCandidate::capped) != 0;
    out["running"] = candidate.running;
    out["expected_ms"] = note.strategy == "latency" ? json::value(candidate.expectedMs) : json::value(nullptr);
    out["outcome"] = outcomeOf(detail, candidate, numbers);
    json::array attempts;
    for (const auto number : numbers) attempts.emplace_back(number);
    out["attempts"] = std::move(attempts);
    return out;
}

json::value limitJson(const std::optional<ledger::NotedLimit>& limit) {
    if (!limit) return nullptr;
    return json::object{{"limit", limit->limit}, {"left_before", limit->left + limit->taken}, {"left_after", limit->left}, {"reserved", limit->taken}};
}

json::array billJson(const store::RequestDetail& detail) {
    json::array bill;
    for (const auto& row : detail.ledger) {
        bill.push_back(json::object{{"attempt", row.attempt},
                                    {"provider", row.provider},
                                    {"model", row.model},
                                    {"usage_source", row.usageSource},
                                    {"price_version", textOrNull(row.priceVersion)},
                                    {"cost_nanousd", orNull(row.costNanoUsd)}});
    }
    return bill;
}

}  // namespace

json::value explainJson(const store::RequestDetail& detail) {
    auto note = ledger::readRouteNote(detail.routeNote);
    if (!note && detail.request.cache == "hit") note.emplace().why = "cache";
    if (!note) return nullptr;
    json::array candidates;
    for (const auto& candidate : note->candidates) candidates.push_back(candidateJson(detail, *note, candidate));
    json::object out;
    out["strategy"] = textOrNull(note->strategy);
    out["why"] = textOrNull(note->why);
    out["candidates"] = std::move(candidates);
    out["more_candidates"] = note->more;
    out["limits"] = json::object{{"requests", limitJson(note->requests)}, {"tokens", limitJson(note->tokens)}};
    out["retry_budget_used_up"] = note->retryRefused;
    out["queued_ms"] = detail.attempts.empty() ? json::value(nullptr) : json::value(note->queuedUs / 1000.0);
    out["refusal"] = textOrNull(note->refusal);
    out["bill"] = billJson(detail);
    return out;
}

}  // namespace gw::admin
