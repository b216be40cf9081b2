// A blocking client for tests: raw bytes over one loopback connection, every wait bounded by a generous deadline.
#pragma once

#include "gateway/net/fd.hpp"
#include "gateway/net/socket_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <cerrno>
#include <string>
#include <string_view>

namespace gw::net::test {

inline constexpr int kPatienceMs = 20'000;

class WireClient {
 public:
    explicit WireClient(std::uint16_t port, int receiveBuffer = 0)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        if (receiveBuffer > 0) ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        setNoDelay(fd_.get());
        const SocketAddress peer = socketAddress(*parseIp("127.0.0.1"), port);
        connected_ = ::connect(fd_.get(), peer.data(), peer.size) == 0;
    }

    bool connected() const { return connected_; }
    int fd() const { return fd_.get(); }

    /// False when the peer does not take it all.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void sendFin() { ::shutdown(fd_.get(), SHUT_WR); }
    void close() { fd_.reset(); }
    void reset() {
        const linger now{1, 0};
        ::setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        fd_.reset();
    }

    /// Waits for some bytes; empty at the end of the connection (ended() is true) or when patience is over.
    std::string some(std::size_t most = 65536) {
        pollfd ready{fd_.get(), POLLIN, 0};
        if (::poll(&ready, 1, kPatienceMs) <= 0) return {};
        std::string bytes(most, '\0');
        const ssize_t taken = ::recv(fd_.get(), bytes.data(), bytes.size(), 0);
        ended_ = taken <= 0;
        wasReset_ = taken < 0 && errno == ECONNRESET;
        bytes.resize(taken > 0 ? static_cast<std::size_t>(taken) : 0);
        return bytes;
    }

    /// Everything until the peer closes.
    std::string all() {
        std::string text = std::move(kept_);
        kept_.clear();
        while (true) {
            const std::string more = some();
            if (more.empty()) return text;
            text += more;
        }
    }

    /// Up to and including `end`, keeping what lies behind it for the next call.
    std::string until(std::string_view end) {
        while (true) {
            if (const auto at = kept_.find(end); at != std::string::npos) return cut(at + end.size());
            const std::string more = some();
            if (more.empty()) return cut(kept_.size());
            kept_ += more;
        }
    }

    /// One reply: head, and a body by content-length or chunked (returned with its framing).
    std::string reply(bool toHead = false) {
        std::string text = until("\r\n\r\n");
        if (toHead) return text;
        if (text.find("transfer-encoding: chunked") != std::string::npos) return text + until("\r\n0\r\n\r\n");
        const auto at = text.find("content-length: ");
        if (at == std::string::npos) return text;
        const std::size_t length = std::stoul(text.substr(at + 16));
        while (kept_.size() < length) {
            const std::string more = some();
            if (more.empty()) break;
            kept_ += more;
        }
        return text + cut(std::min(length, kept_.size()));
    }

    bool ended() const { return ended_; }
    bool wasReset() const { return wasReset_; }

 private:
    std::string cut(std::size_t size) {
        std::string part = kept_.substr(0, size);
        kept_.erase(0, size);
        return part;
    }

    Fd fd_;
    std::string kept_;
    bool connected_ = false, ended_ = false, wasReset_ = false;
};

inline int statusOf(const std::string& reply) {
    return reply.size() > 12 && reply.starts_with("HTTP/1.1 ") ? std::stoi(reply.substr(9, 3)) : 0;
}
inline std::string bodyOf(const std::string& reply) {
    const auto at = reply.find("\r\n\r\n");
    return at == std::string::npos ? std::string() : reply.substr(at + 4);
}
inline bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace gw::net::test
