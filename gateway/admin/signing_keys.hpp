// Which pair signs access tokens at this moment, since when, and when the last token of the old pair has run out. Rotation,
// retirement and a fresh look at the files run on the crypto thread; what they bring is taken over here. Until then, and
// whenever the files are wrong, the last good pair goes on. Control's thread; owned by AdminApi, made at attach.
#pragma once

#include "gateway/admin/key_rotation.hpp"
#include "gateway/admin/sessions.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/secrets/crypto_thread.hpp"

#include <functional>
#include <memory>

namespace gw::admin {

class SigningKeys {
   public:
    using Handler = std::function<void(Result<void>)>;

    SigningKeys(TokenKeysPtr keys, secrets::CryptoThread& crypto, Sessions& sessions, const Clock& clock);

    const TokenKeys& keys() const { return *keys_; }
    /// When this process began to sign with the current pair.
    WallTime since() const { return since_; }
    /// When the last token of the old pair has expired. A process that found the old pair at its start cannot know when
    /// another one last signed with it, and counts from its own start.
    WallTime oldTokensEnd() const { return since_ + kAccessLifetime + kTokenLeeway; }
    bool mayRetire() const { return keys_->old() && clock_.wall() >= oldTokensEnd(); }

    /// @return tokensLive while those of an earlier rotation do (only with keepOld), conflict when another change is under way.
    void rotate(bool keepOld, Handler handler);
    /// @return conflict when there is no old pair, tokensLive when its tokens have not all expired.
    void retire(Handler handler);
    /// SIGHUP: reads the files again; a set that is no good leaves everything as it is.
    void reload(Handler handler);
    void look(std::function<void(Result<KeyFilesState>)> handler);

   private:
    using Work = std::function<Result<TokenKeysPtr>()>;
    void change(Work work, Handler handler);
    void take(TokenKeysPtr fresh);

    TokenKeysPtr keys_;
    secrets::CryptoThread& crypto_;
    Sessions& sessions_;
    const Clock& clock_;
    WallTime since_;
    bool busy_ = false;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< callbacks hold it weakly
};

}  // namespace gw::admin
