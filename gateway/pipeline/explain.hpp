// What a request's record keeps so that "why did it go there?" can be answered later. Runs once a request, at its end, on its
// worker.
#pragma once

#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/candidate_pick.hpp"
#include "gateway/routing/router.hpp"

#include <string>
#include <string_view>

namespace gw::pipeline {

/// @param reserved the tokens that were reserved at the door.
/// @param refusal the sentence of the error that a request got in place of an upstream; else empty.
std::string noteOf(const routing::Route& route, const CandidatePick& pick, const limits::Standings& standings, Tokens reserved,
                   std::string_view refusal);

/// Of a request that ended before a route was chosen.
std::string noteOfRefusal(const Error& error);

}  // namespace gw::pipeline
