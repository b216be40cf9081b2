#include "gateway/dialect/openai_dialect.hpp"

#include "gateway/dialect/openai_error.hpp"
#include "gateway/dialect/openai_payload.hpp"
#include "gateway/dialect/openai_stream.hpp"

#include <array>

namespace gw::dialect {

Result<Request> OpenAiDialect::parse(JsonReader& reader, std::string_view body) const {
    return parseOpenAiRequest(reader, body, form_);
}

CanonicalRules OpenAiDialect::canonicalRules() const noexcept {
    // Whom a provider is to hold responsible, and where it may keep its own cache, changes no answer; `stream` is told apart
    // by the caller.
    static constexpr std::array<std::string_view, 6> kBeside{"metadata",         "prompt_cache_key", "prompt_cache_retention",
                                                             "safety_identifier", "stream",           "user"};
    static constexpr std::array<std::string_view, 1> kEffects{"store"};
    return {kBeside, kEffects};
}

Payload OpenAiDialect::readReply(JsonReader& reader, std::string_view body) const {
    Payload payload = readChatPayload(reader, body);
    if (form_ == RequestForm::embedding) payload.finished = !payload.dataEmpty;
    return payload;
}

std::unique_ptr<StreamScan> OpenAiDialect::openStream(JsonReader& reader, bool hideUsage) const {
    return openChatStream(reader, hideUsage);
}

std::string OpenAiDialect::errorBody(const Error& error) const { return openAiErrorBody(error); }

std::string OpenAiDialect::errorEvent(const Error& error) const { return "data: " + openAiErrorBody(error) + "\n\n"; }

}  // namespace gw::dialect
