// Password hashing: Argon2id, 64 MiB, 2 passes (libsodium's interactive figures; 56 ms here). Blocking: run it on the
// crypto thread, or in a command-line verb.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/secrets/secret.hpp"

#include <string>

namespace gw::secrets {

inline constexpr std::size_t kPasswordMin = 10;
inline constexpr std::size_t kPasswordMax = 256;

/// @return invalidValue (field "password") outside kPasswordMin…kPasswordMax bytes.
Result<void> checkPassword(const Secret& password);
/// @return "$argon2id$…"; internal when there is no memory for it.
Result<std::string> hashPassword(const Secret& password);
/// Takes as long for a wrong hash text as for a wrong password. An empty hash (unknown user) is compared with a decoy.
bool verifyPassword(const std::string& hash, const Secret& password);

}  // namespace gw::secrets
