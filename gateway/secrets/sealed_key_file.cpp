#include "gateway/secrets/sealed_key_file.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/secrets/sodium_start.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

namespace gw::secrets {

namespace {

constexpr std::string_view kKind = "gatehouse-sealed-key v1 argon2id";
constexpr std::size_t kSaltSize = crypto_pwhash_SALTBYTES;
constexpr std::size_t kNonceSize = 12, kTagSize = 16, kBoxSize = MasterKey::kSize + kTagSize;
// libsodium's interactive figures, as for passwords; a file may ask for more, up to what a start can pay.
constexpr std::uint64_t kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE, kPassesMax = 16;
constexpr std::uint64_t kMemory = crypto_pwhash_MEMLIMIT_INTERACTIVE, kMemoryMax = std::uint64_t{1} << 30;

tl::unexpected<Error> notSealed() {
    return fail(ErrorCode::secretsFailed, ErrorSource::internal, Retry::never, "master.key.sealed is not a sealed master key: put a copy of the good one back.");
}

/// The key that a passphrase makes; its memory is wiped.
struct Derived {
    std::array<unsigned char, 32> bytes{};
    ~Derived() { sodium_memzero(bytes.data(), bytes.size()); }
};

struct Header {
    std::uint64_t passes = kPasses;
    std::uint64_t memory = kMemory;
    std::string text() const { return std::string(kKind) + " " + std::to_string(passes) + " " + std::to_string(memory); }
};

bool derive(Derived& out, const Secret& passphrase, const unsigned char* salt, const Header& header) {
    const auto plain = passphrase.reveal();
    return crypto_pwhash(out.bytes.data(), out.bytes.size(), plain.data(), plain.size(), salt, header.passes,
                         static_cast<std::size_t>(header.memory), crypto_pwhash_ALG_ARGON2ID13) == 0;
}

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// @param box the sealed key and its tag.
bool encrypt(const Derived& key, const unsigned char* nonce, std::string_view header, const MasterKey& plain, unsigned char* box) {
    const Cipher context(EVP_CIPHER_CTX_new());
    int size = 0;
    return context && EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes.data(), nonce) == 1 &&
           EVP_EncryptUpdate(context.get(), nullptr, &size, bytesOf(header), static_cast<int>(header.size())) == 1 &&
           EVP_EncryptUpdate(context.get(), box, &size, plain.bytes().data(), MasterKey::kSize) == 1 && size == MasterKey::kSize &&
           EVP_EncryptFinal_ex(context.get(), box + size, &size) == 1 &&
           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagSize, box + MasterKey::kSize) == 1;
}

bool decrypt(const Derived& key, const unsigned char* nonce, std::string_view header, const unsigned char* box, unsigned char* plain) {
    const Cipher context(EVP_CIPHER_CTX_new());
    int size = 0;
    std::array<unsigned char, kTagSize> tag{};
    std::copy_n(box + MasterKey::kSize, kTagSize, tag.begin());
    return context && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes.data(), nonce) == 1 &&
           EVP_DecryptUpdate(context.get(), nullptr, &size, bytesOf(header), static_cast<int>(header.size())) == 1 &&
           EVP_DecryptUpdate(context.get(), plain, &size, box, MasterKey::kSize) == 1 && size == MasterKey::kSize &&
           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()) == 1 &&
           EVP_DecryptFinal_ex(context.get(), plain + size, &size) == 1;
}

/// "KIND PASSES MEMORY HEX": the header and salt, nonce, box.
std::optional<Header> readHeader(std::string_view head) {
    if (!head.starts_with(std::string(kKind) + " ")) return std::nullopt;
    head.remove_prefix(kKind.size() + 1);
    Header header;
    const char* const end = head.data() + head.size();
    const auto passes = std::from_chars(head.data(), end, header.passes);
    if (passes.ec != std::errc{} || passes.ptr == end || *passes.ptr != ' ') return std::nullopt;
    const auto memory = std::from_chars(passes.ptr + 1, end, header.memory);
    if (memory.ec != std::errc{} || memory.ptr != end) return std::nullopt;
    const bool payable = header.passes >= crypto_pwhash_OPSLIMIT_MIN && header.passes <= kPassesMax &&
                         header.memory >= crypto_pwhash_MEMLIMIT_MIN && header.memory <= kMemoryMax;
    return payable ? std::optional(header) : std::nullopt;
}

}  // namespace

Result<std::string> sealKey(const MasterKey& key, const Secret& passphrase) {
    ensureSodium();
    if (const auto size = passphrase.reveal().size(); size < kPassphraseMin || size > kPassphraseMax)
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, "A passphrase has 10 to 1024 characters.", "passphrase");
    const Header header;
    std::vector<std::uint8_t> parts(kSaltSize + kNonceSize + kBoxSize);
    fillRandom(std::span(parts).first(kSaltSize + kNonceSize));
    Derived derived;
    if (!derive(derived, passphrase, parts.data(), header)) return fail(ErrorCode::internal, "There is no memory (64 MiB) to seal the master key.");
    if (!encrypt(derived, parts.data() + kSaltSize, header.text(), key, parts.data() + kSaltSize + kNonceSize))
        return fail(ErrorCode::internal, "The master key could not be sealed.");
    return header.text() + " " + hexText(parts) + "\n";
}

Result<MasterKey> openKey(std::string_view sealed, const Secret& passphrase) {
    ensureSodium();
    while (!sealed.empty() && (sealed.back() == '\n' || sealed.back() == '\r')) sealed.remove_suffix(1);
    const auto blank = sealed.rfind(' ');
    if (blank == std::string_view::npos) return notSealed();
    const auto header = readHeader(sealed.substr(0, blank));
    const auto parts = hexBytes(sealed.substr(blank + 1));
    if (!header || !parts || parts->size() != kSaltSize + kNonceSize + kBoxSize) return notSealed();
    Derived derived;
    if (!derive(derived, passphrase, parts->data(), *header)) return fail(ErrorCode::internal, "There is no memory to open the master key.");
    Derived plain;
    if (!decrypt(derived, parts->data() + kSaltSize, header->text(), parts->data() + kSaltSize + kNonceSize, plain.bytes.data()))
        return fail(ErrorCode::passphraseWrong, ErrorSource::downstream, Retry::never, "The passphrase does not open the master key.", "passphrase");
    return MasterKey(std::span<const std::uint8_t, MasterKey::kSize>(plain.bytes));
}

}  // namespace gw::secrets
