// Understands a chat completions, completions or embeddings request and finds the places where it changes on its way.
// Pure but for the reader it uses.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <cstdint>
#include <string_view>

namespace gw::dialect {

enum class RequestForm : std::uint8_t { chat, completion, embedding };

Result<Request> parseOpenAiRequest(JsonReader& reader, std::string_view body, RequestForm form);

}  // namespace gw::dialect
