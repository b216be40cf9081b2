// Signature headers from anybody: one header a line, "name: value". The head may be taken apart or not; what passes must
// be in the window and well-formed, and without the key's secret no signature may be good.
#include "gateway/pipeline/signature.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gw;
    static const WallTime kNow{std::chrono::milliseconds{1'767'700'800'000}};
    static const auto kKey = [] {
        config::ApiKey key;
        key.id = "key";
        key.requireSignature = true;
        key.signingSecret = "a secret that the fuzzer does not know: 2c26b46b68ffc68ff99b453c1d304134";
        return key;
    }();
    std::string_view text(reinterpret_cast<const char*>(data), size);
    RequestHead head;
    head.method = Method::post;
    head.target = "/v1/chat/completions";
    while (!text.empty() && head.fields.size() < 64) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        if (const auto colon = line.find(": "); colon != std::string_view::npos)
            head.fields.push_back({line.substr(0, colon), line.substr(colon + 2)});
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    const auto fields = pipeline::readSignature(kKey, head, kNow);
    if (!fields) return 0;
    if (fields->nonce.empty() || fields->nonce.size() > 128) std::abort();
    if (std::chrono::abs(fields->signedAt - kNow) > pipeline::kSignatureWindow) std::abort();
    Sha256 sha;
    if (pipeline::checkSignature(kKey, head, *fields, "body", sha)) std::abort();
    return 0;
}
