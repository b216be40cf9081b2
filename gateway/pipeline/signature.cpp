#include "gateway/pipeline/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace gw::pipeline {

namespace {

constexpr std::size_t kTimestampMaxDigits = 11;
constexpr std::size_t kNonceMaxBytes = 128;

tl::unexpected<Error> refused(std::string detail, std::string field = {}) {
    return fail(ErrorCode::signatureFailed, ErrorSource::downstream, Retry::never, std::move(detail), std::move(field));
}

/// The one value of a field; nothing when it is missing or there are two (which of them was signed?).
std::optional<std::string_view> single(const RequestHead& head, std::string_view name) {
    std::optional<std::string_view> found;
    for (const auto& field : head.fields) {
        if (!equalIgnoringCase(field.name, name)) continue;
        if (found) return std::nullopt;
        found = field.value;
    }
    return found;
}

std::optional<std::int64_t> secondsOf(std::string_view text) {
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > kTimestampMaxDigits || !digits) return std::nullopt;
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return seconds;
}

bool isNonce(std::string_view text) {
    return !text.empty() && text.size() <= kNonceMaxBytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

/// Lower-case hex only: one signature has one spelling.
std::optional<Digest256> macOf(std::string_view text) {
    const bool lower = std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return lower ? hexDigest(text) : std::nullopt;
}

}  // namespace

Result<SignatureFields> readSignature(const config::ApiKey& key, const RequestHead& head, WallTime now) {
    if (key.signingSecret.empty())
        return refused("The signing secret of this key cannot be used: rotate the key.");
    const auto timestamp = single(head, "x-timestamp");
    const auto nonce = single(head, "x-nonce");
    const auto signature = single(head, "x-signature");
    if (!timestamp || !nonce || !signature)
        return refused("This key signs its requests: send X-Timestamp, X-Nonce and X-Signature, each once.");
    const auto seconds = secondsOf(*timestamp);
    if (!seconds) return refused("X-Timestamp must be whole seconds since 1970.", "X-Timestamp");
    if (!isNonce(*nonce)) return refused("X-Nonce must be 1 to 128 visible ASCII characters.", "X-Nonce");
    const auto mac = macOf(*signature);
    if (!mac) return refused("X-Signature must be 64 lower-case hexadecimal digits.", "X-Signature");
    const WallTime signedAt{std::chrono::seconds{*seconds}};
    if (std::chrono::abs(now - signedAt) > kSignatureWindow)
        return refused("X-Timestamp is more than 300 seconds from the gateway's clock: set the clock right, and sign anew.",
                       "X-Timestamp");
    return SignatureFields{std::string(*timestamp), std::string(*nonce), *mac, signedAt};
}

std::string signedText(const RequestHead& head, const SignatureFields& fields, const Digest256& bodyHash) {
    std::string text(methodText(head.method));
    text.append("\n").append(head.target).append("\n").append(fields.timestamp).append("\n").append(fields.nonce).append("\n");
    return text.append(hexText(bodyHash));
}

Digest256 hmacSha256(std::string_view secret, std::string_view text) {
    Digest256 mac{};
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         mac.data(), &size);
    return mac;
}

Result<void> checkSignature(const config::ApiKey& key, const RequestHead& head, const SignatureFields& fields,
                            std::string_view body, Sha256& sha) {
    const Digest256 expected = hmacSha256(key.signingSecret, signedText(head, fields, sha(body)));
    if (!key.signingSecret.empty() && CRYPTO_memcmp(expected.data(), fields.mac.data(), expected.size()) == 0) return {};
    return refused("X-Signature does not belong to this method, path, timestamp, nonce and body under the key's signing secret.",
                   "X-Signature");
}

limits::NonceClaim nonceClaim(const config::ApiKey& key, const SignatureFields& fields, Sha256& sha) {
    const Digest256 whole = sha(key.id + "\n" + fields.nonce);
    limits::NonceClaim claim;
    const Digest256 owner = sha(key.id);
    std::copy_n(whole.begin(), limits::kNonceOwnerAt, claim.id.begin());
    std::copy_n(owner.begin(), claim.id.size() - limits::kNonceOwnerAt, claim.id.begin() + limits::kNonceOwnerAt);
    claim.until = fields.signedAt + kSignatureWindow;
    return claim;
}

Result<void> checkNonce(limits::NonceVerdict verdict) {
    switch (verdict) {
        case limits::NonceVerdict::fresh:
            return {};
        case limits::NonceVerdict::used:
            return refused("This X-Nonce was used before: make a fresh one for each request.", "X-Nonce");
        case limits::NonceVerdict::keyFull:
            return fail(ErrorCode::nonceLimit, ErrorSource::downstream, Retry::never,
                        "This key has signed more requests than it may within five minutes: send fewer, or spread them over several keys.");
        case limits::NonceVerdict::unavailable:
            break;
    }
    return fail(ErrorCode::overloaded, ErrorSource::internal, Retry::never,
                "The gateway cannot tell whether this signed request is a replay: try again with a fresh nonce.");
}

}  // namespace gw::pipeline
