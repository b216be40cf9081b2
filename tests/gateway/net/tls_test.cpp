// TLS on both sides: a worker with a certificate serves an upstream pool that verifies it.
#include "gateway/net/tls.hpp"

#include "certificates.hpp"
#include "gateway/net/upstream_pool.hpp"
#include "loop_runner.hpp"
#include "recording_observer.hpp"
#include "scripted_exchange.hpp"
#include "socket_server.hpp"

#include <QFile>
#include <QTest>
#include <openssl/ssl.h>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

/// A client of the worker over TLS: our own pool.
struct TlsPool {
    explicit TlsPool(std::shared_ptr<const TlsClient> tls, Addresses addresses = {*parseIp("127.0.0.1")})
        : pool(runner.loop, resolverFor(std::move(addresses)), std::move(tls)) {}

    static std::shared_ptr<Resolver> resolverFor(Addresses addresses) {
        ResolverOptions options;
        options.lookup = [addresses](const std::string&) -> Result<Addresses> { return addresses; };
        return std::make_shared<Resolver>(options);
    }

    void run(std::uint16_t port, const std::string& host, RecordingObserver& observer, const std::string& path = "/echo",
             std::string_view body = "over TLS") {
        endpoint.port = port;
        endpoint.host = host;
        pipeline::UpstreamRequest request;
        request.endpoint = &endpoint;
        request.head = "POST " + path + " HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n";
        request.body = {body};
        request.timeouts = timeouts;
        const auto call = pool.start(std::move(request), observer);
        runner.until([&] { return observer.over(); });
    }

    LoopRunner runner;
    UpstreamPool pool;
    config::Endpoint endpoint{true, "localhost", 443, "a", "", true};
    pipeline::UpstreamTimeouts timeouts;
};

}  // namespace

class TlsTest : public QObject {
    Q_OBJECT

   private:
    Certificates made_;
    std::shared_ptr<TlsServer> server_;
    std::shared_ptr<TlsClient> client_;

   private Q_SLOTS:
    void initTestCase() {
        QVERIFY(made_.ok);
        server_ = *TlsServer::load(made_.file("leaf.pem"), made_.file("leaf.key"));
        client_ = *TlsClient::load(made_.file("root.pem"));
    }

    void talksToAVerifiedName_data() {
        QTest::addColumn<QString>("host");
        QTest::newRow("name") << QStringLiteral("localhost");
        QTest::newRow("address") << QStringLiteral("127.0.0.1");
    }
    void talksToAVerifiedName() {
        QFETCH(QString, host);
        ScriptedWorker worker({}, server_);
        TlsPool tls(client_);
        for (int i = 0; i < 2; ++i) {
            RecordingObserver observer;
            tls.run(worker.port, host.toStdString(), observer);
            QCOMPARE(observer.ends, 1);
            QCOMPARE(observer.body, std::string("over TLS"));
            QCOMPARE(observer.times.tls.has_value(), i == 0);
            QCOMPARE(observer.times.reusedConnection, i == 1);
        }
        QCOMPARE(worker.worker->counters().connections.load(), 1U);
    }

    void carriesLargeBodiesBothWays() {
        ScriptedWorker worker({}, server_);
        TlsPool tls(client_);
        RecordingObserver observer;
        const std::string body(1'000'000, 'q');
        tls.run(worker.port, "localhost", observer, "/echo", body);
        QCOMPARE(observer.body.size(), body.size());
        RecordingObserver flood;
        tls.run(worker.port, "localhost", flood, "/flood", "");
        QCOMPARE(flood.body.size(), ScriptedExchange::kFloodBytes);
        QCOMPARE(flood.ends, 1);
    }

    void seesAStreamThatEndsUncleanly() {
        ScriptedWorker worker({}, server_);
        TlsPool tls(client_);
        RecordingObserver observer;
        tls.run(worker.port, "localhost", observer, "/abort");
        QVERIFY(observer.error.has_value());
        QCOMPARE(observer.error->code, ErrorCode::upstreamCut);
    }

    void refusesAnotherName() {
        ScriptedWorker worker({}, server_);
        TlsPool tls(client_);
        RecordingObserver observer;
        tls.run(worker.port, "other.example", observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTls);
        QVERIFY(observer.error->detail.find("ostname mismatch") != std::string::npos);
        QCOMPARE(worker.seen.requests.load(), 0);
    }

    void refusesAnUnknownAuthority() {
        ScriptedWorker worker({}, server_);
        TlsPool tls(*TlsClient::load());
        RecordingObserver observer;
        tls.run(worker.port, "localhost", observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTls);
        QCOMPARE(worker.seen.requests.load(), 0);
    }

