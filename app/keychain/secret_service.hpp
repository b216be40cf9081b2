// What QtKeychain 0.13 cannot tell: whether there is a Secret Service, and whether its default collection is locked (a locked
// one answers "no such entry" to reads). Blocking D-Bus calls; the keychain's own thread.
#pragma once

#include "gateway/secrets/keychain.hpp"

#include <QObject>

#include <atomic>
#include <chrono>
#include <memory>

namespace app {

gw::secrets::KeychainStatus secretServiceStatus(std::chrono::milliseconds limit);

/// The desktop's own question for the keyring's password. It goes when this does. Lives on the keychain's thread, whose event
/// loop brings it the answer; isShown may be asked from any.
class UnlockPrompt : public QObject {
    Q_OBJECT

   public:
    /// Shows it, unless the keyring opens without a question.
    explicit UnlockPrompt(std::chrono::milliseconds limit);
    ~UnlockPrompt() override;

    /// false: answered, put away, or never shown.
    bool isShown() const { return shown_; }

   private Q_SLOTS:
    void completed() { shown_ = false; }

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
    std::atomic<bool> shown_{false};
};

}  // namespace app
