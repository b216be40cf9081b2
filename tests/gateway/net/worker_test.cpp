// The worker's life: posting, publishing, draining, stopping. And a server on a loop that is not a worker's.
#include "gateway/net/worker.hpp"

#include "loop_runner.hpp"
#include "scripted_exchange.hpp"
#include "wire_client.hpp"

#include <QTest>
#include <fcntl.h>
#include <future>
#include <thread>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

const std::string kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string kHang = "GET /hang HTTP/1.1\r\nHost: a\r\n\r\n";

void onWorker(Worker& worker, const std::function<void()>& task) {
    std::promise<void> done;
    worker.post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

}  // namespace

class WorkerTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void runsPostedTasksOnItsOwnThread() {
        ScriptedWorker server;
        std::thread::id ran;
        onWorker(*server.worker, [&] { ran = std::this_thread::get_id(); });
        QVERIFY(ran != std::this_thread::get_id());
        QVERIFY(ran != std::thread::id());
        QCOMPARE(server.worker->index(), 0U);
        QCOMPARE(server.worker->upstreamConnections(), 0U);
    }

    void survivesATaskThatThrows() {
        ScriptedWorker server;
        server.worker->post([] { throw std::runtime_error("planned"); });
        WireClient client(server.port);
        QVERIFY(client.send(kHello));
        QCOMPARE(statusOf(client.reply()), 200);
    }

    void publishesToEveryExchange() {
        ScriptedWorker server;
        WireClient one(server.port), two(server.port), idle(server.port);
        QVERIFY(one.send(kHang) && two.send(kHang));
        QTRY_COMPARE(server.seen.requests.load(), 2);
        std::promise<int> snapshotsBefore, snapshotsAfter;
        server.worker->publish(std::make_shared<config::Snapshot>(), [&] { snapshotsBefore.set_value(server.seen.snapshots); },
                               [&] { snapshotsAfter.set_value(server.seen.snapshots); });
        QCOMPARE(snapshotsBefore.get_future().get(), 0);
        QCOMPARE(snapshotsAfter.get_future().get(), 2);
        int exchanges = 0;
        onWorker(*server.worker, [&] { server.worker->forEachExchange([&](pipeline::ExchangeHandler&) { ++exchanges; }); });
        QCOMPARE(exchanges, 2);
    }

    void closesTheListenerAndFinishesWhatRuns() {
        ScriptedWorker server;
        WireClient kept(server.port), working(server.port);
        QVERIFY(kept.send(kHello));
        QVERIFY(!holds(kept.reply(), "connection: close"));
        QVERIFY(working.send("GET /answer-later HTTP/1.1\r\nHost: a\r\n\r\n"));
        std::promise<void> closed;
        server.worker->closeListener([&] { closed.set_value(); });
        closed.get_future().wait();
        WireClient late(server.port);
        QVERIFY(!late.connected());
        QCOMPARE(bodyOf(working.all()), std::string("later"));
        QVERIFY(kept.send(kHello));
        QVERIFY(holds(kept.all(), "connection: close"));
    }

    void acceptsWhatTheKernelHadQueued() {
        ScriptedWorker server;
        std::promise<void> held, go;
        server.worker->post([&] {
            held.set_value();
            go.get_future().wait();
        });
        held.get_future().wait();
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 50; ++i) {
            clients.push_back(std::make_unique<WireClient>(server.port));
            QVERIFY(clients.back()->connected());
            QVERIFY(clients.back()->send(kHello));
        }
        server.worker->closeListener();
        go.set_value();
        for (auto& client : clients) QCOMPARE(bodyOf(client->all()), std::string("hello"));
    }

    void endsTheDrain() {
        ScriptedWorker server;
        WireClient idle(server.port), working(server.port);
        QVERIFY(idle.send(kHello));
        QCOMPARE(statusOf(idle.reply()), 200);
        QVERIFY(working.send(kHang));
        QTRY_COMPARE(server.seen.requests.load(), 2);
        server.worker->closeListener();
        server.worker->drainEnd();
        const std::string reply = working.all();
        QCOMPARE(statusOf(reply), 503);
        QVERIFY(holds(reply, "connection: close"));
        QCOMPARE(idle.all(), std::string());
        QCOMPARE(server.seen.drainEnds.load(), 1);
    }

    void leavesNothingBehindWhenStopped() {
        ScriptedWorker server;
        WireClient one(server.port), two(server.port);
        QVERIFY(one.send(kHang) && two.send(kHello));
        QCOMPARE(statusOf(two.reply()), 200);
        QTRY_COMPARE(server.seen.requests.load(), 2);
        server.worker->stop();
        server.worker->stop();
        server.worker->join();
        QCOMPARE(server.seen.gone.load(), 1);
        QCOMPARE(server.seen.destroyed.load(), 2);
        QCOMPARE(server.worker->counters().connections.load(), 0U);
        QCOMPARE(server.worker->counters().inflight.load(), 0U);
        QVERIFY(one.all().empty() && two.all().empty());
        // A task that comes too late is dropped, and what it holds with it.
        const auto held = std::make_shared<int>(1);
        server.worker->post([held] {});
        server.worker.reset();
        QCOMPARE(held.use_count(), 1L);
    }

    void isDestroyedWithoutHavingBeenStarted() {
        Worker worker(WorkerOptions{});
        QCOMPARE(worker.counters().connections.load(), 0U);
        worker.stop();
        worker.join();
    }

    void takesOtherLimitsWhileRunning() {
        ScriptedWorker server;
        NetLimits limits;
        limits.requestLineMax = Bytes{20};
        server.worker->setLimits(limits);
        onWorker(*server.worker, [] {});
        WireClient client(server.port);
        QVERIFY(client.send("GET /0123456789abcdef HTTP/1.1\r\nHost: a\r\n\r\n"));
        QCOMPARE(statusOf(client.all()), 414);
    }

    void reportsAListenerTheKernelRefuses() {
        WorkerOptions options;
        options.listener = Fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        Worker worker(std::move(options));
        Seen seen;
        const auto started =
            worker.start([&](WorkerContext& context) { return std::make_unique<ScriptedFactory>(seen, &context.timers); });
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::listenFailed);
    }

    void servesOnALoopThatIsNotAWorkers() {
        LoopRunner runner;
        Seen seen;
        ScriptedFactory factory(seen, &runner.loop);
        auto probe = probeAndBind("127.0.0.1", 0, false);
        NetLimits limits;
        limits.connectionsMax = 32;
        std::string reply;
        std::thread client([&reply, port = probe->port()] {
            WireClient wire(port);
            wire.send("GET /answer-later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            reply = wire.all();
        });
        {
            Server server(runner.loop, limits, factory);
            QVERIFY(server.listen(std::move(*probe->openListener())));
            QVERIFY(runner.until([&] { return seen.destroyed == 1 && server.counters().connections == 0; }));
        }
        client.join();
        QCOMPARE(bodyOf(reply), std::string("later"));
    }
};

QTEST_GUILESS_MAIN(WorkerTest)
#include "worker_test.moc"
