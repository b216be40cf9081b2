// The chat answers of the demo upstream, worked out from the request alone: no sockets, no clock, no chance. Any
// thread. Token rule, the same for prompt and reply: one token a word (words are parted by white space); each message
// of the prompt costs four more. A streamed reply sends one token a chunk, so that a reader can count along.
#pragma once

#include "gateway/base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::demo {

struct DemoUsage {
    std::int64_t promptTokens = 0;
    std::int64_t completionTokens = 0;
};

/// The parts of a chat request that the demo upstream looks at.
struct ChatRequest {
    std::string model;
    std::string lastText;  ///< Text of the last message.
    std::int64_t promptTokens = 0;
    std::optional<std::int64_t> maxTokens;
    std::string toolName;       ///< Of the tool to call; empty when none is to be called.
    std::string toolArguments;  ///< A JSON object with an example value for each declared property.
    bool stream = false;
    bool includeUsage = false;
};

struct ChatReply {
    std::vector<std::string> pieces;  ///< One token each; pieces of toolArguments when the reply is a tool call.
    std::string toolName;
    std::string finishReason;
    DemoUsage usage;
};

[[nodiscard]] std::int64_t countTokens(std::string_view text);

/// @return badJson, missingField or unknownModel, as the caller's mistake.
Result<ChatRequest> parseChat(std::string_view body);
ChatReply answerChat(const ChatRequest& request);

/// The whole reply as one chat.completion object.
std::string chatJson(const ChatRequest& request, const ChatReply& reply, std::string_view id, std::int64_t created);
/// The reply as SSE events, each with its blank line, [DONE] last; the usage event only when it was asked for.
std::vector<std::string> chatEvents(const ChatRequest& request, const ChatReply& reply, std::string_view id,
                                    std::int64_t created);

}  // namespace gw::demo
