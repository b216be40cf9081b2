// One small call to a provider (its model list), to see whether address, TLS and credential work. Implemented by engine/
// over net's pinned, SSRF-safe connector; called and answered on control's thread.
#pragma once

#include "gateway/base/error.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gw::admin {

struct ProbeResult {
    bool ok = false;
    std::optional<int> status;
    std::chrono::milliseconds latency{0};
    /// A phase is unset when it did not happen or did not end: no name to resolve, no TLS, refused. firstByte and total count
    /// from the start of the call, as in request_attempt.
    std::optional<std::chrono::microseconds> dns, connect, tls, firstByte;
    std::chrono::microseconds total{0};
    /// The documented code of what was wrong, for people's own language.
    std::optional<ErrorCode> code;
    /// Where the way to the provider broke: address and the system's words; empty when it answered.
    std::string detail;
    /// What was wrong and what to do; holds no text of the provider's reply beyond its status.
    std::optional<std::string> error;
    std::vector<std::string> models;
};

class ProbePort {
   public:
    virtual ~ProbePort() = default;
    /// At most 10 s; `then` runs once.
    virtual void probe(const std::string& providerName, std::function<void(ProbeResult)> then) = 0;
};

}  // namespace gw::admin
