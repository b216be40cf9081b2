#include "gateway/secrets/master_key.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/secrets/sodium_start.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::secrets {

namespace {

/// A key file is one line; anything longer is another file.
constexpr std::size_t kFileMax = 4096;

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

/// The file's text. @return nullopt when it does not exist.
Result<std::optional<Secret>> readFile(const std::filesystem::path& file, std::vector<std::string>& warnings) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT) return std::nullopt;
        return refuse("Cannot read " + file.string() + ": " + std::strerror(errno) + ".", file.string());
    }
    struct ::stat about {};
    if (::fstat(descriptor, &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        warnings.push_back(file.string() + " can be read by other users: chmod 600 it.");
    }
    std::string text(kFileMax, '\0');
    const auto size = ::read(descriptor, text.data(), text.size());
    const int error = errno;
    ::close(descriptor);
    if (size < 0) return refuse("Cannot read " + file.string() + ": " + std::strerror(error) + ".", file.string());
    Secret secret(std::string_view(text).substr(0, static_cast<std::size_t>(size)));
    wipe(text);
    return secret;
}

Result<MasterKey> parseFrom(const Secret& text, const std::string& where) {
    auto key = parseMasterKey(text.reveal());
    if (!key) return refuse(where + ": " + key.error().detail, where);
    return key;
}

/// All bytes on disk under `file`, or nothing there: written beside it, synced, then linked into place (never over a file
/// that another start has made meanwhile).
Result<void> writeNewFile(const std::filesystem::path& file, std::string_view text) {
    const std::filesystem::path beside = file.string() + "." + randomHex(8);
    const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) return refuse("Cannot make " + beside.string() + ": " + std::strerror(errno) + ".", file.string());
    const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
    const bool linked = written && ::link(beside.c_str(), file.c_str()) == 0;
    const int error = errno;
    ::close(descriptor);
    ::unlink(beside.c_str());
    if (!linked) return refuse("Cannot make " + file.string() + ": " + std::strerror(error) + ".", file.string());
    return {};
}

Result<LoadedMasterKey> makeKey(const std::filesystem::path& file) {
    std::array<std::uint8_t, MasterKey::kSize> bytes{};
    fillRandom(bytes);
    std::string text = hexText(bytes) + "\n";
    auto made = writeNewFile(file, text);
    wipe(text);
    const MasterKey key{std::span<const std::uint8_t, MasterKey::kSize>(bytes)};
    sodium_memzero(bytes.data(), bytes.size());
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

Result<LoadedMasterKey> loadMasterKey(const MasterKeyOptions& options) {
    ensureSodium();
    std::vector<std::string> warnings;
    if (!options.text.empty()) {
        auto key = parseFrom(options.text, "GATEWAY_MASTER_KEY");
        if (!key) return fail(key.error());
        return LoadedMasterKey{*key, warnings};
    }
    const bool named = !options.file.empty();
    const auto file = named ? options.file : options.dataDir / "master.key";
    auto text = readFile(file, warnings);
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
