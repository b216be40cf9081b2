// TLS contexts: TlsServer from a certificate and key, TlsClient with verification on and the system's roots. Made once
// at start (or SIGHUP), shared by the workers, immutable afterwards: any thread. SSL objects belong to one connection.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>
#include <memory>
#include <string>

struct ssl_st;
struct ssl_ctx_st;
struct ssl_session_st;

namespace gw::net {

struct SslFree {
    void operator()(ssl_st* ssl) const noexcept;
    void operator()(ssl_ctx_st* context) const noexcept;
    void operator()(ssl_session_st* session) const noexcept;
};
using SslPtr = std::unique_ptr<ssl_st, SslFree>;
using SslContextPtr = std::unique_ptr<ssl_ctx_st, SslFree>;
using SslSessionPtr = std::unique_ptr<ssl_session_st, SslFree>;

class TlsServer {
 public:
    /// TLS 1.2 or newer, ALPN http/1.1. @return settingsInvalid naming the file that cannot be used.
    static Result<std::shared_ptr<TlsServer>> load(const std::filesystem::path& certificate,
                                                   const std::filesystem::path& key);
    /// An SSL for an accepted, non-blocking socket; null when out of memory.
    SslPtr accept(int fd) const;

 private:
    SslContextPtr context_;
};

class TlsClient {
 public:
    /// @param extraRoots a PEM file trusted besides the system's roots; empty: none.
    static Result<std::shared_ptr<TlsClient>> load(const std::filesystem::path& extraRoots = {});
    /// An SSL that verifies `host` (name with SNI, or address) and offers http/1.1. `session` may be null.
    SslPtr connect(int fd, const std::string& host, ssl_session_st* session) const;
    /// Where TLS 1.3 tickets of this connection go: `slot` outlives the SSL or is detached with nullptr.
    static void keepSession(ssl_st* ssl, SslSessionPtr* slot);

 private:
    SslContextPtr context_;
};

/// Why the last handshake failed, in words without addresses of memory.
std::string tlsFailure(const ssl_st* ssl);

}  // namespace gw::net
