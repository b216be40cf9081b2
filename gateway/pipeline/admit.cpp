#include "gateway/pipeline/admit.hpp"

#include "gateway/ledger/cost.hpp"

#include <algorithm>

namespace gw::pipeline {

namespace {

/// The dearest candidate's price for it; unset when none has one.
std::optional<NanoUsd> mostCost(const config::Snapshot& snapshot, const routing::Route& route, const RequestFacts& facts,
                                const Need& need) {
    if (!snapshot.prices) return std::nullopt;
    ledger::TokenUsage usage;
    usage.input = need.input;
    usage.output = need.output;
    std::optional<NanoUsd> most;
    for (const auto& candidate : route.candidates) {
        const config::Price* price = snapshot.prices->find(*candidate.provider, candidate.model, facts.createdAt);
        const auto cost = price ? ledger::cost(price, usage) : std::nullopt;
        if (cost && (!most || cost->value > most->value)) most = cost;
    }
    return most;
}

bool hasBudget(const config::Snapshot& snapshot, const config::ApiKey& key) {
    if (key.hasBudget()) return true;
    const auto* ofUser = snapshot.limits && !key.userId.empty() ? snapshot.limits->ofUser(key.userId) : nullptr;
    return ofUser && ofUser->budgets.any();
}

}  // namespace

tl::expected<limits::Admitted, Refusal> admit(PipelineContext& context, const RequestFacts& facts, const config::Snapshot& snapshot,
                                              const routing::Route& route, const Need& need, SteadyTime now) {
    limits::Ask ask{facts.key.get(), need.input, need.output, std::nullopt, {context.settings.rateLimitRpm, context.settings.rateLimitTpm, context.settings.rateLimitTpmStrict}};
    ask.rules = snapshot.limits.get();
    ask.presetId = &route.presetId;
    ask.address = &facts.address;
    ask.at = facts.createdAt;
    ask.free = need.free;
    ask.most = need.most;
    ask.version = snapshot.version;
    if (!need.free && hasBudget(snapshot, *facts.key)) ask.cost = mostCost(snapshot, route, facts, need);
    auto place = context.admission.admit(ask, now);
    if (place) return std::move(*place);
    context.metrics.rateLimited();
    return tl::make_unexpected(Refusal{place.error().error, refusalFields(place.error(), facts.dialect, context.clock)});
}

}  // namespace gw::pipeline
