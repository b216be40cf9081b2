// How long an upstream asks to be left alone. Pure, the worker's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/http.hpp"

#include <chrono>
#include <optional>

namespace gw::pipeline {

/// A longer one is taken for this.
inline constexpr std::chrono::hours kRetryAfterMax{24};

/// `retry-after-ms` (OpenAI: milliseconds, with or without a fraction), else `retry-after`: seconds or an HTTP date (RFC 9110
/// §10.2.3). A date is read against the reply's own Date field, so that clocks may differ; without one against `now`. What is
/// past is zero.
/// @return nothing when it does not say, or not in a way that can be read.
std::optional<std::chrono::milliseconds> retryAfterOf(const UpstreamHead& head, WallTime now);

/// A client gets whole seconds: what an upstream has said in another way is put so, what nobody can read is taken out.
/// @param asked what retryAfterOf has read.
void tidyRetryAfter(ResponseHead& head, std::optional<std::chrono::milliseconds> asked);

}  // namespace gw::pipeline
