// The answers of the demo upstream that are complete at once: embeddings, the model list and the error envelope. Any
// thread.
#pragma once

#include "gateway/base/result.hpp"

#include <string>
#include <string_view>

namespace gw::demo {

/// An answer that is complete at once. `body` is JSON.
struct JsonReply {
    unsigned status = 200;
    std::string body;
};

/// Unit vectors that depend on the text only. Takes a string or an array of strings, answers floats or base64.
Result<JsonReply> answerEmbeddings(std::string_view body);
JsonReply listModels();
/// The OpenAI error envelope.
JsonReply errorReply(unsigned status, std::string_view type, std::string_view code, std::string_view message);
JsonReply errorReply(const Error& error);

}  // namespace gw::demo
