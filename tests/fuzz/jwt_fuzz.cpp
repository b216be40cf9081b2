// Access tokens from anybody. The input is a whole token; when it has no dot it is taken as claims and signed with the right
// key, so that the fuzzer reaches the claim checks too. Nothing but our own claims may pass.
#include "gateway/admin/base64url.hpp"
#include "gateway/admin/jwt.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include <unistd.h>

namespace {

std::shared_ptr<const gw::admin::TokenKeys> fuzzKeys() {
    const auto dir = std::filesystem::temp_directory_path() / ("gatehouse-jwt-fuzz-" + std::to_string(::getpid()));
    auto keys = gw::admin::TokenKeys::open(dir);
    std::filesystem::remove_all(dir);
    if (!keys) std::abort();
    return *keys;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto kKeys = fuzzKeys();
    static const gw::FakeClock kClock;
    static const gw::admin::AccessTokens kTokens(kKeys, kClock);
    std::string text(reinterpret_cast<const char*>(data), size);
    const bool whole = text.find('.') != std::string::npos;
    if (!whole) {
        const std::string head = gw::admin::base64urlEncoded(R"({"alg":"RS256"})") + "." + gw::admin::base64urlEncoded(text);
        text = head + "." + gw::admin::base64urlEncoded(kKeys->signer().sign(head));
    }
    const auto who = kTokens.verify(text);
    if (!who) return 0;
    if (whole) std::abort();  // nobody but us can sign
    if (who->userId.empty() || who->tokenId.empty() || who->role == gw::admin::Role::none) std::abort();
    if (who->tokenEnds + gw::admin::kTokenLeeway <= kClock.wall()) std::abort();
    return 0;
}
