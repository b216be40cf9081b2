// One small call to a provider (its model list), to see whether address, TLS and credential work. Implemented by engine/
// over net's pinned, SSRF-safe connector; called and answered on control's thread.
#pragma once

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
