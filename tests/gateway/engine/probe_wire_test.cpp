// Probes over the real pool, resolver and TLS, against servers on loopback: what each phase took, and where it broke.
#include "gateway/engine/provider_probe.hpp"

#include "tests/gateway/net/certificates.hpp"
#include "tests/gateway/net/pooled.hpp"

#include <openssl/ssl.h>

#include <QTest>

using namespace gw;
using namespace gw::engine;
using namespace gw::net;
using namespace gw::net::test;

namespace {

const std::string kList = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 25\r\n\r\n{\"data\":[{\"id\":\"llama\"}]}";

struct Bench {
    explicit Bench(std::shared_ptr<const TlsClient> tls = *TlsClient::load(), ResolverOptions resolving = {})
        : resolver(std::make_shared<Resolver>(std::move(resolving))), pool(runner.loop, resolver, std::move(tls)) {}

    admin::ProbeResult probe(const std::string& host, std::uint16_t port, bool tls = false, bool allowPrivate = true) {
        auto provider = std::make_shared<config::Provider>();
        provider->credential = "canary";
        provider->endpoint = {tls, host, port, host, "", allowPrivate};
        std::optional<admin::ProbeResult> result;
        std::vector<std::function<void()>> later;
        const ProbeLane lane{&pool, [&later](std::function<void()> task) { later.push_back(std::move(task)); }};
        const auto runLater = [&later] {
            for (auto& task : std::exchange(later, {})) task();
        };
        probeProvider(lane, provider, [](const std::function<void()>& task) { task(); },
                      [&result](admin::ProbeResult answer) { result = std::move(answer); });
        runLater();
        runner.until([&] { return result.has_value(); });
        runLater();
        return result.value_or(admin::ProbeResult{});
    }

    LoopRunner runner;
    std::shared_ptr<Resolver> resolver;
    UpstreamPool pool;
};

/// One TLS reply a connection, by OpenSSL's own blocking calls.
class TlsPeer {
   public:
    explicit TlsPeer(const Certificates& files) : context_(SSL_CTX_new(TLS_server_method())) {
        SSL_CTX_use_certificate_chain_file(context_, files.file("leaf.pem").c_str());
        SSL_CTX_use_PrivateKey_file(context_, files.file("leaf.key").c_str(), SSL_FILETYPE_PEM);
    }
    ~TlsPeer() { SSL_CTX_free(context_); }
    SocketServer::Script script() const {
        return [context = context_](Peer& peer) {
            SSL* ssl = SSL_new(context);
            SSL_set_fd(ssl, peer.fd());
            char bytes[4096];
            if (SSL_accept(ssl) == 1 && SSL_read(ssl, bytes, sizeof bytes) > 0) {
                SSL_write(ssl, kList.data(), static_cast<int>(kList.size()));
                SSL_read(ssl, bytes, sizeof bytes);
            }
            SSL_free(ssl);
        };
    }

   private:
    SSL_CTX* context_;
};

void verifyOrder(const admin::ProbeResult& result) {
    QVERIFY(result.connect && result.firstByte);
    QVERIFY(*result.firstByte >= *result.connect + result.tls.value_or(result.dns.value_or(std::chrono::microseconds(0))));
    QVERIFY(result.total >= *result.firstByte);
    QCOMPARE(result.latency, std::chrono::duration_cast<std::chrono::milliseconds>(result.total));
}

}  // namespace

class ProbeWireTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void measuresAPlainProviderByAddress() {
        const SocketServer server({saying(kList)});
        Bench bench;
        const auto result = bench.probe("127.0.0.1", server.port);
        QVERIFY(result.ok && !result.code);
        QCOMPARE(result.models, std::vector<std::string>{"llama"});
        QVERIFY(!result.dns && !result.tls);
        verifyOrder(result);
    }

    void opensAConnectionOfItsOwnEachTime() {
        const SocketServer server({saying(kList)});
        Bench bench;
        for (int i = 1; i <= 3; ++i) {
            const auto result = bench.probe("localhost", server.port);
            QVERIFY2(result.ok, result.error.value_or("").c_str());
            QVERIFY(result.dns);
            verifyOrder(result);
            QCOMPARE(server.connections.load(), i);
        }
    }

