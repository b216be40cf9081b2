// The OpenAI chat completions dialect (dialects.md O1–O12): the leaf that ties its parts together.
#include "gateway/dialect/openai_error.hpp"
#include "gateway/dialect/openai_payload.hpp"
#include "gateway/dialect/openai_request.hpp"
#include "gateway/dialect/openai_stream.hpp"
#include "gateway/dialect/registry.hpp"

namespace gw::dialect {

namespace {

class OpenAiChat final : public Dialect {
 public:
    std::string_view name() const noexcept override { return "openai_chat"; }
    std::string_view upstreamPath() const noexcept override { return "/v1/chat/completions"; }
    Result<Request> parse(JsonReader& reader, std::string_view body) const override {
        return parseChatRequest(reader, body);
    }
    Payload readReply(JsonReader& reader, std::string_view body) const override {
        return readChatPayload(reader, body);
    }
    std::unique_ptr<StreamScan> openStream(JsonReader& reader, bool hideUsage) const override {
        return openChatStream(reader, hideUsage);
    }
    std::string errorBody(const Error& error) const override { return openAiErrorBody(error); }
    std::string errorEvent(const Error& error) const override { return "data: " + openAiErrorBody(error) + "\n\n"; }
};

}  // namespace

const Dialect& openAiChat() {
    static const OpenAiChat dialect;
    return dialect;
}

}  // namespace gw::dialect
