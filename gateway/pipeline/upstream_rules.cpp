#include "gateway/pipeline/upstream_rules.hpp"

#include "gateway/base/field_line.hpp"

#include <string>

namespace gw::pipeline {

std::optional<Error> errorOfStatus(int status) {
    const auto error = [status](ErrorCode code, Retry retry) {
        return Error{
            code, ErrorSource::upstream, retry, "the provider answered with status " + std::to_string(status), {}};
    };
    if (status >= 200 && status < 300) return std::nullopt;
    if (status == 429) return error(ErrorCode::upstreamRateLimit, Retry::nextCandidate);
    // The gateway's credential, its account (402) or the provider's address is at fault, not the client.
    if (status == 401 || status == 402 || status == 403) return error(ErrorCode::upstreamAuth, Retry::nextCandidate);
    if (status >= 400 && status < 500) return error(ErrorCode::upstreamRefused, Retry::never);
    return error(ErrorCode::upstreamError, Retry::nextCandidate);
}

Verdict verdictOf(const std::optional<Error>& error) {
    if (!error) return Verdict::works;
    switch (error->code) {
        case ErrorCode::upstreamUnreachable:
        case ErrorCode::upstreamDns:
        case ErrorCode::upstreamTls:
        case ErrorCode::upstreamReset:
        case ErrorCode::upstreamProtocol:
        case ErrorCode::upstreamTimeout:
        case ErrorCode::upstreamAuth:
        case ErrorCode::upstreamCut:
        case ErrorCode::upstreamError: return Verdict::fails;
        case ErrorCode::upstreamRateLimit: return Verdict::rests;
        case ErrorCode::upstreamRefused: return Verdict::works;
        default: return Verdict::unknown;
    }
}

bool isHandedOn(const Error& error, int status) { return error.code != ErrorCode::upstreamAuth && status >= 400; }

std::optional<Error> accountSpent(int status, std::string_view body) {
    constexpr int kTooManyRequests = 429;
    if (status != kTooManyRequests || body.find("\"insufficient_quota\"") == std::string_view::npos) return std::nullopt;
    return Error{ErrorCode::upstreamAuth, ErrorSource::upstream, Retry::nextCandidate, "the quota of the gateway's account is used up", {}};
}

UpstreamTimeouts timeoutsFor(const config::Provider& provider, const config::Settings& settings) {
    return {provider.connectTimeout.value_or(settings.upstreamConnectTimeout),
            provider.firstByteTimeout.value_or(settings.upstreamFirstByteTimeout),
            provider.idleTimeout.value_or(settings.upstreamIdleTimeout),
            provider.totalTimeout.value_or(settings.upstreamTotalTimeout)};
}

bool tellsCredential(std::string_view text, const config::Provider& provider) {
    // Shorter ones are no secrets ("none" of a local model), and would be found by chance.
    constexpr std::size_t kSecretMin = 8;
    return provider.credential.size() >= kSecretMin && text.find(provider.credential) != std::string_view::npos;
}

bool isEncoded(const UpstreamHead& head) {
    const std::string_view encoding = head.value("content-encoding");
    return !encoding.empty() && !isNamed(encoding, "identity");
}

}  // namespace gw::pipeline
