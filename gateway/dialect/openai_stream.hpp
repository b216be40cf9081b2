// Follows an OpenAI chat stream: checks each event, counts what was said, takes the usage and, where only the gateway
// asked for it, keeps exactly that one chunk from the client (dialects.md O7). Owned by one attempt, its worker only.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <memory>

namespace gw::dialect {

std::unique_ptr<StreamScan> openChatStream(JsonReader& reader, bool hideUsage);

}  // namespace gw::dialect