    void reportsAnUpstreamWithoutTls_data() {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("plain HTTP") << QByteArray("HTTP/1.1 400 Bad\r\n\r\n");
        QTest::newRow("nothing") << QByteArray();
    }
    void reportsAnUpstreamWithoutTls() {
        QFETCH(QByteArray, says);
        SocketServer plain({[says](Peer& peer) { peer.send(says.toStdString()); }});
        TlsPool tls(client_);
        RecordingObserver observer;
        tls.run(plain.port, "localhost", observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTls);
        QCOMPARE(observer.error->retry, Retry::nextCandidate);
    }

    void givesUpOnAHandshakeThatStalls() {
        SocketServer silent({[](Peer& peer) { peer.closed(); }});
        TlsPool tls(client_);
        tls.timeouts.connect = std::chrono::milliseconds(50);
        RecordingObserver observer;
        tls.run(silent.port, "localhost", observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
    }

    void reportsThatTlsIsNotAvailable() {
        SocketServer silent({[](Peer& peer) { peer.closed(); }});
        TlsPool tls(nullptr);
        RecordingObserver observer;
        tls.run(silent.port, "localhost", observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTls);
    }

    void resumesASession() {
        ScriptedWorker worker({}, server_);
        const Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        SslSessionPtr session;
        for (const bool resumed : {false, true}) {
            WireClient wire(worker.port);
            const SslPtr ssl = client_->connect(wire.fd(), "localhost", session.get());
            TlsClient::keepSession(ssl.get(), &session);
            QCOMPARE(SSL_connect(ssl.get()), 1);
            QCOMPARE(SSL_session_reused(ssl.get()) == 1, resumed);
            const std::string request = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
            QVERIFY(SSL_write(ssl.get(), request.data(), static_cast<int>(request.size())) > 0);
            std::array<char, 1000> reply;
            int got = SSL_read(ssl.get(), reply.data(), 1000);
            while (got <= 0 && SSL_get_error(ssl.get(), got) == SSL_ERROR_WANT_READ) got = SSL_read(ssl.get(), reply.data(), 1000);
            QVERIFY(got > 0);
            QVERIFY(session != nullptr);
            const unsigned char* protocol = nullptr;
            unsigned size = 0;
            SSL_get0_alpn_selected(ssl.get(), &protocol, &size);
            QCOMPARE(size, 8U);
        }
    }

    void theNextConnectionOfThePoolResumesTheSession() {
        std::atomic<int> full{0}, resumed{0};
        SocketServer once({[this, &full, &resumed](Peer& peer) {
            const SslPtr ssl = server_->accept(peer.fd());
            if (SSL_do_handshake(ssl.get()) != 1) return;
            ++(SSL_session_reused(ssl.get()) == 1 ? resumed : full);
            std::array<char, 4096> request;
            const std::string reply = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";
            if (SSL_read(ssl.get(), request.data(), 4096) > 0) SSL_write(ssl.get(), reply.data(), static_cast<int>(reply.size()));
        }});
        TlsPool tls(client_);
        for (int i = 0; i < 4; ++i) {
            RecordingObserver observer;
            tls.run(once.port, "localhost", observer);
            QCOMPARE(observer.body, std::string("ok"));
            QVERIFY(observer.times.tls.has_value());
        }
        QCOMPARE(full.load(), 1);
        QCOMPARE(resumed.load(), 3);
    }

    void closesPlainHttpOnATlsPort() {
        ScriptedWorker worker({}, server_);
        WireClient client(worker.port);
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
        QVERIFY(!holds(client.all(), "HTTP/1.1"));
        QTRY_COMPARE(worker.worker->counters().connections.load(), 0U);
    }

    void refusesSilentlyOverTheCap() {
        NetLimits limits;
        limits.connectionsMax = 0;
        ScriptedWorker worker(limits, server_);
        WireClient client(worker.port);
        QCOMPARE(client.all(), std::string());
        QCOMPARE(worker.worker->counters().refusedConnections.load(), 1U);
    }

    void takesAnotherCertificateWhileRunning() {
        ScriptedWorker worker;
        worker.worker->setTls(server_);
        QTRY_VERIFY([&] {
            TlsPool tls(client_);
            RecordingObserver observer;
            tls.run(worker.port, "localhost", observer);
            return observer.ends == 1;
        }());
    }

    void namesTheFileThatCannotBeUsed() {
        const auto noCertificate = TlsServer::load(made_.file("missing.pem"), made_.file("leaf.key"));
        QVERIFY(!noCertificate);
        QCOMPARE(noCertificate.error().code, ErrorCode::settingsInvalid);
        QCOMPARE(noCertificate.error().field, std::string("GATEWAY_TLS_CERT"));
        const auto noKey = TlsServer::load(made_.file("leaf.pem"), made_.file("root.key"));
        QVERIFY(!noKey);
        QCOMPARE(noKey.error().field, std::string("GATEWAY_TLS_KEY"));
        const auto noRoots = TlsClient::load(made_.file("missing.pem"));
        QVERIFY(!noRoots);
        QVERIFY(noRoots.error().detail.find("missing.pem") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
