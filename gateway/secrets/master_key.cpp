#include "gateway/secrets/master_key.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/secrets/private_file.hpp"
#include "gateway/secrets/sodium_start.hpp"

#include <sodium.h>

#include <algorithm>
#include <optional>

namespace gw::secrets {

namespace {

tl::unexpected<Error> refuse(std::string detail, std::string field = {}) {
    return fail(ErrorCode::secretsFailed, ErrorSource::internal, Retry::never, std::move(detail), std::move(field));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<MasterKey> fromBytes(std::vector<std::uint8_t> bytes) {
    std::optional<MasterKey> key;
    const bool usable = bytes.size() == MasterKey::kSize && std::any_of(bytes.begin(), bytes.end(), [](auto b) { return b != 0; });
    if (usable) key.emplace(std::span<const std::uint8_t, MasterKey::kSize>(bytes.data(), MasterKey::kSize));
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
    return key;
}

std::optional<MasterKey> fromBase64(std::string_view text) {
    if (text.empty()) return std::nullopt;
    for (const int variant : {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
                              sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
        std::vector<std::uint8_t> bytes(text.size());
        std::size_t size = 0;
        const int decoded = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, variant);
        if (decoded != 0) {
            sodium_memzero(bytes.data(), bytes.size());
            continue;
        }
        bytes.resize(size);
        return fromBytes(std::move(bytes));
    }
    return std::nullopt;
}

Result<MasterKey> parseFrom(const Secret& text, const std::string& where) {
    auto key = parseMasterKey(text.reveal());
    if (!key) return refuse(where + ": " + key.error().detail, where);
    return key;
}

Result<LoadedMasterKey> makeKey(const std::filesystem::path& file) {
    const auto key = newMasterKey();
    std::string text = masterKeyText(key) + "\n";
    auto made = writeNewFile(file, text);
    wipe(text);
    if (!made) return fail(made.error());
    return LoadedMasterKey{key,
                           {"A master key was made in " + file.string() +
                            ": keep a copy of it somewhere else, without it the providers' credentials cannot be read."}};
}

}  // namespace

MasterKey::MasterKey(std::span<const std::uint8_t, kSize> bytes) { std::copy(bytes.begin(), bytes.end(), bytes_.begin()); }

MasterKey::~MasterKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

Result<MasterKey> parseMasterKey(std::string_view text) {
    ensureSodium();
    text = trimmed(text);
    std::optional<MasterKey> key;
    if (text.size() == 2 * MasterKey::kSize) {
        if (auto bytes = hexBytes(text)) key = fromBytes(std::move(*bytes));
    } else if (text.size() < 2 * MasterKey::kSize) {
        key = fromBase64(text);
    }
    if (!key) return refuse("A master key is 32 random bytes as 64 hex digits or as base64: make one with `openssl rand -hex 32`.");
    return *key;
}

MasterKey newMasterKey() {
    ensureSodium();
    std::array<std::uint8_t, MasterKey::kSize> bytes{};
    fillRandom(bytes);
    const MasterKey key{std::span<const std::uint8_t, MasterKey::kSize>(bytes)};
    sodium_memzero(bytes.data(), bytes.size());
    return key;
}

std::string masterKeyText(const MasterKey& key) { return hexText(key.bytes()); }

std::string masterKeyCheck(const MasterKey& key) {
    const auto bytes = key.bytes();
    std::string text = "gatehouse master key check\n";
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto digest = sha256(text);
    wipe(text);
    return hexText(digest).substr(0, 16);
}

const char* keyPlaceText(KeyPlace place) {
    switch (place) {
        case KeyPlace::environment: return "environment";
        case KeyPlace::file: return "file";
        case KeyPlace::keychain: return "keychain";
        case KeyPlace::sealedFile: return "sealed_file";
        case KeyPlace::session: break;
    }
    return "session";
}

bool sameKey(const MasterKey& a, const MasterKey& b) { return sodium_memcmp(a.bytes().data(), b.bytes().data(), MasterKey::kSize) == 0; }

Result<LoadedMasterKey> loadMasterKey(const MasterKeyOptions& options) {
    ensureSodium();
    std::vector<std::string> warnings;
    if (!options.text.empty()) {
        auto key = parseFrom(options.text, "GATEWAY_MASTER_KEY");
        if (!key) return fail(key.error());
        return LoadedMasterKey{*key, warnings, KeyPlace::environment};
    }
    const bool named = !options.file.empty();
    const auto file = named ? options.file : options.dataDir / "master.key";
    auto text = readSecretFile(file, warnings);
    if (!text) return fail(text.error());
    if (*text) {
        auto key = parseFrom(**text, file.string());
        if (!key) return fail(key.error());
        return LoadedMasterKey{*key, warnings};
    }
    if (named) return refuse("GATEWAY_MASTER_KEY_FILE names " + file.string() + ", which does not exist.", "GATEWAY_MASTER_KEY_FILE");
    if (!options.makeWhenMissing) return refuse("No master key was given: set GATEWAY_MASTER_KEY or GATEWAY_MASTER_KEY_FILE.");
    return makeKey(file);
}

}  // namespace gw::secrets
