#include "gateway/admin/signing_keys.hpp"

#include "gateway/base/log.hpp"

#include <utility>

namespace gw::admin {
namespace {

tl::unexpected<Error> tokensLive(std::string what) {
    return fail(ErrorCode::tokensLive, ErrorSource::downstream, Retry::never, std::move(what));
}

tl::unexpected<Error> conflict(std::string what) {
    return fail(ErrorCode::conflict, ErrorSource::downstream, Retry::never, std::move(what));
}

std::string idOf(const RsaKey* key) { return key ? key->id() : std::string(); }

}  // namespace

SigningKeys::SigningKeys(TokenKeysPtr keys, secrets::CryptoThread& crypto, Sessions& sessions, const Clock& clock)
    : keys_(std::move(keys)), crypto_(crypto), sessions_(sessions), clock_(clock), since_(clock.wall()) {}

void SigningKeys::rotate(bool keepOld, Handler handler) {
    if (keepOld && keys_->old() && !mayRetire()) {
        return handler(tokensLive("Tokens of the rotation before are still valid until " + rfc3339(oldTokensEnd()) +
                                ": wait, or rotate with keep_old=false to end them at once."));
    }
    change([directory = keys_->directory(), keepOld] { return rotateKeyFiles(directory, keepOld); }, std::move(handler));
}

void SigningKeys::retire(Handler handler) {
    if (!keys_->old()) return handler(conflict("There is no old key to retire."));
    if (!mayRetire()) {
        return handler(tokensLive("The last token of the old key is valid until " + rfc3339(oldTokensEnd()) + ": wait for it."));
    }
    change([directory = keys_->directory()] { return retireKeyFiles(directory); }, std::move(handler));
}

void SigningKeys::reload(Handler handler) {
    change([directory = keys_->directory()] { return TokenKeys::open(directory); }, std::move(handler));
}

void SigningKeys::change(Work work, Handler handler) {
    if (busy_) return handler(conflict("The key files are being changed already: try again in a moment."));
    busy_ = true;
    auto done = [this, alive = std::weak_ptr<int>(alive_), handler = std::move(handler)](const Result<TokenKeysPtr>& fresh) {
        if (alive.expired()) return;
        busy_ = false;
        if (!fresh) return handler(fail(fresh.error()));
        take(*fresh);
        handler({});
    };
    crypto_.run<TokenKeysPtr>(std::move(work), std::move(done));
}

void SigningKeys::take(TokenKeysPtr fresh) {
    for (const auto& warning : fresh->warnings()) log::admin().warn("{}", warning);
    const bool sameSigner = fresh->signer().id() == keys_->signer().id();
    const bool sameOld = idOf(fresh->old()) == idOf(keys_->old());
    if (!sameSigner || (!sameOld && fresh->old())) since_ = clock_.wall();
    if (!sameSigner) log::admin().info("access tokens are signed by another key kid={} old_kid={}", fresh->signer().id(), idOf(fresh->old()));
    keys_ = std::move(fresh);
    sessions_.useKeys(keys_);
}

void SigningKeys::look(std::function<void(Result<KeyFilesState>)> handler) {
    auto work = [directory = keys_->directory()]() -> Result<KeyFilesState> { return lookAtKeyFiles(directory); };
    crypto_.run<KeyFilesState>(std::move(work), std::move(handler));
}

}  // namespace gw::admin
