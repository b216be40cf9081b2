// The step before any money is spent: limits and budgets of the key, its user, the preset and the client's address. Every way
// to an upstream leads through here. Runs on the request's worker.
#pragma once

#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/context.hpp"
#include "gateway/pipeline/limit_fields.hpp"
#include "gateway/pipeline/request_facts.hpp"
#include "gateway/routing/router.hpp"

namespace gw::pipeline {

/// What a refused client gets beside the error.
struct Refusal {
    Error error;
    HeaderFields fields;
};

/// What a request may come to: the estimated input and the most output. `free`: it cannot cost anything (GET, DELETE, a list
/// of models), so that no budget refuses it.
struct Need {
    Tokens input = 0, output = 0;
    bool free = false;
    /// Input and output can come to no more, however wrong the estimate; unset: nobody knows.
    std::optional<Tokens> most = std::nullopt;
};

/// Reserves what is needed and, where a budget holds, the most that any candidate would take for it. Counts a refusal.
tl::expected<limits::Admitted, Refusal> admit(PipelineContext& context, const RequestFacts& facts, const config::Snapshot& snapshot,
                                              const routing::Route& route, const Need& need, SteadyTime now);

}  // namespace gw::pipeline
