// OpenAI's error envelope (dialects.md O8). Pure, any thread.
#pragma once

#include "gateway/base/error.hpp"

#include <string>

namespace gw::dialect {

/// {"error":{"message","type","param","code"}}. The detail of errors that came from an upstream or from inside is for
/// logs and stays out; what the client itself did wrong is told in full.
std::string openAiErrorBody(const Error& error);

}  // namespace gw::dialect
