// Reads a `.env` file: NAME=VALUE lines, `#` comments, optional `export `, single or double quotes. No expansion.
// Any thread; a plain function.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gw::config {

struct EnvLine {
    std::string name;
    std::string value;
    int line = 0;
};

/// @return settingsInvalid naming line and fault.
Result<std::vector<EnvLine>> parseEnv(std::string_view text, const std::string& fileName);

/// Reads `file` (≤ 256 KiB). A missing file is an empty list.
Result<std::vector<EnvLine>> readEnvFile(const std::filesystem::path& file);

}  // namespace gw::config
