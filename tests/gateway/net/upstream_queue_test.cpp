// Connections to one upstream are capped: who waits, for how long, and what is told of it.
#include "pooled.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;
using namespace std::chrono_literals;

namespace {

UpstreamPoolOptions capped(std::size_t connections) {
    UpstreamPoolOptions options;
    options.connectionsPerEndpoint = connections;
    return options;
}

/// A server that answers each request once it is let go.
struct Held {
    explicit Held(std::string reply = kHello)
        : server({[this, reply](Peer& peer) {
              while (!peer.request().empty()) {
                  ++requests;
                  open.wait(false);
                  if (!peer.send(reply)) return;
                  if (reply.find("close") != std::string::npos) return;
              }
          }}) {}
    ~Held() { letGo(); }
    void letGo() {
        open = true;
        open.notify_all();
    }
    std::atomic<bool> open{false};
    std::atomic<int> requests{0};
    SocketServer server;
};

}  // namespace

class UpstreamQueueTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void neverOpensMoreThanTheCap_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("connections");
        QTest::newRow("kept connections are handed on") << QByteArray::fromStdString(kHello) << 2;
        QTest::newRow("closed ones make room") << QByteArray("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 5\r\n\r\nhello") << 6;
    }
    void neverOpensMoreThanTheCap() {
        QFETCH(QByteArray, reply);
        QFETCH(int, connections);
        Held held(reply.toStdString());
        Pooled pooled(capped(2));
        std::vector<RecordingObserver> observers(6);
        std::vector<std::unique_ptr<pipeline::UpstreamCall>> calls;
        for (auto& observer : observers) {
            calls.push_back(pooled.start(held.server.port, observer));
            QVERIFY(pooled.pool.connections() <= 2U);
        }
        QVERIFY(pooled.runner.until([&] { return held.requests == 2; }));
        QVERIFY(calls[5]->timesSoFar().queued.has_value());
        held.letGo();
        QVERIFY(pooled.runner.until([&] {
            return pooled.pool.connections() <= 2U && std::all_of(observers.begin(), observers.end(), [](const auto& o) { return o.over(); });
        }));
        for (std::size_t i = 0; i < observers.size(); ++i) {
            QCOMPARE(observers[i].body, std::string("hello"));
            QCOMPARE(observers[i].times.queued.has_value(), i >= 2);
            // The wait lies before the attempt's own times.
            QVERIFY(observers[i].times.firstByte && *observers[i].times.firstByte <= observers[i].times.total);
        }
        QCOMPARE(held.server.connections.load(), connections);
    }

    void servesTheLineInItsOrder() {
        Held held;
        Pooled pooled(capped(1));
        std::vector<RecordingObserver> observers(4);
        std::vector<std::unique_ptr<pipeline::UpstreamCall>> calls;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < observers.size(); ++i) {
            observers[i].atEnd = [&order, i] { order.push_back(i); };
            calls.push_back(pooled.start(held.server.port, observers[i]));
        }
        held.letGo();
        QVERIFY(pooled.runner.until([&] { return order.size() == 4; }));
        QCOMPARE(order, (std::vector<std::size_t>{0, 1, 2, 3}));
    }

    void endsTheWaitWithTheTimeToConnect() {
        Held held;
        Pooled pooled(capped(1));
        pooled.timeouts.connect = 40ms;
        RecordingObserver first, second;
        auto running = pooled.start(held.server.port, first);
        QVERIFY(pooled.runner.until([&] { return held.requests == 1; }));
        std::unique_ptr<pipeline::UpstreamCall> waiting;
        second.atEnd = [&] { waiting.reset(); };
        waiting = pooled.start(held.server.port, second);
        QVERIFY(pooled.runner.until([&] { return second.over(); }));
        QCOMPARE(second.failures, 1);
        QCOMPARE(second.error->code, ErrorCode::overloaded);
        QCOMPARE(second.error->retry, Retry::nextCandidate);
        QVERIFY(second.times.queued && *second.times.queued >= 39ms && !second.times.connect);
        QVERIFY(!first.over());
        // Who has gone is passed by.
        held.letGo();
        QVERIFY(pooled.runner.until([&] { return first.over(); }));
        QCOMPARE(first.body, std::string("hello"));
        QCOMPARE(pooled.pool.idleConnections(), std::size_t{1});
    }

    void aWaitingCallThatIsCancelledLeavesTheLine() {
        Held held;
        Pooled pooled(capped(1));
        RecordingObserver first, second, third;
        const auto running = pooled.start(held.server.port, first);
        auto leaves = pooled.start(held.server.port, second);
        const auto stays = pooled.start(held.server.port, third);
        leaves.reset();
        held.letGo();
        QVERIFY(pooled.runner.until([&] { return third.over(); }));
        QCOMPARE(third.body, std::string("hello"));
        QVERIFY(!second.over());
        QCOMPARE(held.requests.load(), 2);
    }

    void aCancelledCallMakesRoom() {
        Held held;
        Pooled pooled(capped(1));
        RecordingObserver first, second;
        auto running = pooled.start(held.server.port, first);
        QVERIFY(pooled.runner.until([&] { return held.requests == 1; }));
        const auto waiting = pooled.start(held.server.port, second);
        running.reset();
        held.letGo();
        QVERIFY(pooled.runner.until([&] { return second.over(); }));
        QCOMPARE(second.body, std::string("hello"));
        QCOMPARE(pooled.pool.connections(), 1U);
    }

    void aDeadConnectionIsReplacedInItsPlace() {
        SocketServer server({[](Peer& peer) {
                                 peer.request();
                                 peer.send(kHello);
                                 peer.request();
                             },
                             saying(kHello)});
        Pooled pooled(capped(1));
        RecordingObserver first, second, third;
        pooled.run(server.port, first);
        const auto retried = pooled.start(server.port, second);
        const auto waits = pooled.start(server.port, third);
        QVERIFY(pooled.runner.until([&] { return second.over() && third.over(); }));
        QCOMPARE(second.body + third.body, std::string("hellohello"));
        QVERIFY(!second.times.queued && third.times.queued);
        QCOMPARE(server.connections.load(), 2);
        QCOMPARE(pooled.pool.connections(), 1U);
    }

    void aProbeWaitsForNobody() {
        Held held;
        Pooled pooled(capped(1));
        RecordingObserver first, second;
        const auto running = pooled.start(held.server.port, first);
        auto request = pooled.request();
        request.fresh = true;
        const auto probe = pooled.pool.start(std::move(request), second);
        QVERIFY(pooled.runner.until([&] { return held.requests == 2; }));
        QVERIFY(!second.over());
    }

    void uploadsWaitToo() {
        Held held;
        Pooled pooled(capped(1));
        RecordingObserver first, second;
        const auto running = pooled.start(held.server.port, first);
        pooled.body = "";
        auto request = pooled.request();
        request.head = "POST /v1 HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n";
        request.upload = pipeline::UploadFraming::length;
        const auto upload = pooled.pool.start(std::move(request), second);
        QVERIFY(upload->sendBody("piece"));
        upload->endBody();
        held.letGo();
        QVERIFY(pooled.runner.until([&] { return second.over(); }));
        QCOMPARE(second.body, std::string("hello"));
    }

    void theEndOfThePoolForgetsTheLine() {
        Held held;
        Pooled pooled(capped(1));
        RecordingObserver first, second;
        std::unique_ptr<pipeline::UpstreamCall> running, waiting;
        {
            UpstreamPool pool(pooled.runner.loop, pooled.resolver, nullptr, capped(1));
            pooled.endpoint.port = held.server.port;
            running = pool.start(pooled.request(), first);
            waiting = pool.start(pooled.request(), second);
        }
        pooled.runner.settle();
        QVERIFY(!first.over() && !second.over());
        QVERIFY(!waiting->timesSoFar().queued.has_value());
    }
};

QTEST_GUILESS_MAIN(UpstreamQueueTest)
#include "upstream_queue_test.moc"