    void measuresTheHandshakeOfATlsProvider() {
        const Certificates files;
        QVERIFY(files.ok);
        const TlsPeer tls(files);
        const SocketServer server({tls.script()});
        Bench bench(*TlsClient::load(files.file("root.pem")));
        for (int i = 0; i < 2; ++i) {
            const auto result = bench.probe("localhost", server.port, true);
            QVERIFY2(result.ok, result.error.value_or("").c_str());
            QVERIFY(result.dns && result.tls && result.tls->count() > 0);
            verifyOrder(result);
        }
    }

    void tellsAnUntrustedCertificate() {
        const Certificates files;
        const TlsPeer tls(files);
        const SocketServer server({tls.script()});
        Bench bench;
        const auto result = bench.probe("localhost", server.port, true);
        QVERIFY(!result.ok && result.code == ErrorCode::upstreamTls);
        QVERIFY(result.connect && result.tls && !result.firstByte);
    }

    void tellsARefusedConnection() {
        Bench bench;
        const auto result = bench.probe("127.0.0.1", closedPort());
        QVERIFY(!result.ok && result.code == ErrorCode::upstreamUnreachable && !result.status);
        QVERIFY(result.connect && !result.tls && !result.firstByte);
        QVERIFY2(result.detail.find("refused") != std::string::npos, result.detail.c_str());
    }

    void tellsAnUnknownName() {
        Bench bench;
        const auto result = bench.probe("no-such-host.invalid", 443, true, false);
        QVERIFY(!result.ok && result.code == ErrorCode::upstreamDns);
        QVERIFY(result.dns && !result.connect);
    }

    /// Traffic lives on the last good answer while DNS is away; a person who tests wants to know.
    void asksDnsAndNotTheCache() {
        const SocketServer server({saying(kList)});
        std::atomic<bool> away = false;
        std::atomic<int> asked = 0;
        ResolverOptions resolving;
        resolving.lookup = [&](const std::string&) -> Result<Addresses> {
            ++asked;
            if (away) return fail(ErrorCode::upstreamDns, ErrorSource::upstream, Retry::nextCandidate, "away");
            return Addresses{*parseIp("127.0.0.1")};
        };
        Bench bench(*TlsClient::load(), resolving);
        QVERIFY(bench.probe("provider.example", server.port).ok);
        QVERIFY(bench.probe("provider.example", server.port).ok);
        QCOMPARE(asked.load(), 2);
        away = true;
        const auto result = bench.probe("provider.example", server.port);
        QVERIFY(!result.ok && result.code == ErrorCode::upstreamDns);
    }

    void refusesAPrivateAddressThatWasNotAllowed() {
        Bench bench;
        const auto result = bench.probe("localhost", closedPort(), false, false);
        QVERIFY(!result.ok && result.code == ErrorCode::privateAddress);
        QVERIFY(result.dns && !result.connect);
    }

    /// Accepts and says nothing: the silence limit of a probe (8 s) ends it, below the promised 10 s.
    void endsAHangingProvider() {
        const SocketServer server({[](Peer& peer) { peer.closed(); }});
        Bench bench;
        const auto result = bench.probe("127.0.0.1", server.port);
        QVERIFY(!result.ok && result.code == ErrorCode::upstreamTimeout);
        QVERIFY(result.connect && !result.firstByte);
        QVERIFY(result.total > std::chrono::seconds(7) && result.total < std::chrono::seconds(10));
    }

    void tellsAReplyThatIsNoHttp() {
        const SocketServer server({sayingOnce("SSH-2.0-OpenSSH\r\n\r\n")});
        Bench bench;
        const auto result = bench.probe("127.0.0.1", server.port);
        QVERIFY(!result.ok && result.code == ErrorCode::upstreamProtocol);
        QVERIFY(result.firstByte);
    }
};

QTEST_GUILESS_MAIN(ProbeWireTest)
#include "probe_wire_test.moc"
