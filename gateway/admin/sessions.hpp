// Sign-ins: a family of tokens from one login. Access tokens live 15 min; refresh tokens live 30 days, work once, and one
// used again ends its family (reliability.md A14). Users are looked up in control's state on every call, so a disabled
// user or a lowered role counts at once. Control's thread; made at attach.
#pragma once

#include "gateway/admin/event_hub.hpp"
#include "gateway/admin/jwt.hpp"
#include "gateway/control/control.hpp"
#include "gateway/store/refresh_token_table.hpp"
#include "gateway/store/store.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gw::admin {

inline constexpr std::chrono::hours kRefreshLifetime{24 * 30};

struct TokenPair {
    std::string access;
    std::string refresh;
    store::UserRow user;
};

class Sessions {
   public:
    using PairHandler = std::function<void(Result<TokenPair>)>;

    Sessions(std::shared_ptr<const TokenKeys> keys, control::Control& control, EventHub& events, const Clock& clock);

    /// Whose token it is, with the role the user has at this moment. @return unauthenticated; detail is for the log only.
    Result<Identity> identify(std::string_view token) const;
    /// Starts a family for a user who proved their identity. @param client api | console | local.
    void open(const store::UserRow& user, const std::string& ip, const std::string& client, PairHandler handler);
    /// Swaps a refresh token for a fresh pair. @return unauthenticated for one that is unknown, spent, expired or ended.
    void refresh(std::string_view refreshToken, const std::string& ip, PairHandler handler);
    void end(const std::string& family, std::function<void(Result<void>)> handler);
    /// Once, before the first call: ends the sign-ins of earlier private doors, then loadEnded.
    void begin(std::function<void(Result<void>)> handler);
    /// Takes over the families that were ended in the database (a user was disabled, a password changed, a restart).
    void loadEnded(std::function<void(Result<void>)> handler);
    void useKeys(std::shared_ptr<const TokenKeys> keys) { tokens_.use(std::move(keys)); }

   private:
    struct Minted;
    Minted mint(const std::string& ip) const;
    void answer(const Minted& minted, const PairHandler& handler) const;
    void deny(const std::string& family);
    Result<TokenPair> pairFor(const store::UserRow& user, const std::string& family, std::string refresh) const;

    AccessTokens tokens_;
    control::Control& control_;
    EventHub& events_;
    const Clock& clock_;
    /// Ended families whose access tokens have not run out, and until when they matter.
    std::unordered_map<std::string, WallTime> ended_;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< callbacks hold it weakly
};

}  // namespace gw::admin
