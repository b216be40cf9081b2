// Small files that are the owner's alone (0600), written whole or not at all and on disk when the call returns. Blocking;
// the engine's start thread and command-line verbs.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/secrets/secret.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::secrets {

/// The file's text, 4 KiB at most. @return nullopt when it does not exist; a warning when others can read it.
Result<std::optional<Secret>> readSecretFile(const std::filesystem::path& file, std::vector<std::string>& warnings);

/// Written beside it, synced, then linked into place: never over a file that is there. @return secretsFailed.
Result<void> writeNewFile(const std::filesystem::path& file, std::string_view text);

/// The same over a file that may be there. @return secretsFailed; the old one is whole then.
Result<void> replaceFile(const std::filesystem::path& file, std::string_view text);

/// Overwrites the text (as far as the file system lets it), then removes the file. @return secretsFailed; no file is no failure.
Result<void> removeSecretFile(const std::filesystem::path& file);

}  // namespace gw::secrets
