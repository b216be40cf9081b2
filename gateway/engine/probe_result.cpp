#include "gateway/engine/probe_result.hpp"

#include <chrono>

namespace gw::engine {

namespace {

using std::chrono::milliseconds;

std::optional<std::chrono::microseconds> phase(const std::optional<std::int32_t>& millis) {
    if (!millis) return std::nullopt;
    return milliseconds{*millis};
}

std::string unsentText(const Error& error) {
    switch (error.code) {
        case ErrorCode::noUpstream: return "The circuit of this model rests: no call was made.";
        case ErrorCode::draining: return "The gateway is being stopped: no call was made.";
        case ErrorCode::overloaded: return "The gateway is under load: no call was made.";
        case ErrorCode::storageFull: return "The ledger takes no records, so no call was made: look at the disk.";
        case ErrorCode::unpricedModel: return "The model has no price, and unpriced models are refused (UNPRICED_POLICY): set its price first.";
        default: return error.detail;
    }
}

std::string complaint(const admin::ProbeResult& result) {
    const int status = result.status.value_or(0);
    if (status == 401 || status == 403) return "The provider refused the credential: check the API key.";
    if (status == 404) return "The provider does not know this model at this address: check the probe model and the base URL.";
    if (status == 429) return "The provider's rate limit is reached: try again later.";
    if (status == 400) return "The provider refused the tiny call (400): its detail stands with the request.";
    if (status != 0) return "The provider answered with status " + std::to_string(status) + ".";
    return "The model gave no answer: " + std::string(codeText(result.code.value_or(ErrorCode::upstreamError))) + ".";
}

}  // namespace

admin::ProbeResult resultOf(const pipeline::ProbeOutcome& outcome) {
    admin::ProbeResult result;
    result.chat = true;
    if (outcome.unsent) {
        result.code = outcome.unsent->code;
        result.error = unsentText(*outcome.unsent);
        return result;
    }
    const auto& record = outcome.record;
    result.traceId = record.traceId;
    result.model = record.upstreamModel;
    result.latency = milliseconds{record.latencyMs};
    result.total = milliseconds{record.latencyMs};
    result.cost = record.cost;
    result.tokensIn = record.usage.input;
    result.tokensOut = record.usage.output;
    if (!record.attemptList.empty()) {
        const auto& attempt = record.attemptList.back();
        if (attempt.status != 0) result.status = attempt.status;
        result.dns = phase(attempt.dnsMs);
        result.connect = phase(attempt.connectMs);
        result.tls = phase(attempt.tlsMs);
        result.firstByte = phase(attempt.firstByteMs);
        result.detail = attempt.status == 0 ? attempt.detail : std::string();
    }
    result.code = record.error;
    result.ok = !record.error;
    if (!result.ok) result.error = complaint(result);
    return result;
}

}  // namespace gw::engine
