// HTTP/1.1 sessions over real loopback sockets: framing of replies, keep-alive, pipelining, early replies, refusals.
#include "scripted_exchange.hpp"
#include "wire_client.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

const std::string kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post(const std::string& path, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

}  // namespace

class SessionTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void answersAndKeepsTheConnection() {
        ScriptedWorker server;
        WireClient client(server.port);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(client.send(kHello));
            const std::string reply = client.reply();
            QCOMPARE(statusOf(reply), 200);
            QCOMPARE(bodyOf(reply), std::string("hello"));
            QVERIFY(holds(reply, "\r\ndate: "));
            QVERIFY(!holds(reply, "connection:"));
        }
        QTRY_COMPARE(server.seen.destroyed.load(), 3);
        QCOMPARE(server.worker->counters().inflight.load(), 0U);
        QCOMPARE(server.worker->counters().connections.load(), 1U);
    }

    void answersPipelinedRequestsInOrder() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(post("/echo", "one") + "GET /answer-later HTTP/1.1\r\nHost: a\r\n\r\n" +
                            post("/echo", "three") + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("one"));
        QCOMPARE(bodyOf(client.reply()), std::string("later"));
        QCOMPARE(bodyOf(client.reply()), std::string("three"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void givesTheSameRepliesWhereverTheBytesAreSplit() {
        ScriptedWorker server;
        const std::string text =
            post("/echo", "some body") +
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4;x=\"y\"\r\nwiki\r\n"
            "5\r\npedia\r\n0\r\nt: v\r\n\r\n" +
            kHello;
        for (std::size_t at = 1; at < text.size(); ++at) {
            WireClient client(server.port);
            QVERIFY(client.send(text.substr(0, at)));
            QVERIFY(client.send(text.substr(at)));
            QCOMPARE(bodyOf(client.reply()), std::string("some body"));
            QCOMPARE(bodyOf(client.reply()), std::string("wikipedia"));
            QCOMPARE(bodyOf(client.reply()), std::string("hello"));
        }
    }

    void takesBytesOneByOne() {
        ScriptedWorker server;
        WireClient client(server.port);
        for (const char c : post("/echo", "drop by drop") + kHello) QVERIFY(client.send(std::string(1, c)));
        QCOMPARE(bodyOf(client.reply()), std::string("drop by drop"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void readsABodyAskedForLater() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(post("/later", "patience") + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("patience"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void collectsALargeBody() {
        ScriptedWorker server;
        WireClient client(server.port);
        std::string body(900'000, 'a');
        for (std::size_t i = 0; i < body.size(); i += 1000) body[i] = static_cast<char>('b' + i % 7);
        QVERIFY(client.send(post("/echo", body) + kHello));
        QCOMPARE(bodyOf(client.reply()), body);
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void deliversAnEmptyBody() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\n\r\n" + post("/echo", "")));
        QCOMPARE(statusOf(client.reply()), 200);
        QCOMPARE(statusOf(client.reply()), 200);
        QCOMPARE(server.seen.bodies.load(), 2);
    }

    void framesRepliesByVersionAndMethod_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("has");
        QTest::addColumn<QByteArray>("hasNot");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("chunked") << QByteArray("GET /chunks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                                 << QByteArray("transfer-encoding: chunked") << QByteArray("content-length")
                                 << QByteArray("1\r\na\r\n2\r\nbb\r\n3\r\nccc\r\n0\r\n\r\n");
        QTest::newRow("until close for 1.0")
            << QByteArray("GET /chunks HTTP/1.0\r\n\r\n") << QByteArray("connection: close")
            << QByteArray("transfer-encoding") << QByteArray("abbccc");
        QTest::newRow("1.0 may not keep an unframed reply")
            << QByteArray("GET /chunks HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << QByteArray("connection: close")
            << QByteArray("keep-alive") << QByteArray("abbccc");
        QTest::newRow("length") << QByteArray("GET /length HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                                << QByteArray("content-length: 6") << QByteArray("chunked") << QByteArray("abcdef");
        QTest::newRow("HEAD of a known length")
            << QByteArray("HEAD /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            << QByteArray("content-length: 5") << QByteArray("chunked") << QByteArray("");
        QTest::newRow("HEAD of a stream")
            << QByteArray("HEAD /chunks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            << QByteArray("transfer-encoding: chunked") << QByteArray("content-length") << QByteArray("");
        QTest::newRow("204") << QByteArray("GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                             << QByteArray("HTTP/1.1 204 ") << QByteArray("content-length") << QByteArray("");
        QTest::newRow("asked to close") << QByteArray(
                                               "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n")
                                        << QByteArray("connection: close") << QByteArray("chunked")
                                        << QByteArray("hello");
    }
    void framesRepliesByVersionAndMethod() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, has);
        QFETCH(QByteArray, hasNot);
        QFETCH(QByteArray, body);
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(request.toStdString()));
        const std::string reply = client.all();
        QVERIFY2(holds(reply, has.toStdString()), reply.c_str());
        QVERIFY2(!holds(reply, hasNot.toStdString()), reply.c_str());
        QCOMPARE(bodyOf(reply), body.toStdString());
        QVERIFY(!client.wasReset());
    }

    void keepsAnHttp10ConnectionWhenAsked() {
        ScriptedWorker server;
        WireClient client(server.port);
        for (int i = 0; i < 2; ++i) {
            QVERIFY(client.send("GET /hello HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
            QVERIFY(holds(client.reply(), "connection: keep-alive"));
        }
    }

    void sendsTheHeadOfAStreamAtOnce() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("GET /start HTTP/1.1\r\nHost: a\r\n\r\n"));
        QCOMPARE(statusOf(client.until("\r\n\r\n")), 200);
        client.close();
        QTRY_COMPARE(server.seen.gone.load(), 1);
    }

    void endsAStreamUncleanlyOnAbort_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("abort") << QByteArray("/abort");
        QTest::newRow("a reply shorter than its length") << QByteArray("/short");
        QTest::newRow("a second reply inside the first") << QByteArray("/restart");
    }
    void endsAStreamUncleanlyOnAbort() {
        QFETCH(QByteArray, path);
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("GET " + path.toStdString() + " HTTP/1.1\r\nHost: a\r\n\r\n" + kHello));
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), 200);
        QVERIFY(holds(reply, path == "/short" ? "abc" : "ccc"));
        QVERIFY(!holds(bodyOf(reply), "0\r\n\r\n"));
        QVERIFY(!holds(reply, "hello"));
        QTRY_COMPARE(server.seen.destroyed.load(), 1);
        QCOMPARE(server.seen.gone.load(), 0);
    }

    void resetsAnUnframedStreamOnAbort() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("GET /abort HTTP/1.0\r\n\r\n"));
        client.all();
        QVERIFY(client.wasReset());
    }

    void ignoresASecondReply() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("GET /double HTTP/1.1\r\nHost: a\r\n\r\n" + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("one"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void leavesOutFieldsThatWouldBreakTheHead() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("GET /inject HTTP/1.1\r\nHost: a\r\n\r\n"));
        const std::string reply = client.reply();
        QVERIFY(holds(reply, "x-good: d\r\n"));
        QVERIFY(!holds(reply, "evil"));
        QVERIFY(!holds(reply, "bad name"));
        QVERIFY(holds(reply, "content-length: 2\r\n"));
        QVERIFY(!holds(reply, "99"));
    }

    void refusesBadHeadsAndCloses_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: a\n\n") << 400;
        QTest::newRow("both framings")
            << QByteArray(
                   "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            << 400;
        QTest::newRow("TLS to a plain port") << QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7) << 400;
        QTest::newRow("HTTP/2 preface") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
        QTest::newRow("long line") << QByteArray("GET /" + QByteArray(17000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                   << 414;
        QTest::newRow("long line without end") << QByteArray("GET /" + QByteArray(17000, 'a')) << 414;
        QTest::newRow("large head") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nx: " + QByteArray(70000, 'a') +
                                                  "\r\n\r\n")
                                    << 431;
        QTest::newRow("many fields") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n" +
                                                   QByteArray("x: y\r\n").repeated(200) + "\r\n")
                                     << 431;
        QTest::newRow("expectation") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n") << 417;
    }
    void refusesBadHeadsAndCloses() {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(request.toStdString()));
        client.send(kHello);
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), status);
        QVERIFY(holds(reply, "connection: close"));
        QVERIFY(holds(reply, "x-request-id: req-"));
        QVERIFY(holds(bodyOf(reply), "\"error\""));
        QCOMPARE(server.seen.requests.load(), 0);
        QCOMPARE(server.worker->counters().refusedHeads.load(), 1U);
    }

    void toleratesOneEmptyLineBeforeARequest() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("\r\n" + post("/echo", "x") + "\r\n" + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("x"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void refusesABodyOverTheLimit_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("declared") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
        QTest::newRow("chunked") << QByteArray(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1fffff\r\n" +
            QByteArray(0x1fffff, 'a'));
        QTest::newRow("expecting") << QByteArray(
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3000000\r\n\r\n");
    }
    void refusesABodyOverTheLimit() {
        QFETCH(QByteArray, request);
        ScriptedWorker server;
        WireClient client(server.port);
        client.send(request.toStdString());
        const std::string reply = client.reply();
        QCOMPARE(statusOf(reply), 413);
        QVERIFY(holds(reply, "connection: close"));
        QCOMPARE(server.seen.lastFailure.load(), static_cast<int>(ErrorCode::bodyTooLarge));
    }

    void refusesAMalformedChunk() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n" + kHello));
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), 400);
        QVERIFY(!holds(reply, "HTTP/1.1 200"));
        QCOMPARE(server.seen.requests.load(), 1);
    }

    void asksForAnExpectedBody() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
        QCOMPARE(client.until("\r\n\r\n"), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        QVERIFY(client.send("body" + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("body"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void doesNotAskWhenTheBodyIsThere() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody"));
        QCOMPARE(statusOf(client.reply()), 200);
    }

    void closesInsteadOfAskingWhenTheReplyComesFirst() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /early HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), 401);
        QVERIFY(holds(reply, "connection: close"));
    }

    void drainsASmallBodyAfterAnEarlyReply() {
        ScriptedWorker server;
        WireClient client(server.port);
        // The body looks like a request: it must never be taken for one.
        QVERIFY(client.send(post("/early", kHello).substr(0, 80)));
        QCOMPARE(statusOf(client.reply()), 401);
        QVERIFY(client.send(post("/early", kHello).substr(80) + post("/echo", "next")));
        QCOMPARE(bodyOf(client.reply()), std::string("next"));
        QCOMPARE(server.seen.requests.load(), 2);
    }

    void drainsAChunkedBodyAfterAnEarlyReply() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"));
        QCOMPARE(statusOf(client.reply()), 401);
        QVERIFY(client.send("llo\r\n0\r\n\r\n" + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void closesWhenTheUnreadBodyIsLarge() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + kHello));
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), 401);
        QVERIFY(holds(reply, "connection: close"));
        QVERIFY(!holds(reply, "hello"));
        QCOMPARE(server.seen.requests.load(), 1);
    }

    void closesWhenTheUnreadBodyDoesNotEnd() {
        NetLimits limits;
        limits.drainTime = std::chrono::milliseconds(50);
        ScriptedWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx"));
        QCOMPARE(statusOf(client.all()), 401);
        QVERIFY(client.ended());
    }

    void closesWhenAnUnreadChunkedBodyIsTooMuch() {
        ScriptedWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
        QCOMPARE(statusOf(client.reply()), 401);
        client.send("40000\r\n" + std::string(0x40000, 'x'));
        client.all();
        QVERIFY(client.ended());
        QCOMPARE(server.seen.requests.load(), 1);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
