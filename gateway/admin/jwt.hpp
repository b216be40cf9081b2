// Access tokens: RS256 JSON Web Tokens (RFC 7519, the advice of RFC 8725). The algorithm is ours, never the header's; keys
// come from memory by `kid`; header members other than alg, typ and kid are refused; every claim is wanted and checked.
// Control's thread; owned by Sessions.
#pragma once

#include "gateway/admin/identity.hpp"
#include "gateway/admin/token_keys.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace gw::admin {

inline constexpr std::chrono::seconds kAccessLifetime{15 * 60};
inline constexpr std::chrono::seconds kTokenLeeway{60};
inline constexpr std::size_t kTokenBytesMax = 4096;
inline constexpr std::string_view kTokenIssuer = "gatehouse";
inline constexpr std::string_view kTokenAudience = "gatehouse-admin";

class AccessTokens {
   public:
    AccessTokens(std::shared_ptr<const TokenKeys> keys, const Clock& clock);
    /// After a rotation: tokens of the old pair stay good while its public half is there.
    void use(std::shared_ptr<const TokenKeys> keys) { keys_ = std::move(keys); }

    /// Signs a token for `who` (userId, email, role, family); fills its jti and end.
    Result<std::string> issue(Identity& who) const;
    /// @return unauthenticated; `detail` says why, for the log only: people get one and the same 401.
    Result<Identity> verify(std::string_view token) const;

   private:
    Result<void> checkSignature(std::string_view token, std::string_view& payload) const;
    std::shared_ptr<const TokenKeys> keys_;
    const Clock& clock_;
};

}  // namespace gw::admin
