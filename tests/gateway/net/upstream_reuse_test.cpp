// Connections that are kept, found dead, paused, cancelled and left behind.
#include "pooled.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

class UpstreamReuseTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
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

    void doesNotRepeatARequestThatAnUpstreamHadForLong() {
        std::atomic<bool> leave{false};
        SocketServer server({[&](Peer& peer) {
            peer.request();
            peer.send(kHello);
            peer.request();
            // It works on the request, then breaks down over it.
            leave.wait(false);
        }});
        UpstreamPoolOptions options;
        options.closeRace = std::chrono::milliseconds(20);
        Pooled pooled(options);
        RecordingObserver first, second;
        pooled.run(server.port, first);
        const auto call = pooled.start(server.port, second);
        pooled.runner.loop.after(std::chrono::milliseconds(50), [&] {
            leave = true;
            leave.notify_all();
        });
        QVERIFY(pooled.runner.until([&] { return second.over(); }));
        QCOMPARE(second.failures, 1);
        QCOMPARE(second.error->code, ErrorCode::upstreamReset);
        QCOMPARE(server.connections.load(), 1);
    }

    void aCallThatGoesOutOnceTakesNoDeadConnection() {
        std::atomic<bool> read{false}, gone{false};
        SocketServer server({[&](Peer& peer) {
                                 peer.request();
                                 peer.send(kHello);
                                 read.wait(false);
                                 ::shutdown(peer.fd(), SHUT_RDWR);
                                 gone = true;
                             },
                             saying(kHello)});
        Pooled pooled;
        RecordingObserver first, second;
        // The end comes behind the reply, and the loop has not turned since.
        first.atEnd = [&] {
            read = true;
            read.notify_all();
            QTRY_VERIFY(gone.load());
        };
        pooled.run(server.port, first);
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
        pooled.endpoint.port = server.port;
        auto request = pooled.request();
        request.once = true;
        const auto call = pooled.pool.start(std::move(request), second);
        QVERIFY(pooled.runner.until([&] { return second.over(); }));
        QCOMPARE(second.body, std::string("hello"));
        QCOMPARE(server.connections.load(), 2);
    }

    void leavesAnIdleConnectionBeforeTheUpstreamDoes_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("kept");
        QTest::newRow("says nothing") << QByteArray() << true;
        QTest::newRow("long") << QByteArray("keep-alive: timeout=75, max=100\r\n") << true;
        QTest::newRow("no number") << QByteArray("keep-alive: timeout=soon\r\n") << true;
        QTest::newRow("not for long") << QByteArray("Keep-Alive: timeout=1\r\n") << false;
        QTest::newRow("not at all") << QByteArray("keep-alive: max=3, timeout=0\r\n") << false;
    }
    void leavesAnIdleConnectionBeforeTheUpstreamDoes() {
        QFETCH(QByteArray, field);
        QFETCH(bool, kept);
        SocketServer server({saying("HTTP/1.1 200 OK\r\n" + field.toStdString() + "content-length: 5\r\n\r\nhello")});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.body, std::string("hello"));
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{kept ? 1U : 0U});
    }

    void closesAnIdleConnectionASecondBeforeItsEnd() {
        SocketServer server({saying("HTTP/1.1 200 OK\r\nkeep-alive: timeout=2\r\ncontent-length: 5\r\n\r\nhello")});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
        QVERIFY(pooled.runner.until([&] { return pooled.pool.connections() == 0; }));
    }

    void asksTheKernelToProbeASilentPeer() {
        std::atomic<int> port{0};
        SocketServer server({[&](Peer& peer) {
            peer.request();
            SocketAddress client;
            ::getpeername(peer.fd(), client.data(), &client.size);
            port = portOf(client.data());
            peer.send(kHello);
            peer.closed();
        }});
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        int probed = 0;
        for (int fd = 3; fd < 1024; ++fd) {
            SocketAddress own;
            if (::getsockname(fd, own.data(), &own.size) != 0 || portOf(own.data()) != port.load()) continue;
            socklen_t size = sizeof probed;
            QCOMPARE(::getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &probed, &size), 0);
            break;
        }
        QCOMPARE(probed, 1);
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

QTEST_GUILESS_MAIN(UpstreamReuseTest)
#include "upstream_reuse_test.moc"
