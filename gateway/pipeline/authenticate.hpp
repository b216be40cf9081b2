// Finds the key behind a request and says whether it may go on. Missing, unknown, revoked and expired keys and disabled
// users get one and the same refusal, so that nothing can be learned from it (reliability.md A5). The worker's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/base/http.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"

#include <memory>
#include <string_view>

namespace gw::pipeline {

struct Identity {
    std::shared_ptr<const config::ApiKey> key;
    Digest256 secretHash{};
};

/// The secret of `Authorization: Bearer`, x-api-key or x-goog-api-key, in this order; empty when there is none.
std::string_view presentedSecret(const RequestHead& head);

/// @return invalidApiKey when the secret opens nothing.
Result<Identity> identify(const config::Snapshot& snapshot, const RequestHead& head, Sha256& sha, WallTime now);

/// What an identified key may still be refused for: keyFrozen, addressNotAllowed. Its signature is caller.hpp's business.
Result<void> checkKey(const config::ApiKey& key, const IpAddress& address);

/// Whether a stream that began with this secret may go on under a newer snapshot; a secret that has merely expired
/// since may.
Result<void> checkStillWelcome(const config::Snapshot& snapshot, const Digest256& secretHash, const IpAddress& address);

}  // namespace gw::pipeline
