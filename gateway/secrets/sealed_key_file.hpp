// The master key under a passphrase, for a desktop without a keychain: Argon2id (64 MiB, 2 passes, a random salt) makes the
// key of AES-256-GCM. The figures stand in the file and are part of what is authenticated. Blocking (about 60 ms and 64 MiB);
// the engine's start thread.
#pragma once

#include "gateway/secrets/master_key.hpp"
#include "gateway/secrets/secret.hpp"

#include <string>
#include <string_view>

namespace gw::secrets {

/// Of a passphrase, in bytes.
inline constexpr std::size_t kPassphraseMin = 10;
inline constexpr std::size_t kPassphraseMax = 1024;

/// @return "gatehouse-sealed-key v1 …", one line; invalidValue (field "passphrase") when it is too short or too long; internal.
Result<std::string> sealKey(const MasterKey& key, const Secret& passphrase);

/// @return passphraseWrong (or the text was changed: the cipher cannot tell them apart); secretsFailed when it is no such text.
Result<MasterKey> openKey(std::string_view sealed, const Secret& passphrase);

}  // namespace gw::secrets
