#include "gateway/admin/jwt.hpp"

#include "gateway/admin/base64url.hpp"
#include "gateway/admin/json_reader.hpp"
#include "gateway/base/random_id.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::size_t kClaimBytesMax = 300;

tl::unexpected<Error> refuse(std::string why) {
    return fail(ErrorCode::unauthenticated, ErrorSource::downstream, Retry::never, std::move(why));
}

std::optional<std::string> textClaim(const json::object& claims, std::string_view name) {
    const auto* value = claims.if_contains(json::string_view(name.data(), name.size()));
    if (!value || !value->is_string() || value->as_string().empty()) return std::nullopt;
    if (value->as_string().size() > kClaimBytesMax) return std::nullopt;
    return std::string(value->as_string().data(), value->as_string().size());
}

/// Seconds since the epoch, whole and within the years 1970 to 9999.
std::optional<std::chrono::seconds> timeClaim(const json::object& claims, std::string_view name) {
    constexpr std::int64_t kEndOf9999 = 253'402'300'799;
    const auto* value = claims.if_contains(json::string_view(name.data(), name.size()));
    if (!value || !value->is_int64() || value->as_int64() < 0 || value->as_int64() > kEndOf9999) return std::nullopt;
    return std::chrono::seconds(value->as_int64());
}

Result<json::object> readPart(std::string_view encoded) {
    const auto text = base64urlDecoded(encoded);
    if (!text) return refuse("a part is not base64url");
    auto object = readJsonObject(*text);
    if (!object) return refuse("a part is no strict JSON object");
    return object;
}

Result<void> checkTimes(const json::object& claims, std::chrono::seconds now) {
    const auto issued = timeClaim(claims, "iat");
    const auto notBefore = timeClaim(claims, "nbf");
    const auto ends = timeClaim(claims, "exp");
    if (!issued || !notBefore || !ends) return refuse("iat, nbf or exp is missing or no whole number");
    if (*ends <= *issued || *ends - *issued > kAccessLifetime) return refuse("the lifetime is not one of ours");
    if (*issued > now + kTokenLeeway || *notBefore > now + kTokenLeeway) return refuse("not valid yet");
    if (*ends + kTokenLeeway <= now) return refuse("expired");
    return {};
}

Result<Identity> readClaims(const json::object& claims) {
    const auto issuer = textClaim(claims, "iss");
    const auto audience = textClaim(claims, "aud");
    const auto type = textClaim(claims, "type");
    if (issuer != kTokenIssuer || audience != kTokenAudience) return refuse("another issuer or audience");
    if (type != "access") return refuse("no access token");
    const auto subject = textClaim(claims, "sub");
    const auto tokenId = textClaim(claims, "jti");
    const auto email = textClaim(claims, "email");
    const auto family = textClaim(claims, "sid");
    const auto role = roleFromText(textClaim(claims, "role").value_or(""));
    if (!subject || !tokenId || !email || !family || !role) return refuse("sub, jti, email, sid or role is missing");
    Identity who;
    who.userId = *subject;
    who.email = *email;
    who.role = *role;
    who.tokenId = *tokenId;
    who.family = *family;
    who.tokenEnds = WallTime(timeClaim(claims, "exp").value_or(std::chrono::seconds{0}));
    return who;
}

}  // namespace

AccessTokens::AccessTokens(std::shared_ptr<const TokenKeys> keys, const Clock& clock)
    : keys_(std::move(keys)), clock_(clock) {}

Result<std::string> AccessTokens::issue(Identity& who) const {
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.wall());
    who.tokenId = uuidV7(clock_.wall());
    who.tokenEnds = now + kAccessLifetime;
    const std::int64_t at = now.time_since_epoch().count();
    const json::object header{{"alg", "RS256"}, {"typ", "JWT"}, {"kid", keys_->signer().id()}};
    json::object claims;
    claims["iss"] = json::string(kTokenIssuer);
    claims["aud"] = json::string(kTokenAudience);
    claims["sub"] = who.userId;
    claims["email"] = who.email;
    claims["role"] = json::string(roleText(who.role));
    claims["type"] = "access";
    claims["jti"] = who.tokenId;
    claims["sid"] = who.family;
    claims["iat"] = at;
    claims["nbf"] = at;
    claims["exp"] = at + kAccessLifetime.count();
    std::string token = base64urlEncoded(json::serialize(header)) + "." + base64urlEncoded(json::serialize(claims));
    const auto signature = keys_->signer().sign(token);
    if (signature.empty()) return fail(ErrorCode::internal, "the access token could not be signed");
    return token + "." + base64urlEncoded(signature);
}

Result<void> AccessTokens::checkSignature(std::string_view token, std::string_view& payload) const {
    const auto firstDot = token.find('.');
    const auto lastDot = token.rfind('.');
    if (firstDot == std::string_view::npos || firstDot == lastDot) return refuse("not three parts");
    payload = token.substr(firstDot + 1, lastDot - firstDot - 1);
    const auto header = readPart(token.substr(0, firstDot));
    if (!header) return fail(header.error());
    constexpr std::array<std::string_view, 3> kKnown{"alg", "typ", "kid"};
    for (const auto& member : *header) {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) return refuse("a header member is not ours");
    }
    if (textClaim(*header, "alg") != "RS256") return refuse("another algorithm");
    if (header->contains("typ") && textClaim(*header, "typ") != "JWT") return refuse("another type of token");
    const auto signature = base64urlDecoded(token.substr(lastDot + 1));
    if (!signature) return refuse("the signature is not base64url");
    const auto signedPart = token.substr(0, lastDot);
    if (header->contains("kid")) {
        const auto* key = keys_->find(textClaim(*header, "kid").value_or(""));
        return key && key->verifies(signedPart, *signature) ? Result<void>{} : refuse("unknown key or wrong signature");
    }
    for (const auto& key : keys_->verifiers()) {
        if (key.verifies(signedPart, *signature)) return {};
    }
    return refuse("wrong signature");
}

Result<Identity> AccessTokens::verify(std::string_view token) const {
    if (token.size() > kTokenBytesMax) return refuse("too long");
    std::string_view payload;
    if (auto checked = checkSignature(token, payload); !checked) return fail(checked.error());
    const auto claims = readPart(payload);
    if (!claims) return fail(claims.error());
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.wall()).time_since_epoch();
    if (auto times = checkTimes(*claims, now); !times) return fail(times.error());
    return readClaims(*claims);
}

}  // namespace gw::admin
