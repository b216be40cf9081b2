// Understands a chat completions request and finds the places where it changes on its way. Pure but for the reader it
// uses.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <string_view>

namespace gw::dialect {

Result<Request> parseChatRequest(JsonReader& reader, std::string_view body);

}  // namespace gw::dialect
