// The key files of GATEWAY_SECURITY_DIR: private.pem and public.pem sign, public_old.pem still verifies while a rotation
// lasts. Made at the first start (0600 in a 0700 directory). Opened at start, at SIGHUP and after a rotation; immutable
// afterwards.
#pragma once

#include "gateway/admin/rsa_key.hpp"
#include "gateway/base/result.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::admin {

class TokenKeys {
   public:
    /// Reads, or makes, the keys. A pair counts only when its halves match (each step of the handbook's four `mv` is a
    /// start that works: the old pair signs until the fresh one is whole).
    /// @return secretsFailed naming the file and what to do.
    static Result<std::shared_ptr<const TokenKeys>> open(const std::filesystem::path& directory);

    const std::filesystem::path& directory() const { return directory_; }
    const RsaKey& signer() const { return *signer_; }
    /// Verifies only; nullptr when no rotation is going on.
    const RsaKey* old() const { return verifiers_.size() > 1 ? &verifiers_[1] : nullptr; }
    /// nullptr when no key has this id.
    const RsaKey* find(std::string_view id) const;
    /// At most two: the signing one and the old one.
    const std::vector<RsaKey>& verifiers() const { return verifiers_; }
    /// What a person should know: a half-done rotation, file modes that could not be tightened.
    const std::vector<std::string>& warnings() const { return warnings_; }

   private:
    TokenKeys() = default;
    Result<void> load(const std::filesystem::path& directory);
    std::filesystem::path directory_;
    std::optional<RsaKey> signer_;
    std::vector<RsaKey> verifiers_;
    std::vector<std::string> warnings_;
};

/// The pair when both halves can be read, belong together and pass a trial signature.
std::optional<RsaKey> readKeyPair(const std::filesystem::path& privateFile, const std::filesystem::path& publicFile);

/// Writes beside with mode 0600, syncs, then links into place: a crash leaves no half file, and a file that is there stays.
Result<void> writeSecretFile(const std::filesystem::path& file, const std::string& text);

}  // namespace gw::admin
