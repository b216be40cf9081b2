// What a request's record keeps so that "why did it go there?" can be answered later. Runs once a request, at its end, on its
// worker.
#pragma once

#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/candidate_pick.hpp"
#include "gateway/pipeline/request_facts.hpp"
#include "gateway/routing/router.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace gw::pipeline {

struct Explained {
    const routing::Route& route;
    const CandidatePick& pick;
    const limits::Standings& standings;
    Tokens reserved = 0;           ///< tokens that were reserved at the door
    std::string_view refusal{};    ///< the sentence of the error that a request got in place of an upstream; else empty
    bool retryRefused = false;     ///< the retry budget was used up
    std::chrono::microseconds queued{0};  ///< before the first call, and for connections
};
std::string noteOf(const Explained& request);

/// Of a request that ended before a route was chosen.
std::string noteOfRefusal(const Error& error);

}  // namespace gw::pipeline
