// Understands a chat completions, completions or embeddings request, or as much as relaying takes of any other one, and
// finds the places where it changes on its way. Pure but for the reader it uses.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <cstdint>
#include <string_view>

namespace gw::dialect {

/// relay: only the model, which may be missing, and what must not go on.
enum class RequestForm : std::uint8_t { chat, completion, embedding, relay };

Result<Request> parseOpenAiRequest(JsonReader& reader, std::string_view body, RequestForm form);

}  // namespace gw::dialect
