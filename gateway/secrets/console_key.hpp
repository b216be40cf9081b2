// Where the console's master key comes from (reliability.md A18): GATEWAY_MASTER_KEY(_FILE), else the desktop's keychain, else
// a file sealed with a passphrase, else memory for this session. Never a file in the clear: one that an earlier version made is
// moved (written, read back, only then removed). A trial (--demo, --data-dir, a picture) writes into no keychain. Blocking,
// the engine's start thread; what only a person can decide comes back as an error whose field is "QUESTION KEYCHAIN-STATE".
#pragma once

#include "gateway/secrets/keychain.hpp"
#include "gateway/secrets/master_key.hpp"

namespace gw::secrets {

/// What the person answered to the question of the start before.
struct KeyAnswer {
    enum class Wish : std::uint8_t {
        none,
        session,   ///< a key for this session only
        keepFile,  ///< the file in the clear stays, this once
        unlock,    ///< have the desktop unlock its keychain
        keychain,  ///< with the passphrase: from then on the keychain keeps the key
    };
    Wish wish = Wish::none;
    Secret passphrase{};
};

struct ConsoleKeyOptions {
    MasterKeyOptions base;
    Keychain& keychain;
    bool trial = false;
    KeyAnswer answer{};
};

/// @return passphraseNeeded with question "new" (a passphrase is chosen), "open" (it is entered) or "file" (it seals the file
/// master.key); passphraseWrong; keychainUnavailable (question "unlock": the key lies there); masterKeyMissing (question
/// "lost"); secretsFailed; invalidValue for a passphrase out of bounds.
Result<LoadedMasterKey> loadConsoleKey(const ConsoleKeyOptions& options);

}  // namespace gw::secrets
