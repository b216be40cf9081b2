// The files of a key rotation, moved in the very order of the handbook's 8.2: private.pem → private_old.pem, public.pem →
// public_old.pem, private_new.pem → private.pem, public_new.pem → public.pem. Each state in between is one that TokenKeys
// opens, and one that rotateKeyFiles goes on from. Blocking: crypto thread.
#pragma once

#include "gateway/admin/token_keys.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace gw::admin {

using TokenKeysPtr = std::shared_ptr<const TokenKeys>;

/// Makes a fresh pair, or takes the one that lies ready as private_new.pem and public_new.pem, and moves it into place.
/// @param keepOld false: the old pair is deleted and its tokens end at once (the key leaked).
/// @return conflict when the files are in no state to go on from, naming them; secretsFailed when they cannot be moved.
Result<TokenKeysPtr> rotateKeyFiles(const std::filesystem::path& directory, bool keepOld);

/// Deletes private_old.pem and public_old.pem. @return conflict while the old pair still signs.
Result<TokenKeysPtr> retireKeyFiles(const std::filesystem::path& directory);

struct KeyFile {
    std::string name;
    bool present = false;
    std::uint32_t mode = 0;
};
/// idle: nothing but the pair and, perhaps, an old one. prepared: a new pair lies ready. halfDone: between the moves.
enum class RotationStep : std::uint8_t { idle, prepared, halfDone };
struct KeyFilesState {
    std::vector<KeyFile> files;  ///< the six names, there or not
    RotationStep step = RotationStep::idle;
};
KeyFilesState lookAtKeyFiles(const std::filesystem::path& directory);

}  // namespace gw::admin
