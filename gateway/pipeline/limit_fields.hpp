// What a client is told of its limits in header fields, in the words of its dialect: x-ratelimit-* (dialects.md O9), and
// anthropic-ratelimit-* (A4) where the request speaks Anthropic's. Written as the lines that go out: six fields of text each cost
// more than the limits themselves. Pure, any thread.
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

/// Appends lines "name: value\r\n".
/// @param dialect the word of column gateway_log.dialect; what begins with "anthropic" gets Anthropic's fields.
/// @param clock asked for moments only: Anthropic says when a limit is fresh again, OpenAI how long that takes.
void appendLimitFields(std::string& lines, const limits::Standings& standings, std::string_view dialect, const Clock& clock);

/// What a refused client gets: the standings, retry-after (whole seconds) where waiting helps, x-should-retry where it does
/// not, and x-gateway-limit naming whose limit it was and which: "user tpm". x-should-retry of a budget comes with its error.
HeaderFields refusalFields(const limits::Denial& denial, std::string_view dialect, const Clock& clock);

/// The gateway's own standings, as ready lines (ready_fields.hpp), in place of what the upstream said of its limits.
void addLimitFields(ResponseHead& head, const limits::Standings& standings, std::string_view dialect, const Clock& clock);

}  // namespace gw::pipeline
