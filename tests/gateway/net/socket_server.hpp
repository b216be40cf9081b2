// A blocking server for tests that plays an upstream: one thread, one script a connection, every wait bounded.
#pragma once

#include "gateway/net/fd.hpp"
#include "gateway/net/listen_probe.hpp"
#include "wire_client.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gw::net::test {

/// One accepted connection.
class Peer {
   public:
    explicit Peer(int fd) : fd_(fd) {}
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Reads one request head and, by its content-length, its body. Empty when the client is gone.
    std::string request() {
        std::string text = until("\r\n\r\n");
        const auto at = text.find("content-length: ");
        if (at == std::string::npos) return text;
        std::size_t left = std::stoul(text.substr(at + 16));
        while (left > 0) {
            const std::string part = some(left);
            if (part.empty()) return {};
            left -= part.size();
            text += part;
        }
        return text;
    }
    /// True when the client closes.
    bool closed() {
        while (true) {
            if (some(65536).empty()) return ended_;
        }
    }
    void reset() {
        const linger now{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    int fd() const { return fd_; }

   private:
    std::string some(std::size_t most) {
        pollfd ready{fd_, POLLIN, 0};
        if (::poll(&ready, 1, kPatienceMs) <= 0) return {};
        std::string bytes(most, '\0');
        const ssize_t taken = ::recv(fd_, bytes.data(), bytes.size(), 0);
        ended_ = taken <= 0;
        bytes.resize(taken > 0 ? static_cast<std::size_t>(taken) : 0);
        return bytes;
    }
    std::string until(std::string_view end) {
        std::string text;
        while (!text.ends_with(end)) {
            const std::string byte = some(1);
            if (byte.empty()) return {};
            text += byte;
        }
        return text;
    }
    int fd_;
    bool ended_ = false;
};

class SocketServer {
   public:
    using Script = std::function<void(Peer&)>;

    /// Connection i is played by script i, those behind the last by the last; each in a thread of its own.
    explicit SocketServer(std::vector<Script> scripts, const std::string& host = "127.0.0.1", std::uint16_t wanted = 0)
        : scripts_(std::move(scripts)) {
        auto probe = probeAndBind(host, wanted, false);
        port = probe->port();
        listener_ = std::move(*probe->openListener());
        thread_ = std::thread([this] { serve(); });
    }
    ~SocketServer() {
        stopping_ = true;
        ::shutdown(listener_.get(), SHUT_RDWR);
        thread_.join();
        for (std::thread& player : players_) player.join();
    }

    std::uint16_t port = 0;
    std::atomic<int> connections{0};

   private:
    void serve() {
        while (!stopping_) {
            pollfd ready{listener_.get(), POLLIN, 0};
            ::poll(&ready, 1, kPatienceMs);
            Fd fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!fd) continue;
            const auto index = std::min(static_cast<std::size_t>(connections++), scripts_.size() - 1);
            setNoDelay(fd.get());
            players_.emplace_back([script = scripts_[index], raw = fd.release()] {
                const Fd owned(raw);
                Peer peer(raw);
                script(peer);
            });
        }
    }

    std::vector<Script> scripts_;
    Fd listener_;
    std::atomic<bool> stopping_{false};
    std::vector<std::thread> players_;
    std::thread thread_;
};

}  // namespace gw::net::test
