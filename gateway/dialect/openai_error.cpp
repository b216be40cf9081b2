#include "gateway/dialect/openai_error.hpp"

#include "gateway/base/http.hpp"

#include <string_view>

namespace gw::dialect {

namespace {

struct Words {
    std::string_view type;
    std::string_view code;  ///< empty: the gateway's own code in lower case
};

Words wordsFor(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::invalidApiKey:
            return {"invalid_request_error", "invalid_api_key"};
        case ErrorCode::unknownModel:
            return {"invalid_request_error", "model_not_found"};
        case ErrorCode::rateLimit:
        case ErrorCode::upstreamRateLimit:
            return {"rate_limit_error", "rate_limit_exceeded"};
        case ErrorCode::budgetExceeded:
            return {"insufficient_quota", "insufficient_quota"};
        default:
            break;
    }
    const int status = httpStatus(code);
    if (status == 403) return {"permission_error", {}};
    if (status == 429) return {"rate_limit_error", {}};
    return {status >= 500 ? "server_error" : "invalid_request_error", {}};
}

}  // namespace

std::string openAiErrorBody(const Error& error) {
    const Words words = wordsFor(error.code);
    // Of the gateway's own faults only this one is of use to the client: which upstreams it waits for, and how long.
    const bool tellDetail = error.source == ErrorSource::downstream || error.code == ErrorCode::noUpstream;
    const std::string message = tellDetail ? describe(error) : std::string(codeSentence(error.code));
    const std::string code = words.code.empty() ? lowerAscii(codeText(error.code)) : std::string(words.code);
    std::string body = R"({"error":{"message":)";
    body += jsonQuoted(message);
    body += R"(,"type":)" + jsonQuoted(words.type);
    body += R"(,"param":)" + (error.field.empty() ? std::string("null") : jsonQuoted(error.field));
    body += R"(,"code":)" + jsonQuoted(code) + "}}";
    return body;
}

}  // namespace gw::dialect
