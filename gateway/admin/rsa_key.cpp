#include "gateway/admin/rsa_key.hpp"

#include "gateway/base/digest.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <span>

namespace gw::admin {
namespace {

constexpr int kBitsMin = 2048;

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

BioPtr memoryBio(const std::string& text) { return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free}; }

std::string bioText(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

/// An encrypted key would make OpenSSL ask on the terminal: never.
int noPassword(char*, int, int, void*) { return 0; }

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string keyId(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key, &der);
    if (size <= 0) return {};
    const auto digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return hexText(std::span(digest).first(16));
}

}  // namespace

Result<RsaKey> RsaKey::adopt(EVP_PKEY* raw, std::string_view what) {
    std::shared_ptr<EVP_PKEY> key(raw, &EVP_PKEY_free);
    ERR_clear_error();
    if (!raw || EVP_PKEY_get_base_id(raw) != EVP_PKEY_RSA || EVP_PKEY_get_bits(raw) < kBitsMin) {
        return fail(ErrorCode::secretsFailed, std::string(what) + " is no RSA key of at least 2048 bits in PEM form.");
    }
    RsaKey out;
    out.key_ = std::move(key);
    out.id_ = keyId(raw);
    return out;
}

Result<RsaKey> RsaKey::generate() { return adopt(EVP_RSA_gen(kBitsMin), "The generated key"); }

Result<RsaKey> RsaKey::fromPrivatePem(const std::string& pem) {
    const auto bio = memoryBio(pem);
    return adopt(PEM_read_bio_PrivateKey(bio.get(), nullptr, &noPassword, nullptr), "The private key");
}

Result<RsaKey> RsaKey::fromPublicPem(const std::string& pem) {
    const auto bio = memoryBio(pem);
    return adopt(PEM_read_bio_PUBKEY(bio.get(), nullptr, &noPassword, nullptr), "The public key");
}

int RsaKey::bits() const { return EVP_PKEY_get_bits(key_.get()); }

std::string RsaKey::privatePem() const {
    const BioPtr bio(BIO_new(BIO_s_secmem()), &BIO_free);
    PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return bioText(bio.get());
}

std::string RsaKey::publicPem() const {
    const BioPtr bio(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PUBKEY(bio.get(), key_.get());
    return bioText(bio.get());
}

std::string RsaKey::sign(std::string_view data) const {
    const DigestPtr context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes(data), data.size()) != 1) {
        ERR_clear_error();
        return {};
    }
    std::string signature(size, '\0');
    auto* out = reinterpret_cast<unsigned char*>(signature.data());
    if (EVP_DigestSign(context.get(), out, &size, bytes(data), data.size()) != 1) {
        ERR_clear_error();
        return {};
    }
    signature.resize(size);
    return signature;
}

bool RsaKey::verifies(std::string_view data, std::string_view signature) const {
    if (signature.size() != static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()))) return false;
    const DigestPtr context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const bool good =
        EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
        EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(data), data.size()) == 1;
    ERR_clear_error();
    return good;
}

}  // namespace gw::admin
