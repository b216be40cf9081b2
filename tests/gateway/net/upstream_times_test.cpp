// What a call tells of its times: while it runs, when it fails in any phase, over a pooled connection.
#include "pooled.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;
using namespace std::chrono_literals;

class UpstreamTimesTest : public QObject {
    Q_OBJECT

    static SocketServer::Script silent() {
        return [](Peer& peer) {
            peer.request();
            peer.closed();
        };
    }

   private Q_SLOTS:
    void atTheHeadThePhasesBeforeItAreKnown() {
        SocketServer server({saying(kHello)});
        ResolverOptions resolving;
        resolving.lookup = [](const std::string&) -> Result<Addresses> { return Addresses{*parseIp("127.0.0.1")}; };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "upstream.example";
        RecordingObserver observer;
        std::unique_ptr<pipeline::UpstreamCall> call;
        pipeline::AttemptTimes atHead;
        observer.atHead = [&] { atHead = call->timesSoFar(); };
        call = pooled.start(server.port, observer);
        QVERIFY(pooled.runner.until([&] { return observer.over(); }));
        QVERIFY(atHead.dns && atHead.connect && atHead.firstByte && !atHead.tls && !atHead.reusedConnection);
        QVERIFY(*atHead.firstByte >= *atHead.dns + *atHead.connect);
        // Behind its end it still tells them.
        const auto after = call->timesSoFar();
        QVERIFY(after.connect == observer.times.connect && after.firstByte == observer.times.firstByte && after.total == observer.times.total);
    }

    void aPooledConnectionHasNoPhasesBeforeTheFirstByte() {
        SocketServer server({saying(kHello)});
        Pooled pooled;
        RecordingObserver first, second;
        pooled.run(server.port, first);
        std::unique_ptr<pipeline::UpstreamCall> call;
        pipeline::AttemptTimes atHead;
        second.atHead = [&] { atHead = call->timesSoFar(); };
        call = pooled.start(server.port, second);
        QVERIFY(pooled.runner.until([&] { return second.over(); }));
        QVERIFY(atHead.reusedConnection && !atHead.dns && !atHead.connect && !atHead.tls && atHead.firstByte);
    }

    void aRefusedConnectionHasTheTimeUntilItWasRefused() {
        Pooled pooled;
        RecordingObserver observer;
        pooled.run(closedPort(), observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamUnreachable);
        QVERIFY(!observer.times.dns && observer.times.connect && !observer.times.tls && !observer.times.firstByte);
        QVERIFY(observer.times.total >= *observer.times.connect);
    }

    void anAddressThatMayNotBeCalledWasNotConnectedTo() {
        Pooled pooled;
        pooled.endpoint.allowPrivate = false;
        RecordingObserver observer;
        pooled.run(closedPort(), observer);
        QCOMPARE(observer.error->code, ErrorCode::privateAddress);
        QVERIFY(!observer.times.connect);
    }

    void aNameThatIsNotAnsweredHasTheTimeOfTheWait() {
        // Shared with the resolver's thread, which may outlive this frame.
        const auto release = std::make_shared<std::atomic<bool>>(false);
        ResolverOptions resolving;
        resolving.lookup = [release](const std::string&) -> Result<Addresses> {
            release->wait(false);
            return Addresses{*parseIp("127.0.0.1")};
        };
        Pooled pooled({}, resolving);
        pooled.endpoint.host = "slow.example";
        pooled.timeouts.connect = 30ms;
        RecordingObserver observer;
        pooled.run(1, observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
        QVERIFY(observer.times.dns && *observer.times.dns >= 29ms && !observer.times.connect);
        *release = true;
        release->notify_all();
    }

    void aHandshakeThatDoesNotEndHasTheTimeOfTheWait() {
        SocketServer server({silent()});
        Pooled pooled;
        pooled.endpoint.tls = true;
        pooled.timeouts.connect = 40ms;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
        QVERIFY(observer.times.connect && observer.times.tls && !observer.times.firstByte);
        QVERIFY(*observer.times.tls >= 20ms && *observer.times.connect + *observer.times.tls <= observer.times.total);
    }

    void silenceHasNoFirstByte() {
        SocketServer server({silent()});
        Pooled pooled;
        pooled.timeouts.firstByte = 40ms;
        RecordingObserver observer;
        pooled.run(server.port, observer);
        QVERIFY(observer.times.connect && !observer.times.firstByte && observer.times.total >= 39ms);
    }

    void aRunningHandshakeIsTold() {
        SocketServer server({silent()});
        Pooled pooled;
        pooled.endpoint.tls = true;
        RecordingObserver observer;
        const auto call = pooled.start(server.port, observer);
        QVERIFY(pooled.runner.until([&] { return call->timesSoFar().tls.has_value(); }));
        const auto times = call->timesSoFar();
        QVERIFY(times.connect && !times.firstByte);
        QVERIFY(!observer.over());
    }
};

QTEST_GUILESS_MAIN(UpstreamTimesTest)
#include "upstream_times_test.moc"
