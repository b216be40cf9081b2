#include "gateway/pipeline/probe_body.hpp"

#include "gateway/base/http.hpp"

#include <cstring>

namespace gw::pipeline {

namespace {

constexpr std::size_t kPadding = 64;
constexpr std::string_view kCompletion = "max_completion_tokens";

bool isDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

AnswerLimit answerLimitOf(std::string_view model) {
    const auto slash = model.rfind('/');
    if (slash != std::string_view::npos) model.remove_prefix(slash + 1);
    const bool oSeries = model.size() >= 2 && model[0] == 'o' && isDigit(model[1]);
    return oSeries || model.starts_with("gpt-5") ? AnswerLimit::maxCompletionTokens : AnswerLimit::maxTokens;
}

Tokens answerMost(AnswerLimit limit) { return limit == AnswerLimit::maxTokens ? 1 : 16; }

std::string probeBody(std::string_view model, AnswerLimit limit) {
    const std::string_view name = limit == AnswerLimit::maxTokens ? "max_tokens" : kCompletion;
    std::string body = R"({"model":)" + jsonQuoted(std::string(model));
    body.append(R"(,"messages":[{"role":"user","content":"ping"}],")").append(name).append("\":");
    return body + std::to_string(answerMost(limit)) + "}";
}

bool asksForOtherLimit(std::string_view reply, AnswerLimit used) {
    // OpenAI: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    const bool namesNewer = reply.find(kCompletion) != std::string_view::npos;
    if (used == AnswerLimit::maxTokens) return namesNewer;
    // Older servers say that they do not know the field.
    return namesNewer && (reply.find("nrecognized") != std::string_view::npos || reply.find("nknown") != std::string_view::npos ||
                          reply.find("xtra") != std::string_view::npos);
}

PaddedBody padded(std::string_view text) {
    PaddedBody body{std::make_unique<char[]>(text.size() + kPadding), text.size()};
    std::memcpy(body.storage.get(), text.data(), text.size());
    return body;
}

}  // namespace gw::pipeline
