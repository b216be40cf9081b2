#include "gateway/pipeline/authenticate.hpp"

#include "gateway/base/field_line.hpp"
#include "gateway/pipeline/gate.hpp"

#include <algorithm>

namespace gw::pipeline {

namespace {

constexpr std::size_t kSecretMaxBytes = 256;

tl::unexpected<Error> stranger() { return fail(ErrorCode::invalidApiKey, ErrorSource::downstream, Retry::never); }

}  // namespace

std::string_view presentedSecret(const RequestHead& head) {
    constexpr std::string_view kScheme = "bearer ";
    if (std::string_view value = head.value("authorization"); !value.empty()) {
        if (!isNamed(value.substr(0, kScheme.size()), kScheme)) return {};
        value.remove_prefix(kScheme.size());
        while (value.starts_with(' ')) value.remove_prefix(1);
        return value;
    }
    const std::string_view value = head.value("x-api-key");
    return value.empty() ? head.value("x-goog-api-key") : value;
}

Result<Identity> identify(const config::Snapshot& snapshot, const RequestHead& head, Sha256& sha, WallTime now) {
    const std::string_view secret = presentedSecret(head).substr(0, kSecretMaxBytes + 1);
    // Hashed and looked up whatever it looks like: each refusal takes the same way.
    Identity identity{nullptr, sha(secret)};
    identity.key = snapshot.findKey(identity.secretHash);
    const bool wellFormed = secret.starts_with("gw-") && secret.size() <= kSecretMaxBytes;
    if (!wellFormed || !identity.key) return stranger();
    const config::ApiKey& key = *identity.key;
    const bool expired = key.expiresAt && *key.expiresAt <= now;
    if (key.status == config::KeyStatus::revoked || expired || !key.userActive) return stranger();
    return identity;
}

Result<void> checkKey(const config::ApiKey& key, const IpAddress& address) {
    if (key.status == config::KeyStatus::frozen)
        return fail(ErrorCode::keyFrozen, ErrorSource::downstream, Retry::never);
    const bool allowed =
        key.allowedIps.empty() || std::any_of(key.allowedIps.begin(), key.allowedIps.end(),
                                              [&](const Cidr& range) { return range.contains(address); });
    if (!allowed) return fail(ErrorCode::addressNotAllowed, ErrorSource::downstream, Retry::never);
    return {};
}

Result<void> checkStillWelcome(const config::Snapshot& snapshot, const Digest256& secretHash,
                               const IpAddress& address) {
    if (auto open = checkAddress(snapshot, address); !open) return open;
    const auto key = snapshot.findKey(secretHash);
    if (!key || key->status == config::KeyStatus::revoked || !key->userActive) return stranger();
    return checkKey(*key, address);
}

}  // namespace gw::pipeline
