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

struct MasterKeyOptions {
    Secret text;                      ///< GATEWAY_MASTER_KEY; wins
    std::filesystem::path file;       ///< GATEWAY_MASTER_KEY_FILE
    std::filesystem::path dataDir;    ///< DIR/master.key is read or made
    bool makeWhenMissing = true;      ///< false: the console brings its own from the keychain
};

struct LoadedMasterKey {
    MasterKey key;
    std::vector<std::string> warnings;  ///< made just now, or readable by others
};

/// @return secretsFailed saying which of the three it was and what to do.
Result<LoadedMasterKey> loadMasterKey(const MasterKeyOptions& options);

}  // namespace gw::secrets
