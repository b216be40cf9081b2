// The control thread: one io_context with a net::Loop, where the admin API, the commands and the private listener live.
// It starts first and stops last. Made and joined by Engine; post and submit are thread-safe.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/pipeline/ports.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace gw::net {
class Loop;
class TlsServer;
}

namespace gw::engine {

/// The console's own way in: a port on loopback and the secret that every request must carry.
struct PrivateDoor {
    std::uint16_t port = 0;
    std::string secret;  ///< 64 hex digits
};

class ControlThread final : public pipeline::AdminDoor {
   public:
    using Handle = std::function<void(pipeline::AdminRequest, std::shared_ptr<pipeline::AdminReplySink>)>;

    ControlThread();
    ~ControlThread() override;

    /// Starts the thread. `handle` runs on it for each admin request.
    void start(Handle handle);
    /// Opens 127.0.0.1:ephemeral with at most 32 connections; whoever handles checks the secret.
    Result<std::uint16_t> openPrivateListener();
    /// Opens GATEWAY_ADMIN_LISTEN, with TLS where the gateway has it. @return listenFailed naming the setting.
    Result<std::uint16_t> openAdminListener(const config::Settings& settings, std::shared_ptr<const net::TlsServer> tls);
    /// For connections from here on. On the thread itself.
    void useAdminSettings(const config::Settings& settings, std::shared_ptr<const net::TlsServer> tls);
    void closeAdminListener();
    void post(std::function<void()> task);
    void after(std::chrono::milliseconds delay, std::function<void()> task);
    /// Runs `task` on the thread and waits for it. Not from the thread itself.
    void runAndWait(const std::function<void()>& task);
    void stop();

    /// AdminDoor. Refuses with 503 when 1,024 requests wait.
    void submit(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink) override;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace gw::engine
