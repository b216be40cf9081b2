#include "gateway/dialect/openai_dialect.hpp"

#include "gateway/dialect/openai_error.hpp"
#include "gateway/dialect/openai_payload.hpp"
#include "gateway/dialect/openai_stream.hpp"

namespace gw::dialect {

Result<Request> OpenAiDialect::parse(JsonReader& reader, std::string_view body) const {
    return parseOpenAiRequest(reader, body, form_);
}

Payload OpenAiDialect::readReply(JsonReader& reader, std::string_view body) const {
    return readChatPayload(reader, body);
}

std::unique_ptr<StreamScan> OpenAiDialect::openStream(JsonReader& reader, bool hideUsage) const {
    return openChatStream(reader, hideUsage);
}

std::string OpenAiDialect::errorBody(const Error& error) const { return openAiErrorBody(error); }

std::string OpenAiDialect::errorEvent(const Error& error) const { return "data: " + openAiErrorBody(error) + "\n\n"; }

}  // namespace gw::dialect
