// What a client is told of its limits in header fields, in the words of its dialect: x-ratelimit-* (dialects.md O9), and
// anthropic-ratelimit-* (A4) where the request speaks Anthropic's. Pure, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/http.hpp"
#include "gateway/limits/admission.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::pipeline {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

/// @param dialect the word of column gateway_log.dialect; what begins with "anthropic" gets Anthropic's fields.
/// @param now for moments: Anthropic says when a limit is fresh again, OpenAI how long that takes.
HeaderFields limitFields(const limits::Standings& standings, std::string_view dialect, WallTime now);

/// What a refused client gets: the standings, retry-after (whole seconds) where waiting helps, x-should-retry where it does
/// not, and x-gateway-limit naming whose limit it was and which: "user tpm". x-should-retry of a budget comes with its error.
HeaderFields refusalFields(const limits::Denial& denial, std::string_view dialect, WallTime now);

/// The gateway's own standings, in place of what the upstream said of its limits.
void addLimitFields(ResponseHead& head, const limits::Standings& standings, std::string_view dialect, WallTime now);

}  // namespace gw::pipeline
