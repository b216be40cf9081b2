// Hand-made tokens for the attack tables: any header, any claims, any signature.
#pragma once

#include "gateway/admin/base64url.hpp"
#include "gateway/admin/rsa_key.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace forged {

/// A JSON string literal; moc 6.4 cannot read raw strings that end in a quotation mark.
inline std::string jsonText(std::string_view text) { return "\"" + std::string(text) + "\""; }

inline std::string unsignedToken(std::string_view header, std::string_view claims) {
    return gw::admin::base64urlEncoded(header) + "." + gw::admin::base64urlEncoded(claims);
}

inline std::string rs256(const gw::admin::RsaKey& key, std::string_view header, std::string_view claims) {
    const auto text = unsignedToken(header, claims);
    return text + "." + gw::admin::base64urlEncoded(key.sign(text));
}

/// The classic: HMAC with the public key's text as the secret.
inline std::string hs256(std::string_view secret, std::string_view header, std::string_view claims) {
    const auto text = unsignedToken(header, claims);
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), mac, &size);
    return text + "." + gw::admin::base64urlEncoded({reinterpret_cast<const char*>(mac), size});
}

/// Claims of a good token; the tables spoil one at a time. Values are JSON text.
struct Claims {
    std::string iss = R"("gatehouse")", aud = R"("gatehouse-admin")", sub = R"("u1")", jti = R"("j1")", type = R"("access")";
    std::string role = R"("admin")", email = R"("a@b.c")", sid = R"("f1")";
    std::int64_t iatOffset = 0, nbfOffset = 0, expOffset = 900;
    std::string extra;
    std::string drop;

    std::string text(std::int64_t now) const {
        std::string out = "{";
        const auto add = [&](const std::string& name, const std::string& value) {
            if (name == drop) return;
            out += (out.size() > 1 ? "," : "") + ("\"" + name + "\":") + value;
        };
        add("iss", iss), add("aud", aud), add("sub", sub), add("jti", jti), add("type", type), add("role", role);
        add("email", email), add("sid", sid);
        add("iat", std::to_string(now + iatOffset)), add("nbf", std::to_string(now + nbfOffset));
        add("exp", std::to_string(now + expOffset));
        return out + extra + "}";
    }
};

}  // namespace forged
