#include "gateway/secrets/sealed.hpp"

#include "gateway/secrets/sodium_start.hpp"

#include <sodium.h>

#include <vector>

namespace gw::secrets {

namespace {

constexpr std::string_view kVersion = "v1.";
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
/// Far above any credential or kept reply; a column written by hand costs no more than this.
constexpr std::size_t kSealedMax = 4 * 1024 * 1024;

const unsigned char* bytesOf(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

tl::unexpected<Error> refuse(const char* detail) {
    return fail(ErrorCode::secretsFailed, ErrorSource::store, Retry::never, detail);
}

}  // namespace

std::string seal(const MasterKey& key, std::string_view context, std::string_view plain) {
    ensureSodium();
    std::vector<unsigned char> box(kNonceSize + plain.size() + kTagSize);
    randombytes_buf(box.data(), kNonceSize);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + kNonceSize, &size, bytesOf(plain), plain.size(), bytesOf(context),
                                               context.size(), nullptr, box.data(), key.bytes().data());
    std::string text(sodium_base64_encoded_len(box.size(), kBase64), '\0');
    sodium_bin2base64(text.data(), text.size(), box.data(), box.size(), kBase64);
    text.pop_back();  // the terminating zero
    return std::string(kVersion) + text;
}

Result<Secret> openSealed(const MasterKey& key, std::string_view context, std::string_view sealed) {
    ensureSodium();
    if (!sealed.starts_with(kVersion) || sealed.size() > kSealedMax) return refuse("This is not a sealed secret.");
    sealed.remove_prefix(kVersion.size());
    if (sealed.empty()) return refuse("This is not a sealed secret.");
    std::vector<unsigned char> box(sealed.size());
    std::size_t boxSize = 0;
    const char* end = nullptr;
    const int decoded =
        sodium_base642bin(box.data(), box.size(), sealed.data(), sealed.size(), nullptr, &boxSize, &end, kBase64);
    if (decoded != 0 || end != sealed.data() + sealed.size() || boxSize < kNonceSize + kTagSize) {
        return refuse("This is not a sealed secret.");
    }
    std::string plain(boxSize - kNonceSize - kTagSize, '\0');
    unsigned long long size = 0;
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), &size, nullptr, box.data() + kNonceSize, boxSize - kNonceSize,
        bytesOf(context), context.size(), box.data(), key.bytes().data());
    if (opened != 0) {
        return refuse("A sealed secret cannot be opened: the master key is another one, or the row was changed by hand.");
    }
    Secret secret(plain);
    wipe(plain);
    return secret;
}

std::string providerContext(std::string_view providerId) { return "provider:" + std::string(providerId); }
std::string signingContext(std::string_view keyId) { return "signing:" + std::string(keyId); }

}  // namespace gw::secrets
