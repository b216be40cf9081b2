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

/// Where a model has upstreams that rest, the code's sentence, that nobody serves it, would be untrue.
std::string messageOf(const Error& error) {
    if (error.code == ErrorCode::noUpstream && !error.detail.empty()) return "No upstream of this model takes calls at the moment; " + error.detail + ".";
    return error.source == ErrorSource::downstream ? describe(error) : std::string(codeSentence(error.code));
}

}  // namespace

std::string openAiErrorBody(const Error& error) {
    const Words words = wordsFor(error.code);
    const std::string code = words.code.empty() ? lowerAscii(codeText(error.code)) : std::string(words.code);
    std::string body = R"({"error":{"message":)";
    body += jsonQuoted(messageOf(error));
    body += R"(,"type":)" + jsonQuoted(words.type);
    body += R"(,"param":)" + (error.field.empty() ? std::string("null") : jsonQuoted(error.field));
    body += R"(,"code":)" + jsonQuoted(code) + "}}";
    return body;
}

}  // namespace gw::dialect
