// Upstream calls against servers that behave and servers that don't (reliability.md F16–F19).
#include "gateway/net/upstream_pool.hpp"

#include "loop_runner.hpp"
#include "recording_observer.hpp"
#include "socket_server.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

const std::string kHello = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-test: yes\r\n\r\nhello";

struct Pooled {
    explicit Pooled(UpstreamPoolOptions options = {}, ResolverOptions resolving = {})
        : resolver(std::make_shared<Resolver>(std::move(resolving))), pool(runner.loop, resolver, *TlsClient::load(), options) {}

    std::unique_ptr<pipeline::UpstreamCall> start(std::uint16_t port, RecordingObserver& observer) {
        endpoint.port = port;
        return pool.start(request(), observer);
    }
    pipeline::UpstreamRequest request() {
        pipeline::UpstreamRequest made;
        made.endpoint = &endpoint;
        made.head = "POST /v1 HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n";
        if (!body.empty()) made.body = {std::string_view(body).substr(0, 1), std::string_view(body).substr(1)};
        made.isHead = isHead;
        made.timeouts = timeouts;
        return made;
    }
    /// One call from start to end.
    void run(std::uint16_t port, RecordingObserver& observer) {
        const auto call = start(port, observer);
        runner.until([&] { return observer.over(); });
    }

    LoopRunner runner;
    std::shared_ptr<Resolver> resolver;
    UpstreamPool pool;
    config::Endpoint endpoint{false, "127.0.0.1", 80, "a", "", true};
    pipeline::UpstreamTimeouts timeouts;
    std::string body = "{}";
    bool isHead = false;
};

SocketServer::Script saying(std::string reply) {
    return [reply](Peer& peer) {
        while (!peer.request().empty()) peer.send(reply);
    };
}

SocketServer::Script sayingOnce(std::string reply) {
    return [reply](Peer& peer) {
        peer.request();
        peer.send(reply);
    };
}

std::uint16_t closedPort() {
    const auto probe = probeAndBind("127.0.0.1", 0, false);
    return probe->port();
}

}  // namespace

class UpstreamPoolTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void deliversAReplyAndKeepsTheConnection() {
        std::string heard;
        SocketServer server({[&](Peer& peer) {
            for (std::string got = peer.request(); !got.empty(); got = peer.request()) {
                heard += got;
                peer.send(kHello);
            }
        }});
        {
            Pooled pooled;
            for (int i = 0; i < 3; ++i) {
                RecordingObserver observer;
                pooled.run(server.port, observer);
                QCOMPARE(observer.status, 200);
                QCOMPARE(observer.test, std::string("yes"));
                QCOMPARE(observer.body, std::string("hello"));
                QCOMPARE(observer.ends, 1);
                QCOMPARE(observer.times.reusedConnection, i > 0);
                QCOMPARE(observer.times.connect.has_value(), i == 0);
                QVERIFY(observer.times.firstByte.has_value());
                QVERIFY(!observer.times.dns && !observer.times.tls);
            }
            QCOMPARE(server.connections.load(), 1);
            QCOMPARE(pooled.pool.connections(), 1U);
            QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
        }
        QTRY_VERIFY(heard.ends_with("content-length: 2\r\n\r\n{}"));
    }

    void readsRepliesByTheirFraming_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("kept");
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                                 << QByteArray("hello") << true;
        QTest::newRow("interim heads") << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nlink: x\r\n\r\n" +
                                                     QByteArray::fromStdString(kHello))
                                       << QByteArray("hello") << true;
        QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << QByteArray() << true;
        QTest::newRow("empty") << QByteArray("HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n") << QByteArray() << true;
        QTest::newRow("close asked") << QByteArray("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok")
                                     << QByteArray("ok") << false;
        QTest::newRow("1.0") << QByteArray("HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok") << QByteArray("ok") << false;
        QTest::newRow("bytes behind the reply") << QByteArray("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200")
                                                << QByteArray("ok") << false;
    }
    void readsRepliesByTheirFraming() {
        QFETCH(QByteArray, reply);
        QFETCH(QByteArray, body);
        QFETCH(bool, kept);
        SocketServer server({saying(reply.toStdString())});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.ends, 1);
        QCOMPARE(observer.heads, 1);
        QCOMPARE(observer.body, body.toStdString());
        QCOMPARE(pooled.pool.connections(), kept ? 1U : 0U);
    }

    void acceptsABodyThatEndsWithTheConnection() {
        SocketServer server({sayingOnce("HTTP/1.1 200 OK\r\n\r\nuntil the end")});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.ends, 1);
        QVERIFY(observer.closeDelimited);
        QCOMPARE(observer.body, std::string("until the end"));
        QCOMPARE(pooled.pool.connections(), 0U);
    }

    void expectsNoBodyBehindHead() {
        SocketServer server({saying("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")});
        Pooled pooled;
        pooled.isHead = true;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.ends, 1);
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
    }

    void sendsALargeBodyAndReadsALargeReply() {
        const std::string big(3'000'000, 'z');
        std::atomic<std::size_t> received{0};
        SocketServer server({[&](Peer& peer) {
            received = peer.request().size();
            peer.send("HTTP/1.1 200 OK\r\ncontent-length: 3000000\r\n\r\n" + big);
            peer.request();
        }});
        Pooled pooled;
        pooled.body = big;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.ends, 1);
        QCOMPARE(observer.body.size(), big.size());
        QVERIFY(received > big.size());
    }

    void takesAReplyThatComesBeforeTheRequestIsSent() {
        SocketServer server({[](Peer& peer) {
            peer.send("HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig");
            peer.closed();
        }});
        Pooled pooled;
        pooled.body = std::string(20'000'000, 'z');
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.status, 413);
        QCOMPARE(observer.ends, 1);
        QCOMPARE(pooled.pool.connections(), 0U);
    }

    void reportsFailures_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("reset");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("mayRetry");
        const auto row = [](const char* name, const char* reply, bool reset, ErrorCode code, bool mayRetry) {
            QTest::newRow(name) << QByteArray(reply) << reset << static_cast<int>(code) << mayRetry;
        };
        row("closed without a word", "", false, ErrorCode::upstreamReset, true);
        row("reset without a word", "", true, ErrorCode::upstreamReset, true);
        row("garbage", "SSH-2.0-OpenSSH_9\r\n", false, ErrorCode::upstreamProtocol, true);
        row("bad status", "HTTP/1.1 2OO OK\r\n\r\n", false, ErrorCode::upstreamProtocol, true);
        row("switching protocols", "HTTP/1.1 101 Switching\r\n\r\n", false, ErrorCode::upstreamProtocol, true);
        row("conflicting lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", false,
            ErrorCode::upstreamProtocol, true);
        row("204 with a body", "HTTP/1.1 204 No\r\ncontent-length: 2\r\n\r\nab", false, ErrorCode::upstreamProtocol, true);
        row("cut in the head", "HTTP/1.1 200 OK\r\ncontent-le", false, ErrorCode::upstreamCut, true);
        row("cut before the body", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", false, ErrorCode::upstreamCut, true);
        row("cut in a length", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", false, ErrorCode::upstreamCut, false);
        row("cut in a chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf", false, ErrorCode::upstreamCut, false);
        row("cut before the last chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n", false,
            ErrorCode::upstreamCut, false);
        row("malformed chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n", false,
            ErrorCode::upstreamProtocol, false);
    }
    void reportsFailures() {
        QFETCH(QByteArray, reply);
        QFETCH(bool, reset);
        QFETCH(int, code);
        QFETCH(bool, mayRetry);
        SocketServer server({[&](Peer& peer) {
            peer.request();
            peer.send(reply.toStdString());
            if (reset) peer.reset();
        }});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.failures, 1);
        QCOMPARE(observer.ends, 0);
        QCOMPARE(static_cast<int>(observer.error->code), code);
        QCOMPARE(observer.error->retry == Retry::nextCandidate, mayRetry);
        QCOMPARE(pooled.pool.connections(), 0U);
        QCOMPARE(server.connections.load(), 1);
    }

    void reportsAResetInsideTheBody() {
        SocketServer server({[](Peer& peer) {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
            // The reset must not overtake the bytes: wait until they were read.
            peer.request();
            peer.reset();
        }});
        Pooled pooled;
        RecordingObserver observer;
        const auto call = pooled.start(server.port, observer);
        QVERIFY(pooled.runner.until([&] { return observer.body == "half"; }));
    }

    void reportsWhoCannotBeReached() {
        Pooled pooled;
        RecordingObserver observer;
        const auto call = pooled.start(closedPort(), observer);
        // Even a failure known at once comes later.
        QCOMPARE(observer.failures, 0);
        QVERIFY(pooled.runner.until([&] { return observer.over(); }));
        QCOMPARE(observer.error->code, ErrorCode::upstreamUnreachable);
        QCOMPARE(observer.error->retry, Retry::nextCandidate);
    }

    void refusesPrivateAddresses_data() {
        QTest::addColumn<QString>("host");
        for (const char* host : {"127.0.0.1", "10.1.2.3", "::1", "169.254.169.254", "0.0.0.0", "::ffff:127.0.0.1", "fd00::1"}) {
            QTest::newRow(host) << QString::fromLatin1(host);
        }
    }
    void refusesPrivateAddresses() {
        QFETCH(QString, host);
        SocketServer server({saying(kHello)});
        Pooled pooled;
        pooled.endpoint.host = host.toStdString();
        pooled.endpoint.allowPrivate = false;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.error->code, ErrorCode::privateAddress);
        QCOMPARE(server.connections.load(), 0);
    }

    void checksTheAddressBehindAName() {
        SocketServer server({saying(kHello)});
        ResolverOptions resolving;
        resolving.lookup = [](const std::string&) -> Result<Addresses> { return Addresses{*parseIp("127.0.0.1")}; };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "public.example";
        RecordingObserver allowed;
        pooled.run(server.port, allowed);
        QCOMPARE(allowed.body, std::string("hello"));
        QVERIFY(allowed.times.dns.has_value());
        // The idle connection of the provider that may is not lent to the one that may not.
        pooled.endpoint.allowPrivate = false;
        RecordingObserver refused;
        pooled.run(server.port, refused);
        QCOMPARE(refused.error->code, ErrorCode::privateAddress);
        QCOMPARE(server.connections.load(), 1);
    }

    void triesTheNextAddress() {
        SocketServer server({saying(kHello)});
        ResolverOptions resolving;
        resolving.lookup = [](const std::string&) -> Result<Addresses> {
            return Addresses{*parseIp("127.0.0.9"), *parseIp("::1"), *parseIp("127.0.0.1")};
        };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "many.example";
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.body, std::string("hello"));
    }

    void reportsAnUnknownName() {
        ResolverOptions resolving;
        resolving.lookup = [](const std::string&) -> Result<Addresses> { return fail(ErrorCode::upstreamDns, "no such name"); };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "nowhere.example";
        RecordingObserver observer;
        pooled.run(1, observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamDns);
        // The failure is remembered for a moment: known at once, told later all the same.
        RecordingObserver again;
        const auto call = pooled.start(1, again);
        QCOMPARE(again.failures, 0);
        QVERIFY(pooled.runner.until([&] { return again.over(); }));
        QCOMPARE(again.error->code, ErrorCode::upstreamDns);
    }

    void givesUpWaiting_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("which");
        QTest::newRow("first byte") << QByteArray() << QStringLiteral("firstByte");
        QTest::newRow("idle in the head") << QByteArray("HTTP/1.1 200 OK\r\n") << QStringLiteral("idle");
        QTest::newRow("idle in the body") << QByteArray("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf") << QStringLiteral("idle");
        QTest::newRow("total") << QByteArray("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf") << QStringLiteral("total");
    }
    void givesUpWaiting() {
        QFETCH(QByteArray, reply);
        QFETCH(QString, which);
        SocketServer server({[&](Peer& peer) {
            peer.request();
            peer.send(reply.toStdString());
            peer.closed();
        }});
        Pooled pooled;
        const std::chrono::milliseconds brief(50);
        if (which == QStringLiteral("firstByte")) pooled.timeouts.firstByte = brief;
        if (which == QStringLiteral("idle")) pooled.timeouts.idle = brief;
        if (which == QStringLiteral("total")) pooled.timeouts.total = brief;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QVERIFY(observer.error.has_value());
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
        QCOMPARE(pooled.pool.connections(), 0U);
    }

    void givesUpResolving() {
        std::atomic<bool> release{false};
        ResolverOptions resolving;
        resolving.lookup = [&release](const std::string&) -> Result<Addresses> {
            release.wait(false);
            return Addresses{*parseIp("127.0.0.1")};
        };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "slow.example";
        pooled.timeouts.connect = std::chrono::milliseconds(30);
        RecordingObserver observer;
        pooled.run(1, observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
        release = true;
        release.notify_all();
        pooled.runner.settle();
        QCOMPARE(observer.failures, 1);
    }

    void givesUpConnecting() {
        // A full accept queue leaves the handshake unanswered.
        auto probe = probeAndBind("127.0.0.1", 0, false);
        const Fd listener = std::move(*probe->openListener());
        ::listen(listener.get(), 0);
        std::vector<Fd> fillers;
        for (int i = 0; i < 4; ++i) {
            fillers.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            const SocketAddress where = socketAddress(*parseIp("127.0.0.1"), probe->port());
            ::connect(fillers.back().get(), where.data(), where.size);
        }
        ResolverOptions resolving;
        resolving.lookup = [](const std::string&) -> Result<Addresses> {
            return Addresses{*parseIp("127.0.0.1"), *parseIp("127.0.0.1")};
        };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "full.example";
        pooled.timeouts.connect = std::chrono::milliseconds(60);
        RecordingObserver observer;
        pooled.run(probe->port(), observer);
        QVERIFY(observer.error.has_value());
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
    }

    void replacesADeadPooledConnection_data() {
        QTest::addColumn<bool>("reset");
        QTest::newRow("closed") << false;
        QTest::newRow("reset") << true;
    }
    void replacesADeadPooledConnection() {
        QFETCH(bool, reset);
        std::atomic<int> secondRequests{0};
        SocketServer server({[&](Peer& peer) {
                                 peer.request();
                                 peer.send(kHello);
                                 // Reads the next request, then goes without a word.
                                 if (!peer.request().empty()) ++secondRequests;
                                 if (reset) peer.reset();
                             },
                             saying(kHello)});
        Pooled pooled;
        RecordingObserver first, second;
        pooled.run(server.port, first);
        QCOMPARE(first.ends, 1);
        pooled.run(server.port, second);
        QCOMPARE(second.body, std::string("hello"));
        QCOMPARE(second.ends, 1);
        QCOMPARE(second.failures, 0);
        QVERIFY(!second.times.reusedConnection);
        QCOMPARE(secondRequests.load(), 1);
        QCOMPARE(server.connections.load(), 2);
    }

    void replacesADeadPooledConnectionOnce() {
        const auto once = [](Peer& peer) {
            peer.request();
            peer.send(kHello);
            peer.request();
        };
        SocketServer server({once, [](Peer& peer) { peer.request(); }});
        Pooled pooled;
        RecordingObserver first, second;
        pooled.run(server.port, first);
        pooled.run(server.port, second);
        QCOMPARE(second.failures, 1);
        QCOMPARE(second.error->code, ErrorCode::upstreamReset);
        QCOMPARE(server.connections.load(), 2);
    }

    void doesNotRepeatARequestOnceAReplyHasBegun() {
        SocketServer server({[](Peer& peer) {
            peer.request();
            peer.send(kHello);
            peer.request();
            peer.send("HTTP/1.1 2");
        }});
        Pooled pooled;
        RecordingObserver first, second;
        pooled.run(server.port, first);
        pooled.run(server.port, second);
        QCOMPARE(second.error->code, ErrorCode::upstreamCut);
        QCOMPARE(server.connections.load(), 1);
    }

    void dropsIdleConnections() {
        SocketServer server({saying(kHello)});
        UpstreamPoolOptions options;
        options.idleMax = std::chrono::milliseconds(30);
        Pooled pooled(options);
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QVERIFY(pooled.runner.until([&] { return pooled.pool.connections() == 0; }));
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{0});
    }

    void dropsAnIdleConnectionTheUpstreamCloses() {
        std::atomic<bool> leave{false};
        SocketServer server({[&](Peer& peer) {
            peer.request();
            peer.send(kHello);
            leave.wait(false);
        }});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
        leave = true;
        leave.notify_all();
        QVERIFY(pooled.runner.until([&] { return pooled.pool.connections() == 0; }));
    }

    void keepsNoMoreIdleConnectionsThanAllowed() {
        SocketServer server({saying(kHello)});
        UpstreamPoolOptions options;
        options.idlePerEndpoint = 2;
        Pooled pooled(options);
        std::vector<RecordingObserver> observers(5);
        std::vector<std::unique_ptr<pipeline::UpstreamCall>> calls;
        for (auto& observer : observers) calls.push_back(pooled.start(server.port, observer));
        for (auto& observer : observers) QVERIFY(pooled.runner.until([&] { return observer.over(); }));
        QCOMPARE(pooled.pool.connections(), 2U);
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{2});
    }

    void pausesAndResumes() {
        const std::string big(4'000'000, 'z');
        SocketServer server({[&](Peer& peer) {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\ncontent-length: 4000000\r\n\r\n" + big);
            peer.closed();
        }});
        Pooled pooled;
        // Silence while nobody reads is not the upstream's.
        pooled.timeouts.idle = std::chrono::milliseconds(200);
        RecordingObserver observer;
        std::unique_ptr<pipeline::UpstreamCall> call;
        observer.atData = [&] {
            if (observer.body.size() < 500'000) call->pause();
        };
        call = pooled.start(server.port, observer);
        QVERIFY(pooled.runner.until([&] { return !observer.body.empty(); }));
        bool waited = false;
        pooled.runner.loop.after(std::chrono::milliseconds(300), [&] { waited = true; });
        QVERIFY(pooled.runner.until([&] { return waited; }));
        QVERIFY(observer.body.size() <= 65536);
        QVERIFY(!observer.over());
        while (observer.body.size() < 500'000 && !observer.over()) {
            const std::size_t before = observer.body.size();
            call->resume();
            QVERIFY(pooled.runner.until([&] { return observer.body.size() > before || observer.over(); }));
        }
        QVERIFY(pooled.runner.until([&] { return observer.over(); }));
        QCOMPARE(observer.ends, 1);
        QCOMPARE(observer.body.size(), big.size());
    }

    void cancelsByDestroyingTheCall_data() {
        QTest::addColumn<QString>("when");
        for (const char* when : {"before it is connected", "after the head", "inside the head", "inside data"}) {
            QTest::newRow(when) << QString::fromLatin1(when);
        }
    }
    void cancelsByDestroyingTheCall() {
        QFETCH(QString, when);
        std::atomic<bool> noticed{false};
        SocketServer server({[&](Peer& peer) {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
            noticed = peer.closed();
        }});
        Pooled pooled;
        RecordingObserver observer;
        std::unique_ptr<pipeline::UpstreamCall> call;
        if (when == QStringLiteral("inside the head")) observer.atHead = [&] { call.reset(); };
        if (when == QStringLiteral("inside data")) observer.atData = [&] { call.reset(); };
        call = pooled.start(server.port, observer);
        if (when == QStringLiteral("before it is connected")) {
            call.reset();
        } else {
            QVERIFY(pooled.runner.until([&] { return observer.heads > 0; }));
            call.reset();
            QVERIFY(pooled.runner.until([&] { return noticed.load(); }));
        }
        pooled.runner.settle();
        QVERIFY(!observer.over());
        QCOMPARE(pooled.pool.connections(), 0U);
    }

    void letsACallbackDestroyItsCallAtTheEnd() {
        SocketServer server({saying(kHello)});
        Pooled pooled;
        RecordingObserver observer;
        std::unique_ptr<pipeline::UpstreamCall> call;
        observer.atEnd = [&] { call.reset(); };
        call = pooled.start(server.port, observer);
        QVERIFY(pooled.runner.until([&] { return observer.over(); }));
        QCOMPARE(observer.ends, 1);
        QVERIFY(!call);
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
    }

    void outlivesThePoolSilently() {
        SocketServer server({[](Peer& peer) { peer.closed(); }});
        RecordingObserver observer;
        std::unique_ptr<pipeline::UpstreamCall> call;
        Pooled pooled;
        {
            UpstreamPool pool(pooled.runner.loop, pooled.resolver, nullptr);
            pooled.endpoint.port = server.port;
            call = pool.start(pooled.request(), observer);
            pooled.runner.settle();
        }
        pooled.runner.settle();
        call->pause();
        call->resume();
        call.reset();
        QVERIFY(!observer.over());
    }
};

QTEST_GUILESS_MAIN(UpstreamPoolTest)
#include "upstream_pool_test.moc"
