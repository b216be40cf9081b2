// RSA keys as OpenSSL holds them: made, read from and written to PEM, and used for RS256 (RSASSA-PKCS1-v1_5 with SHA-256,
// RFC 7518 §3.3). Immutable after construction; control's thread.
#pragma once

#include "gateway/base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace gw::admin {

class RsaKey {
   public:
    /// A fresh 2048-bit pair. Takes about 0.1 s: start-up only.
    static Result<RsaKey> generate();
    /// @return secretsFailed when the text is no RSA key of at least 2048 bits.
    static Result<RsaKey> fromPrivatePem(const std::string& pem);
    static Result<RsaKey> fromPublicPem(const std::string& pem);

    std::string privatePem() const;
    std::string publicPem() const;
    /// Hex of the first half of SHA-256 over the DER of the public key: the `kid`.
    const std::string& id() const { return id_; }
    int bits() const;

    /// Empty when signing failed (a public key).
    std::string sign(std::string_view data) const;
    bool verifies(std::string_view data, std::string_view signature) const;

   private:
    RsaKey() = default;
    static Result<RsaKey> adopt(evp_pkey_st* key, std::string_view what);
    std::shared_ptr<evp_pkey_st> key_;
    std::string id_;
};

}  // namespace gw::admin
