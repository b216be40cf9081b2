// One connected, non-blocking socket, plain or under TLS: the seam between protocol code and the kernel. TLS is an SSL
// on the descriptor with released buffers, not a stream class with its own (design.md). Owned by a session or an
// upstream connection, its loop's thread only.
#pragma once

#include "gateway/net/fd.hpp"
#include "gateway/net/tls.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace gw::net {

struct Io {
    /// `cut`: the peer ended TLS without saying so, or not at a boundary TLS vouches for.
    enum class State : std::uint8_t { done, again, eof, cut, failed };
    State state = State::again;
    std::size_t bytes = 0;
    int error = 0;         ///< errno of `failed`; 0: TLS
    bool drained = false;  ///< a read that took less than asked: the next one would block
};

class Transport {
 public:
    Transport() = default;
    explicit Transport(Fd fd, SslPtr ssl = nullptr) noexcept : fd_(std::move(fd)), ssl_(std::move(ssl)) {}

    int fd() const noexcept { return fd_.get(); }
    bool isOpen() const noexcept { return static_cast<bool>(fd_); }
    bool isTls() const noexcept { return ssl_ != nullptr; }
    ssl_st* ssl() const noexcept { return ssl_.get(); }
    void startTls(SslPtr ssl) noexcept { ssl_ = std::move(ssl); }

    Io read(std::span<char> into);
    /// One send of all pieces; `bytes` says how much the socket took. What it did not take must come again first.
    Io write(std::span<const std::string_view> pieces);
    /// `done` when the handshake is complete, `again` to be called at the next readiness.
    Io handshake();
    /// No more bytes from here: TLS close_notify (when `clean`) and FIN.
    void shutdownWrite(bool clean);
    void close() noexcept;
    /// Closes with a reset, so that the peer can't take the end for a proper one.
    void reset() noexcept;

 private:
    Io writeTls(std::span<const std::string_view> pieces);
    Io tlsOutcome(int result);

    Fd fd_;
    SslPtr ssl_;
};

/// Pieces of one writev; more are sent in the next call.
inline constexpr std::size_t kPiecesMax = 16;

}  // namespace gw::net
