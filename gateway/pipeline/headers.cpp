#include "gateway/pipeline/headers.hpp"

#include "gateway/base/field_line.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>
#include <array>

namespace gw::pipeline {

namespace {

constexpr std::array<std::string_view, 6> kPassed{"retry-after",      "retry-after-ms", "x-should-retry",
                                                  "content-encoding", "cache-control",  "x-accel-buffering"};
constexpr std::array<std::string_view, 2> kPassedFamilies{"x-ratelimit-", "openai-"};
/// Whose account the gateway uses is nobody's business.
constexpr std::array<std::string_view, 2> kKept{"openai-organization", "openai-project"};

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N>& list) {
    return std::any_of(list.begin(), list.end(),
                       [name](std::string_view known) { return isNamed(name, known); });
}

bool isPassed(std::string_view name) {
    // All begin with one of four letters, most fields of a reply with another.
    if (name.empty() || std::string_view("rxcoRXCO").find(name.front()) == std::string_view::npos) return false;
    const auto opens = [name](std::string_view family) {
        return isNamed(name.substr(0, family.size()), family);
    };
    if (std::any_of(kPassedFamilies.begin(), kPassedFamilies.end(), opens)) return !isOneOf(name, kKept);
    return isOneOf(name, kPassed);
}

bool fitsHeader(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; });
}

}  // namespace

Result<std::string> relayRequestHead(const config::Provider& provider, const RelayTarget& target,
                                     const RequestHead& client) {
    if (!fitsHeader(provider.credential))
        return fail(ErrorCode::upstreamAuth, ErrorSource::internal, Retry::nextCandidate,
                    "the credential holds control characters");
    std::string head;
    head.reserve(384);
    head.append(methodText(target.method)).append(" ").append(provider.endpoint.prefix).append(target.target);
    head.append(" HTTP/1.1\r\n");
    appendFieldLine(head, "host", provider.endpoint.hostHeader);
    if (provider.kind == config::ProviderKind::azure) {
        appendFieldLine(head, "api-key", provider.credential);
    } else if (!provider.credential.empty()) {
        head.append("authorization: Bearer ").append(provider.credential).append("\r\n");
    }
    if (!target.contentType.empty() && fitsHeader(target.contentType))
        appendFieldLine(head, "content-type", target.contentType);
    const std::string_view accept = client.value("accept");
    appendFieldLine(head, "accept", accept.empty() || !fitsHeader(accept) ? "*/*" : accept);
    head.append("accept-encoding: identity\r\nuser-agent: gatehouse/" GATEHOUSE_VERSION "\r\n");
    const std::string_view beta = client.value("openai-beta");
    if (!beta.empty() && fitsHeader(beta)) appendFieldLine(head, "openai-beta", beta);
    if (!target.traceId.empty()) appendFieldLine(head, "x-client-request-id", target.traceId);
    if (target.chunked) appendFieldLine(head, "transfer-encoding", "chunked");
    if (target.length) appendFieldLine(head, "content-length", std::to_string(*target.length));
    head.append("\r\n");
    return head;
}

Result<std::string> upstreamRequestHead(const config::Provider& provider, std::string_view path,
                                        const RequestHead& client, std::uint64_t bodyBytes,
                                        std::string_view traceId) {
    return relayRequestHead(provider, {Method::post, path, "application/json", bodyBytes, false, traceId}, client);
}

void takeReplyFields(const UpstreamHead& from, const config::Provider& provider, ResponseHead& to) {
    for (const HeaderView& field : from.fields)
        if (isPassed(field.name) && !tellsCredential(field.value, provider))
            to.fields.emplace_back(lowerAscii(field.name), std::string(field.value));
}

bool isMediaType(std::string_view contentType, std::string_view wanted) {
    std::string_view type = contentType.substr(0, contentType.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return isNamed(type, wanted);
}

}  // namespace gw::pipeline
