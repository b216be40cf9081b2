#include "gateway/net/tls.hpp"

#include "gateway/base/cidr.hpp"
#include "gateway/net/tls_bio.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace gw::net {
namespace {

// ALPN's wire form of the one protocol spoken here.
constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

int chooseProtocol(SSL*, const unsigned char** out, unsigned char* outSize, const unsigned char* offered, unsigned size,
                   void*) {
    const std::span<const unsigned char> list(offered, size);
    const auto found = std::search(list.begin(), list.end(), kHttp11.begin(), kHttp11.end());
    // A client that offers other protocols only is told so (RFC 7301 §3.2).
    if (found == list.end()) return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = kHttp11.data() + 1;
    *outSize = kHttp11.size() - 1;
    return SSL_TLSEXT_ERR_OK;
}

int sessionSlotIndex() {
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

int onNewSession(SSL* ssl, SSL_SESSION* session) {
    auto* slot = static_cast<SslSessionPtr*>(SSL_get_ex_data(ssl, sessionSlotIndex()));
    if (slot == nullptr) return 0;
    slot->reset(session);
    return 1;
}

std::string opensslText() {
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0) return "unknown reason";
    const char* reason = ERR_reason_error_string(code);
    return reason == nullptr ? "unknown reason" : reason;
}

void setCommon(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    // AUTO_RETRY: without it SSL_read asks for more after a session ticket although the reply lies in the socket behind it,
    // and an edge that has gone by does not come again.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
}

SslPtr onSocket(SSL_CTX* context, int fd) {
    SslPtr ssl(SSL_new(context));
    BIO* bio = ssl ? newSocketBio(fd) : nullptr;
    if (bio == nullptr) return nullptr;
    SSL_set_bio(ssl.get(), bio, bio);
    return ssl;
}

}  // namespace

void SslFree::operator()(ssl_st* ssl) const noexcept {
    // A connection that is freed without a shutdown would take its session with it: the next one could not resume.
    SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(ssl);
}
void SslFree::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }
void SslFree::operator()(ssl_session_st* session) const noexcept { SSL_SESSION_free(session); }

Result<std::shared_ptr<TlsServer>> TlsServer::load(const std::filesystem::path& certificate,
                                                   const std::filesystem::path& key) {
    ERR_clear_error();
    SslContextPtr context(SSL_CTX_new(TLS_server_method()));
    if (!context) return fail(ErrorCode::internal, "TLS is not available: " + opensslText());
    setCommon(context.get());
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context.get(), chooseProtocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) {
        return fail(ErrorCode::settingsInvalid, certificate.string() + ": not a PEM certificate: " + opensslText(),
                    "GATEWAY_TLS_CERT");
    }
    if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
        return fail(ErrorCode::settingsInvalid, key.string() + ": not the certificate's PEM key: " + opensslText(),
                    "GATEWAY_TLS_KEY");
    }
    auto server = std::make_shared<TlsServer>();
    server->context_ = std::move(context);
    return server;
}

SslPtr TlsServer::accept(int fd) const {
    SslPtr ssl = onSocket(context_.get(), fd);
    if (ssl) SSL_set_accept_state(ssl.get());
    return ssl;
}

Result<std::shared_ptr<TlsClient>> TlsClient::load(const std::filesystem::path& extraRoots) {
    ERR_clear_error();
    SslContextPtr context(SSL_CTX_new(TLS_client_method()));
    if (!context) return fail(ErrorCode::internal, "TLS is not available: " + opensslText());
    setCommon(context.get());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_alpn_protos(context.get(), kHttp11.data(), static_cast<unsigned>(kHttp11.size()));
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context.get(), onNewSession);
    if (SSL_CTX_set_default_verify_paths(context.get()) != 1) {
        return fail(ErrorCode::internal, "the system's certificates cannot be read: " + opensslText());
    }
    if (!extraRoots.empty() && SSL_CTX_load_verify_file(context.get(), extraRoots.c_str()) != 1) {
        return fail(ErrorCode::settingsInvalid, extraRoots.string() + ": no PEM certificates: " + opensslText());
    }
    auto client = std::make_shared<TlsClient>();
    client->context_ = std::move(context);
    return client;
}

SslPtr TlsClient::connect(int fd, const std::string& host, ssl_session_st* session) const {
    SslPtr ssl = onSocket(context_.get(), fd);
    if (!ssl) return nullptr;
    SSL_set_connect_state(ssl.get());
    // RFC 6066 §3: no address in SNI; certificates name addresses in their own field.
    X509_VERIFY_PARAM* rules = SSL_get0_param(ssl.get());
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    bool named = false;
    if (parseIp(host)) {
        named = X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1;
    } else {
        named = X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size()) == 1 &&
                SSL_set_tlsext_host_name(ssl.get(), host.c_str()) == 1;
    }
    if (!named) return nullptr;
    if (session != nullptr) SSL_set_session(ssl.get(), session);
    return ssl;
}

void TlsClient::keepSession(ssl_st* ssl, SslSessionPtr* slot) { SSL_set_ex_data(ssl, sessionSlotIndex(), slot); }

std::string tlsFailure(const ssl_st* ssl) {
    if (const long verdict = SSL_get_verify_result(ssl); verdict != X509_V_OK) {
        ERR_clear_error();
        return X509_verify_cert_error_string(verdict);
    }
    return opensslText();
}

}  // namespace gw::net
