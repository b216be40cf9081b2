#include "gateway/net/transport.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <sys/socket.h>
#include <sys/uio.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace gw::net {
namespace {

bool wouldBlock(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

constexpr std::size_t kTlsRecord = 16 * 1024;

/// Small pieces become one TLS record; a large first piece goes as it is.
std::string_view oneRecord(std::span<const std::string_view> pieces, std::array<char, kTlsRecord>& buffer) {
    if (pieces.size() == 1 || pieces.front().size() >= kTlsRecord) return pieces.front().substr(0, kTlsRecord);
    std::size_t size = 0;
    for (const std::string_view piece : pieces) {
        const std::size_t take = std::min(piece.size(), kTlsRecord - size);
        std::memcpy(buffer.data() + size, piece.data(), take);
        size += take;
    }
    return {buffer.data(), size};
}

}  // namespace

Io Transport::read(std::span<char> into) {
    if (ssl_) {
        ERR_clear_error();
        return tlsOutcome(SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size())));
    }
    const ssize_t taken = ::recv(fd_.get(), into.data(), into.size(), 0);
    if (taken > 0) {
        const auto bytes = static_cast<std::size_t>(taken);
        return {Io::State::done, bytes, 0, bytes < into.size()};
    }
    if (taken == 0) return {Io::State::eof, 0, 0, true};
    if (wouldBlock(errno)) return {Io::State::again, 0, 0, true};
    return {Io::State::failed, 0, errno, true};
}

Io Transport::write(std::span<const std::string_view> pieces) {
    if (ssl_) return writeTls(pieces);
    std::array<iovec, kPiecesMax> parts;
    const std::size_t count = std::min(pieces.size(), parts.size());
    for (std::size_t i = 0; i < count; ++i) parts[i] = {const_cast<char*>(pieces[i].data()), pieces[i].size()};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const ssize_t sent = ::sendmsg(fd_.get(), &message, MSG_NOSIGNAL);
    if (sent >= 0) return {Io::State::done, static_cast<std::size_t>(sent), 0, false};
    if (wouldBlock(errno)) return {Io::State::again, 0, 0, false};
    return {Io::State::failed, 0, errno, false};
}

Io Transport::writeTls(std::span<const std::string_view> pieces) {
    thread_local std::array<char, kTlsRecord> buffer;
    std::array<std::string_view, kPiecesMax> rest;
    const std::size_t count = std::min(pieces.size(), rest.size());
    std::copy_n(pieces.begin(), count, rest.begin());
    std::size_t sent = 0;
    // Records one after the other until the socket is full.
    for (std::size_t first = 0; first < count;) {
        if (rest[first].empty()) {
            ++first;
            continue;
        }
        const std::string_view record = oneRecord({rest.data() + first, count - first}, buffer);
        ERR_clear_error();
        const Io io = tlsOutcome(SSL_write(ssl_.get(), record.data(), static_cast<int>(record.size())));
        if (io.state != Io::State::done) return {sent > 0 ? Io::State::done : io.state, sent, io.error, false};
        sent += io.bytes;
        for (std::size_t left = io.bytes; left > 0;) {
            const std::size_t take = std::min(left, rest[first].size());
            rest[first].remove_prefix(take);
            left -= take;
            if (rest[first].empty()) ++first;
        }
    }
    return {Io::State::done, sent, 0, false};
}

Io Transport::handshake() {
    ERR_clear_error();
    return tlsOutcome(SSL_do_handshake(ssl_.get()));
}

Io Transport::tlsOutcome(int result) {
    if (result > 0) return {Io::State::done, static_cast<std::size_t>(result), 0, false};
    const int saved = errno;
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ:
        case SSL_ERROR_WANT_WRITE:
            return {Io::State::again, 0, 0, true};
        case SSL_ERROR_ZERO_RETURN:
            return {Io::State::eof, 0, 0, true};
        case SSL_ERROR_SYSCALL:
            return {Io::State::failed, 0, saved == 0 ? ECONNRESET : saved, true};
        default:
            break;
    }
    if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return {Io::State::cut, 0, 0, true};
    return {Io::State::failed, 0, 0, true};
}

void Transport::shutdownWrite(bool clean) {
    if (ssl_ && clean && SSL_is_init_finished(ssl_.get())) {
        ERR_clear_error();
        SSL_shutdown(ssl_.get());
    }
    ::shutdown(fd_.get(), SHUT_WR);
}

void Transport::close() noexcept {
    ssl_.reset();
    fd_.reset();
}

void Transport::reset() noexcept {
    const linger now{1, 0};
    ::setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

}  // namespace gw::net
