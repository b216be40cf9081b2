// One small call to a provider, to see whether it works: for its model list, which shows address, TLS and credential and costs
// nothing, or a real, tiny one of a model, which costs a little and stands in the bill. Implemented by engine/ over net's
// pinned, SSRF-safe connector; called and answered on control's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/error.hpp"
#include "gateway/base/units.hpp"

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
    /// Of a real call.
    bool chat = false;
    std::string model, traceId;    ///< no trace: no call was made
    std::optional<NanoUsd> cost;   ///< as billed; unset: unpriced
    Tokens tokensIn = 0, tokensOut = 0;
};

/// What is known of a provider's probes.
struct ProbeOutlook {
    struct Last {
        WallTime at{};
        double millis = 0;
        std::string error;  ///< empty: it was answered
        std::optional<ErrorCode> code;
        bool chat = false;
        std::optional<NanoUsd> cost;
        std::string traceId;
    };
    std::optional<Last> last;
    std::optional<WallTime> nextAt;    ///< unset: none is due
    bool underWay = false;
    std::optional<NanoUsd> estimate;   ///< of a real call; unset: nobody knows its price
};

class ProbePort {
   public:
    virtual ~ProbePort() = default;
    /// At most 10 s; `then` runs once.
    virtual void probe(const std::string& providerName, std::function<void(ProbeResult)> then) = 0;
    /// A real call, at most for as long as real ones may take to begin their answer; `then` runs once.
    virtual void call(const std::string& providerName, const std::string& model, std::function<void(ProbeResult)> then) = 0;
    /// @param model whose real call is priced; empty: none.
    virtual ProbeOutlook outlook(const std::string& providerName, const std::string& model) const = 0;
};

}  // namespace gw::admin
