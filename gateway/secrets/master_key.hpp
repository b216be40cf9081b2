// The master key: 32 bytes that seal every credential in the database. From GATEWAY_MASTER_KEY (hex or base64), from a
// file, or, headless without one, made at first start in the data directory (0600). Read once at start; any thread after.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/secrets/secret.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace gw::secrets {

class MasterKey {
   public:
    static constexpr std::size_t kSize = 32;
    explicit MasterKey(std::span<const std::uint8_t, kSize> bytes);
    MasterKey(const MasterKey&) = default;
    MasterKey& operator=(const MasterKey&) = default;
    ~MasterKey();
    std::span<const std::uint8_t, kSize> bytes() const noexcept { return bytes_; }

   private:
    std::array<std::uint8_t, kSize> bytes_{};
};

/// 64 hex digits, or base64 (either alphabet, padded or not) of 32 bytes; blanks around it are ignored.
/// @return secretsFailed; the text is not repeated. All-zero keys are refused.
Result<MasterKey> parseMasterKey(std::string_view text);

MasterKey newMasterKey();
/// 64 hex digits: as a file or a keychain keeps it. Wipe it after use.
std::string masterKeyText(const MasterKey& key);
/// 16 hex digits that tell one key from another and say nothing about it: the head of a SHA-256 over 256 random bits.
std::string masterKeyCheck(const MasterKey& key);
bool sameKey(const MasterKey& a, const MasterKey& b);

struct MasterKeyOptions {
    Secret text;                      ///< GATEWAY_MASTER_KEY; wins
    std::filesystem::path file;       ///< GATEWAY_MASTER_KEY_FILE
    std::filesystem::path dataDir;    ///< DIR/master.key is read or made
    bool makeWhenMissing = true;
};

enum class KeyPlace : std::uint8_t { environment, file, keychain, sealedFile, session };
/// environment | file | keychain | sealed_file | session
const char* keyPlaceText(KeyPlace place);

struct LoadedMasterKey {
    MasterKey key;
    std::vector<std::string> warnings;  ///< made just now, or readable by others
    KeyPlace place = KeyPlace::file;
    std::string entry{};       ///< of the keychain
    std::string reason{};      ///< why the keychain does not have it
    bool othersLost = false;   ///< rows were sealed with keys that are gone for good: a database of only such is no fault
};

/// @return secretsFailed saying which of the three it was and what to do.
Result<LoadedMasterKey> loadMasterKey(const MasterKeyOptions& options);

}  // namespace gw::secrets
