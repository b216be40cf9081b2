#include "gateway/secrets/password.hpp"

#include "gateway/secrets/sodium_start.hpp"

#include <sodium.h>

#include <array>

namespace gw::secrets {

namespace {
// libsodium's interactive figures: 2 passes over 64 MiB.
constexpr unsigned long long kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t kMemory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

/// The hash of a password that nobody has, made with the same figures: an unknown user costs the same time as a known one.
constexpr const char* kDecoyHash = "$argon2id$v=19$m=65536,t=2,p=1$kPb8/KeerohBZI4xb+DQmg$ca9jtkUmwWGbDAE9FGWoQ2fncZ5ToVTLrSK2AEJ3Z6I";
}  // namespace

Result<void> checkPassword(const Secret& password) {
    const auto size = password.reveal().size();
    if (size >= kPasswordMin && size <= kPasswordMax) return {};
    return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "A password has 10 to 256 characters.", "password");
}

Result<std::string> hashPassword(const Secret& password) {
    ensureSodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const auto plain = password.reveal();
    if (crypto_pwhash_str_alg(text.data(), plain.data(), plain.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail(ErrorCode::internal, "There is no memory (64 MiB) to hash a password.");
    }
    return std::string(text.data());
}

bool verifyPassword(const std::string& hash, const Secret& password) {
    ensureSodium();
    // libsodium refuses a text that is no hash at once: the decoy makes that cost as much as a wrong password.
    const bool known = crypto_pwhash_str_needs_rehash(hash.c_str(), kPasses, kMemory) != -1;
    const auto plain = password.reveal();
    const bool same = crypto_pwhash_str_verify(known ? hash.c_str() : kDecoyHash, plain.data(), plain.size()) == 0;
    return same && known;
}

}  // namespace gw::secrets
