// Reads one OpenAI chat payload: a complete reply or the JSON of one stream event. Pure but for the reader it uses.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <string_view>

namespace gw::dialect {

Payload readChatPayload(JsonReader& reader, std::string_view text);

}  // namespace gw::dialect
