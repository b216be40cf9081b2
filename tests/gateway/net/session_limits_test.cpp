// What a client may not do to a session: be slow, send too much, leave, read too little, open too many (A2–A4, F6, F20, F21).
#include "scripted_exchange.hpp"
#include "wire_client.hpp"

#include <QTest>
#include <fcntl.h>
#include <sys/resource.h>
#include <vector>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

const std::string kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::chrono::milliseconds kBrief{40};

}  // namespace

class SessionLimitsTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void tellsASlowHeadThatItIsLate() {
        NetLimits limits;
        limits.headDeadline = kBrief;
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send("GET / HTTP/1.1\r\nHos"));
        QCOMPARE(statusOf(client.all()), 408);
        QTRY_COMPARE(server.worker->counters().connections.load(), 0U);
    }

    void closesAConnectionThatNeverSpeaks() {
        NetLimits limits;
        limits.headDeadline = kBrief;
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QCOMPARE(client.all(), std::string());
        QVERIFY(client.ended());
    }

    void closesAnIdleConnection() {
        NetLimits limits;
        limits.idleKeepAlive = kBrief;
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send(kHello));
        const std::string reply = client.all();
        QCOMPARE(bodyOf(reply), std::string("hello"));
        QVERIFY(!holds(reply, "connection: close"));
    }

    void forgivesAnEmptyLineBehindABody() {
        NetLimits limits;
        limits.headDeadline = kBrief;
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send(kHello + "\r\n"));
        const std::string reply = client.all();
        QCOMPARE(bodyOf(reply), std::string("hello"));
    }

    void tellsASlowBodyThatItIsLate() {
        NetLimits limits;
        limits.bodyGrace = kBrief;
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"));
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), 408);
        QCOMPARE(server.seen.lastFailure.load(), static_cast<int>(ErrorCode::requestTimeout));
    }

    void givesABodyTheTimeItsBytesHaveEarned() {
        NetLimits limits;
        limits.bodyGrace = kBrief;
        limits.bodyRateMin = Bytes{10};
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + std::string(1000, 'x')));
        // A second client passes the time in which the first would have been cut off without its 100 s.
        WireClient other(server.port);
        QVERIFY(other.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n"));
        QCOMPARE(statusOf(other.all()), 408);
        QVERIFY(client.send("y"));
        QCOMPARE(statusOf(client.reply()), 200);
    }

    void tellsTheHandlerThatItsClientLeft_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("how");
        for (const char* how : {"fin", "close", "reset"}) {
            const QString name = QString::fromLatin1(how);
            QTest::addRow("%s while waiting", how) << QByteArray("GET /hang HTTP/1.1\r\nHost: a\r\n\r\n") << name;
            QTest::addRow("%s inside the body", how)
                << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc") << name;
            QTest::addRow("%s inside a stream", how) << QByteArray("GET /start HTTP/1.1\r\nHost: a\r\n\r\n") << name;
            QTest::addRow("%s with a request behind", how)
                << QByteArray("GET /hang HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n") << name;
        }
    }
    void tellsTheHandlerThatItsClientLeft() {
        QFETCH(QByteArray, request);
        QFETCH(QString, how);
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(request.toStdString()));
        QTRY_COMPARE(server.seen.requests.load(), 1);
        if (how == QStringLiteral("fin")) client.sendFin();
        if (how == QStringLiteral("close")) client.close();
        if (how == QStringLiteral("reset")) client.reset();
        QTRY_COMPARE(server.seen.destroyed.load(), 1);
        QCOMPARE(server.seen.gone.load(), 1);
        QCOMPARE(server.seen.requests.load(), 1);
        QTRY_COMPARE(server.worker->counters().connections.load(), 0U);
        QCOMPARE(server.worker->counters().inflight.load(), 0U);
    }

    void answersAClientThatHasFinishedSending() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(kHello));
        client.sendFin();
        QCOMPARE(bodyOf(client.all()), std::string("hello"));
    }

    void holdsBackForASlowReader() {
        ScriptedWorker server;
        WireClient client(server.port, 4096);
        QVERIFY(client.send("GET /flood HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        QTRY_VERIFY(server.seen.pauses.load() > 0);
        // What the kernel's buffers and one high-water mark take, not the whole reply.
        QVERIFY(server.seen.written.load() < ScriptedExchange::kFloodBytes);
        const std::string reply = client.all();
        QCOMPARE(server.seen.written.load(), ScriptedExchange::kFloodBytes);
        QVERIFY(reply.size() > ScriptedExchange::kFloodBytes);
        QVERIFY(reply.ends_with("\r\n0\r\n\r\n"));
        QVERIFY(server.seen.writables.load() > 0);
        QTRY_COMPARE(server.seen.destroyed.load(), 1);
        QCOMPARE(server.seen.gone.load(), 0);
    }

    void givesUpAReaderThatTakesNothing() {
        NetLimits limits;
        limits.writeStall = kBrief;
        ScriptedWorker server(limits);
        WireClient client(server.port, 4096);
        QVERIFY(client.send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n"));
        QTRY_COMPARE(server.seen.gone.load(), 1);
        QTRY_COMPARE(server.worker->counters().connections.load(), 0U);
    }

    void noticesAReaderThatLeaves() {
        ScriptedWorker server;
        WireClient client(server.port, 4096);
        QVERIFY(client.send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n"));
        QTRY_VERIFY(server.seen.pauses.load() > 0);
        client.close();
        QTRY_COMPARE(server.seen.gone.load(), 1);
    }

    void refusesConnectionsOverTheCap() {
        NetLimits limits;
        limits.connectionsMax = 2;
        const auto budget = std::make_shared<ConnectionBudget>();
        ScriptedWorker server(limits, nullptr, budget);
        std::vector<std::unique_ptr<WireClient>> held;
        for (int i = 0; i < 2; ++i) {
            held.push_back(std::make_unique<WireClient>(server.port));
            QVERIFY(held.back()->send(kHello));
            QCOMPARE(statusOf(held.back()->reply()), 200);
        }
        WireClient refused(server.port);
        const std::string reply = refused.all();
        QCOMPARE(statusOf(reply), 503);
        QVERIFY(holds(reply, "retry-after: 1"));
        QVERIFY(holds(reply, "connection: close"));
        QCOMPARE(server.worker->counters().refusedConnections.load(), 1U);
        QCOMPARE(server.seen.requests.load(), 2);
        held.clear();
        refused.close();
        QTRY_COMPARE(budget->open.load(), 0U);
        WireClient welcome(server.port);
        QVERIFY(welcome.send(kHello));
        QCOMPARE(statusOf(welcome.reply()), 200);
    }

    void pausesAcceptingWhenDescriptorsRunOut() {
        ScriptedWorker server;
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        // The client's socket exists before the last descriptors are taken; the server's would be the next.
        std::vector<Fd> hoard;
        Fd client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        rlimit few = before;
        few.rlim_cur = 256;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        while (true) {
            Fd one(::open("/dev/null", O_RDONLY | O_CLOEXEC));
            if (!one) break;
            hoard.push_back(std::move(one));
        }
        const SocketAddress peer = socketAddress(*parseIp("127.0.0.1"), server.port);
        const int connected = ::connect(client.get(), peer.data(), peer.size);
        const std::uint64_t acceptedMeanwhile = server.worker->counters().accepted.load();
        hoard.clear();
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        QCOMPARE(connected, 0);
        QCOMPARE(acceptedMeanwhile, std::uint64_t{0});
        QTRY_COMPARE(server.worker->counters().accepted.load(), std::uint64_t{1});
    }
};

QTEST_GUILESS_MAIN(SessionLimitsTest)
#include "session_limits_test.moc"
