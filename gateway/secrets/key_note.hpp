// What a data directory remembers of where its console's master key lies: no secret, so that a keychain that is away is told
// from one that never held the key, and nobody makes a second key over sealed rows. File master.key.note; the start thread.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>
#include <string>

namespace gw::secrets {

struct KeyNote {
    std::string place;        ///< "keychain", "sealed" or nothing yet
    std::string entry;        ///< the keychain's, also while place is empty: it is written down before the entry is
    std::string check;        ///< masterKeyCheck of that key
    bool sessionUsed = false; ///< a key that only lived in memory sealed rows here: they open with nothing
    friend bool operator==(const KeyNote&, const KeyNote&) = default;
};

/// An absent file is an empty note. @return secretsFailed when it cannot be read or understood.
Result<KeyNote> readKeyNote(const std::filesystem::path& dataDir);
Result<void> writeKeyNote(const std::filesystem::path& dataDir, const KeyNote& note);

}  // namespace gw::secrets
