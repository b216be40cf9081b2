// The key files of GATEWAY_SECURITY_DIR: private.pem and public.pem sign, public_old.pem still verifies while a rotation
// lasts. Made at the first start (0600 in a 0700 directory). Opened at start and at SIGHUP; immutable afterwards.
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

    const RsaKey& signer() const { return *signer_; }
    /// nullptr when no key has this id.
    const RsaKey* find(std::string_view id) const;
    /// At most two: the signing one and the old one.
    const std::vector<RsaKey>& verifiers() const { return verifiers_; }
    /// What a person should know: a half-done rotation, file modes that could not be tightened.
    const std::vector<std::string>& warnings() const { return warnings_; }

   private:
    TokenKeys() = default;
    Result<void> load(const std::filesystem::path& directory);
    std::optional<RsaKey> signer_;
    std::vector<RsaKey> verifiers_;
    std::vector<std::string> warnings_;
};

}  // namespace gw::admin
