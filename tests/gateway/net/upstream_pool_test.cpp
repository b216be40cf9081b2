// Upstream calls against servers that behave and servers that don't (reliability.md F16–F19).
#include "pooled.hpp"

#include <QScopeGuard>
#include <QTest>

#include <future>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

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
        // The upstream answers and reads nothing: what it has not taken fills the socket.
        std::promise<void> judged;
        SocketServer server({[over = judged.get_future().share()](Peer& peer) {
            peer.send("HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig");
            over.wait();
        }});
        const auto letGo = qScopeGuard([&judged] { judged.set_value(); });
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
        // Shared with the resolver's thread, which may outlive this frame.
        const auto release = std::make_shared<std::atomic<bool>>(false);
        ResolverOptions resolving;
        resolving.lookup = [release](const std::string&) -> Result<Addresses> {
            release->wait(false);
            return Addresses{*parseIp("127.0.0.1")};
        };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "slow.example";
        pooled.timeouts.connect = std::chrono::milliseconds(30);
        RecordingObserver observer;
        pooled.run(1, observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
        *release = true;
        release->notify_all();
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
};

QTEST_GUILESS_MAIN(UpstreamPoolTest)
#include "upstream_pool_test.moc"
