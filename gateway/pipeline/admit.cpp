#include "gateway/pipeline/admit.hpp"

#include "gateway/ledger/cost.hpp"

#include <algorithm>

namespace gw::pipeline {

namespace {

constexpr std::string_view kFamily = "x-ratelimit-";

/// Go's way of writing a duration, as OpenAI's headers do: "12ms", "1.5s", "6m0s".
std::string durationText(std::chrono::milliseconds span) {
    const auto millis = span.count();
    if (millis < 1000) return std::to_string(millis) + "ms";
    const auto minutes = millis / 60'000;
    const auto rest = millis % 60'000;
    std::string seconds = std::to_string(rest / 1000);
    if (rest % 1000 != 0) {
        std::string fraction = std::to_string(rest % 1000);
        fraction.insert(0, 3 - fraction.size(), '0');
        fraction.erase(fraction.find_last_not_of('0') + 1);
        seconds += "." + fraction;
    }
    return (minutes > 0 ? std::to_string(minutes) + "m" : std::string()) + seconds + "s";
}

template <class Add>
void eachField(const limits::Standings& standings, Add add) {
    const auto one = [&add](const std::optional<limits::Standing>& standing, const std::string& what) {
        if (!standing) return;
        add("x-ratelimit-limit-" + what, std::to_string(standing->limit));
        add("x-ratelimit-remaining-" + what, std::to_string(standing->remaining));
        add("x-ratelimit-reset-" + what, durationText(standing->reset));
    };
    one(standings.requests, "requests");
    one(standings.tokens, "tokens");
}

/// The dearest candidate's price for it; unset when none has one.
std::optional<NanoUsd> mostCost(const config::Snapshot& snapshot, const routing::Route& route, const RequestFacts& facts,
                                Tokens input, Tokens output) {
    if (!snapshot.prices) return std::nullopt;
    ledger::TokenUsage usage;
    usage.input = input;
    usage.output = output;
    std::optional<NanoUsd> most;
    for (const auto& candidate : route.candidates) {
        const config::Price* price = snapshot.prices->find(*candidate.provider, candidate.model, facts.createdAt);
        const auto cost = price ? ledger::cost(price, usage) : std::nullopt;
        if (cost && (!most || cost->value > most->value)) most = cost;
    }
    return most;
}

}  // namespace

tl::expected<limits::Admitted, Refusal> admit(PipelineContext& context, const RequestFacts& facts,
                                              const config::Snapshot& snapshot, const routing::Route& route, Tokens input,
                                              Tokens output) {
    limits::Ask ask{facts.key.get(), input, output, std::nullopt, {context.settings.rateLimitRpm, context.settings.rateLimitTpm}};
    if (facts.key->budget) ask.cost = mostCost(snapshot, route, facts, input, output);
    auto place = context.admission.admit(ask, context.clock.steady());
    if (place) return std::move(*place);
    const limits::Denial& denial = place.error();
    context.metrics.rateLimited();
    Refusal refusal{denial.error, {}};
    // Money does not come back by waiting.
    if (denial.error.code == ErrorCode::rateLimit) refusal.fields.emplace_back("retry-after", std::to_string(denial.retryAfter.count()));
    if (denial.final && denial.error.code == ErrorCode::rateLimit) refusal.fields.emplace_back("x-should-retry", "false");
    eachField(denial.standings, [&](std::string name, std::string value) { refusal.fields.emplace_back(std::move(name), std::move(value)); });
    return tl::make_unexpected(std::move(refusal));
}

void addLimitFields(ResponseHead& head, const limits::Standings& standings) {
    if (!standings.requests && !standings.tokens) return;
    std::erase_if(head.fields, [](const auto& field) { return std::string_view(field.first).starts_with(kFamily); });
    eachField(standings, [&](std::string name, std::string value) { head.fields.emplace_back(std::move(name), std::move(value)); });
}

}  // namespace gw::pipeline
