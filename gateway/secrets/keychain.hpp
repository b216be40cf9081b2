// The desktop's keychain as the engine sees it (console only; app/keychain implements it with QtKeychain, gatehoused has
// none). Every call blocks, with a time limit of its own: the engine's start thread only, never the GUI's. cancel() alone
// may come from any thread.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/secrets/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gw::secrets {

enum class KeychainState : std::uint8_t {
    open,    ///< reading and writing work without asking anybody
    locked,  ///< it is there, and the person has to unlock it
    absent,  ///< no service, no keyring in it, or no answer in time
};
const char* keychainStateText(KeychainState state);

struct KeychainStatus {
    KeychainState state = KeychainState::absent;
    std::string reason;  ///< for the log and for people who ask why; never a secret
};

class Keychain {
   public:
    virtual ~Keychain() = default;
    /// Must be asked first: a locked keychain answers "no such entry" to a read.
    virtual KeychainStatus status() = 0;
    /// @return nullopt when there is no such entry; keychainUnavailable.
    virtual Result<std::optional<Secret>> read(const std::string& entry) = 0;
    /// @return keychainUnavailable.
    virtual Result<void> write(const std::string& entry, const Secret& text) = 0;
    virtual Result<void> remove(const std::string& entry) = 0;
    /// Has the desktop ask the person, and waits for them. status() tells what came of it.
    virtual void unlock() = 0;
    /// Ends a call that waits, and all later ones, at once: the program ends.
    virtual void cancel() noexcept = 0;
};

}  // namespace gw::secrets
