// Request signatures of keys with require_signature (contract.md, reliability.md A15): three headers and an HMAC over
// method, path with query, timestamp, nonce and the body's hash. Checked in two steps: what the head can tell before the
// body is read, the rest once it is there whole; nothing of a signed call goes on before both. The worker's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/base/http.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/limits/nonce_store.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace gw::pipeline {

/// How far a timestamp may be from the gateway's clock, either way.
inline constexpr std::chrono::seconds kSignatureWindow{300};

struct SignatureFields {
    std::string timestamp;  ///< as it was sent: that text is signed
    std::string nonce;
    Digest256 mac{};
    WallTime signedAt{};
};

/// What the head of a signed call says.
/// @return signatureFailed: a header is missing, doubled or malformed, the clock is off, or the key has no signing secret.
Result<SignatureFields> readSignature(const config::ApiKey& key, const RequestHead& head, WallTime now);

/// method "\n" path-with-query "\n" timestamp "\n" nonce "\n" hex sha256(body)
std::string signedText(const RequestHead& head, const SignatureFields& fields, const Digest256& bodyHash);

/// HMAC-SHA256 of `text`.
Digest256 hmacSha256(std::string_view secret, std::string_view text);

/// @return signatureFailed when the HMAC is another. Takes the same time wherever they differ.
Result<void> checkSignature(const config::ApiKey& key, const RequestHead& head, const SignatureFields& fields,
                            std::string_view body, Sha256& sha);

limits::NonceClaim nonceClaim(const config::ApiKey& key, const SignatureFields& fields, Sha256& sha);

/// What a verdict means for the call. @return signatureFailed when used, nonceLimit when the key's share is used up, overloaded when the store cannot tell.
Result<void> checkNonce(limits::NonceVerdict verdict);

}  // namespace gw::pipeline
