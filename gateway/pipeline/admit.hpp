// The step before any money is spent: limits and budget of the key, and what the client is told of them in headers
// (dialects.md O9, O10). Runs on the request's worker.
#pragma once

#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/context.hpp"
#include "gateway/pipeline/request_facts.hpp"
#include "gateway/routing/router.hpp"

#include <string>
#include <utility>
#include <vector>

namespace gw::pipeline {

/// What a refused client gets beside the error: retry-after, x-should-retry, x-ratelimit-*.
struct Refusal {
    Error error;
    std::vector<std::pair<std::string, std::string>> fields;
};

/// Reserves the estimated input and the most output, and, where the key has a budget, the most that any candidate would take
/// for them. Counts a refusal.
tl::expected<limits::Admitted, Refusal> admit(PipelineContext& context, const RequestFacts& facts,
                                              const config::Snapshot& snapshot, const routing::Route& route, Tokens input,
                                              Tokens output);

/// The gateway's own standings, in place of what the upstream said of its limits.
void addLimitFields(ResponseHead& head, const limits::Standings& standings);

}  // namespace gw::pipeline
