// The desktop's keychain through QtKeychain (Secret Service, else what the desktop has), with a thread of its own: whatever
// D-Bus does, a caller waits no longer than the limits below. Insecure fallback is off, so that nothing is ever stored in the
// clear. Owned by app/embedded_engine; called on the engine's start thread, cancel() on any.
#pragma once

#include "gateway/secrets/keychain.hpp"

#include <chrono>
#include <memory>

namespace app {

struct KeychainLimits {
    std::chrono::milliseconds answer{10'000};  ///< of a question that nobody has to be asked about
    std::chrono::milliseconds person{120'000}; ///< until the person has typed the keyring's password
};

class DesktopKeychain final : public gw::secrets::Keychain {
   public:
    explicit DesktopKeychain(KeychainLimits limits = {});
    ~DesktopKeychain() override;

    gw::secrets::KeychainStatus status() override;
    gw::Result<std::optional<gw::secrets::Secret>> read(const std::string& entry) override;
    gw::Result<void> write(const std::string& entry, const gw::secrets::Secret& text) override;
    gw::Result<void> remove(const std::string& entry) override;
    void unlock() override;
    void cancel() noexcept override;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace app
