// Bodies that go to an upstream piece by piece: framing, backpressure, early replies, dead connections.
#include "loop_runner.hpp"
#include "recording_observer.hpp"
#include "socket_server.hpp"

#include "gateway/net/upstream_pool.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;
using pipeline::UploadFraming;

namespace {

const std::string kOk = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

class UploadObserver final : public pipeline::UpstreamObserver {
 public:
    void onUpstreamHead(const UpstreamHead& head) override { inner.onUpstreamHead(head); }
    void onUpstreamData(std::string_view bytes) override { inner.onUpstreamData(bytes); }
    void onUpstreamEnd(const pipeline::AttemptTimes& times) override { inner.onUpstreamEnd(times); }
    void onUpstreamFailed(const Error& error, const pipeline::AttemptTimes& times) override { inner.onUpstreamFailed(error, times); }
    void onUpstreamWritable() override {
        ++writables;
        if (atRoom) atRoom();
    }
    RecordingObserver inner;
    int writables = 0;
    std::function<void()> atRoom;
};

struct Uploading {
    std::unique_ptr<pipeline::UpstreamCall> start(std::uint16_t port, UploadObserver& observer, UploadFraming framing, std::size_t length = 0) {
        endpoint.port = port;
        pipeline::UpstreamRequest request;
        request.endpoint = &endpoint;
        request.head = "POST /v1 HTTP/1.1\r\nhost: a\r\n";
        if (framing == UploadFraming::chunked) request.head += "transfer-encoding: chunked\r\n";
        if (framing == UploadFraming::length) request.head += "content-length: " + std::to_string(length) + "\r\n";
        request.head += "\r\n";
        request.upload = framing;
        request.timeouts = timeouts;
        return pool.start(std::move(request), observer);
    }
    bool over(UploadObserver& observer) {
        return runner.until([&] { return observer.inner.over(); });
    }
    /// Keeps a connection that the server has served once.
    void warm(std::uint16_t port) {
        UploadObserver observer;
        const auto call = start(port, observer, UploadFraming::length, 0);
        call->endBody();
        over(observer);
    }

    LoopRunner runner;
    UpstreamPool pool{runner.loop, std::make_shared<Resolver>(ResolverOptions{}), *TlsClient::load(), {}};
    config::Endpoint endpoint{false, "127.0.0.1", 80, "a", "", true};
    pipeline::UpstreamTimeouts timeouts;
};

/// Reads a request with its body (Peer reads by content-length only).
std::string readUntil(Peer& peer, const std::string& end) {
    std::string text;
    std::string buffer(65536, '\0');
    while (!text.ends_with(end)) {
        pollfd ready{peer.fd(), POLLIN, 0};
        if (::poll(&ready, 1, kPatienceMs) <= 0) break;
        const ssize_t taken = ::recv(peer.fd(), buffer.data(), buffer.size(), 0);
        if (taken <= 0) break;
        text.append(buffer, 0, static_cast<std::size_t>(taken));
    }
    return text;
}

}  // namespace

class UpstreamUploadTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void sendsPiecesInOrder_data() {
        QTest::addColumn<bool>("chunked");
        QTest::newRow("length") << false;
        QTest::newRow("chunked") << true;
    }
    void sendsPiecesInOrder() {
        QFETCH(bool, chunked);
        std::string heard;
        SocketServer server({[&](Peer& peer) {
            heard = chunked ? readUntil(peer, "\r\n0\r\n\r\n") : peer.request();
            peer.send(kOk);
            peer.closed();
        }});
        {
            Uploading up;
            UploadObserver observer;
            const auto call = up.start(server.port, observer, chunked ? UploadFraming::chunked : UploadFraming::length, 9);
            QVERIFY(call->sendBody("one"));  // before there is a connection
            QVERIFY(call->sendBody("two"));
            up.runner.until([&] { return up.pool.connections() == 1; });
            up.runner.settle();
            QVERIFY(call->sendBody("xyz"));
            call->endBody();
            QVERIFY(up.over(observer));
            QCOMPARE(observer.inner.body, std::string("ok"));
            QCOMPARE(up.pool.idleConnections(), std::size_t{1});
        }
        QTRY_VERIFY(heard.ends_with(chunked ? "3\r\none\r\n3\r\ntwo\r\n3\r\nxyz\r\n0\r\n\r\n" : "\r\n\r\nonetwoxyz"));
    }

    void holdsBackWhatTheUpstreamDoesNotTake() {
        std::atomic<bool> reading{false};
        SocketServer server({[&](Peer& peer) {
            while (!reading) std::this_thread::yield();
            peer.request();
            peer.send(kOk);
            peer.closed();
        }});
        Uploading up;
        UploadObserver observer;
        const std::string piece(64 * 1024, 'x');
        constexpr std::size_t kPieces = 400;
        std::size_t given = 0;
        const auto call = up.start(server.port, observer, UploadFraming::length, kPieces * piece.size());
        const auto give = [&] {
            while (given < kPieces) {
                ++given;
                if (!call->sendBody(piece)) return;
            }
            call->endBody();
        };
        observer.atRoom = give;
        give();
        up.runner.until([&] { return up.pool.connections() == 1; });
        for (int i = 0; i < 5; ++i) up.runner.settle();
        QVERIFY(given < kPieces);
        QCOMPARE(observer.inner.failures, 0);
        reading = true;
        QVERIFY(up.over(observer));
        QCOMPARE(observer.inner.status, 200);
        QVERIFY(observer.writables > 0);
    }

    void anEarlyReplyIsDeliveredAndEndsTheConnection() {
        SocketServer server({[](Peer& peer) {
            peer.send("HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno");
            peer.closed();
        }});
        Uploading up;
        UploadObserver observer;
        const auto call = up.start(server.port, observer, UploadFraming::length, 1000);
        call->sendBody("abc");
        QVERIFY(up.over(observer));
        QCOMPARE(observer.inner.status, 413);
        QCOMPARE(observer.inner.body, std::string("no"));
        QCOMPARE(up.pool.connections(), 0U);
        QVERIFY(call->sendBody("more"));
        call->endBody();
    }

    void aReplyBehindABrokenUploadIsStillHeard() {
        SocketServer server({[](Peer& peer) {
            readUntil(peer, "\r\n\r\n");
            peer.send("HTTP/1.1 401 No\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno");
        }});
        Uploading up;
        UploadObserver observer;
        const std::string piece(64 * 1024, 'x');
        const auto call = up.start(server.port, observer, UploadFraming::length, 100 * piece.size());
        observer.atRoom = [&] { call->sendBody(piece); };
        QVERIFY(up.over(observer));
        QCOMPARE(observer.inner.status, 401);
    }

    void aDeadConnectionIsReplacedWhileNothingOfTheBodyHasLeft() {
        const auto dying = [](Peer& peer) {
            peer.request();
            peer.send(kOk);
            readUntil(peer, "\r\n\r\n");  // the second head, then gone
        };
        const auto living = [](Peer& peer) {
            peer.request();
            peer.send(kOk);
            peer.closed();
        };
        SocketServer server({dying, living});
        Uploading up;
        up.warm(server.port);
        UploadObserver observer;
        const auto call = up.start(server.port, observer, UploadFraming::length, 5);
        QVERIFY(up.runner.until([&] { return server.connections.load() == 2; }));
        call->sendBody("hello");
        call->endBody();
        QVERIFY(up.over(observer));
        QCOMPARE(observer.inner.failures, 0);
        QVERIFY(!observer.inner.times.reusedConnection);
    }

    void aDeadConnectionFailsTheCallOnceBodyBytesHaveLeft_data() {
        QTest::addColumn<bool>("streamed");
        QTest::newRow("streamed") << true;
        QTest::newRow("given whole, once") << false;
    }
    void aDeadConnectionFailsTheCallOnceBodyBytesHaveLeft() {
        QFETCH(bool, streamed);
        SocketServer server({[](Peer& peer) {
            peer.request();
            peer.send(kOk);
            readUntil(peer, "abc");
        }});
        Uploading up;
        up.warm(server.port);
        UploadObserver observer;
        std::unique_ptr<pipeline::UpstreamCall> call;
        if (streamed) {
            call = up.start(server.port, observer, UploadFraming::length, 100);
            call->sendBody("abc");
        } else {
            pipeline::UpstreamRequest request;
            request.endpoint = &up.endpoint;
            request.head = "POST /v1 HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n";
            request.body = {"abc"};
            request.once = true;
            call = up.pool.start(std::move(request), observer);
        }
        QVERIFY(up.over(observer));
        QCOMPARE(observer.inner.error->code, ErrorCode::upstreamReset);
        QCOMPARE(server.connections.load(), 1);
    }

    void theUpstreamsTimeRunsOnlyWhileItIsItsTurn() {
        SocketServer server({[](Peer& peer) { peer.closed(); }});
        Uploading up;
        up.timeouts.firstByte = std::chrono::milliseconds(30);
        UploadObserver observer;
        const auto call = up.start(server.port, observer, UploadFraming::length, 6);
        call->sendBody("abc");
        bool waited = false;
        up.runner.loop.after(std::chrono::milliseconds(90), [&] { waited = true; });
        QVERIFY(up.runner.until([&] { return waited; }));
        QVERIFY(!observer.inner.over());  // the client is the slow one
        call->sendBody("def");
        call->endBody();
        QVERIFY(up.over(observer));
        QCOMPARE(observer.inner.error->code, ErrorCode::upstreamTimeout);
    }

    void anUpstreamThatTakesNothingIsTimedOut() {
        std::atomic<bool> done{false};
        SocketServer server({[&](Peer&) {
            while (!done) std::this_thread::yield();
        }});
        Uploading up;
        up.timeouts.firstByte = std::chrono::milliseconds(60);
        UploadObserver observer;
        const std::string piece(64 * 1024, 'x');
        const auto call = up.start(server.port, observer, UploadFraming::length, 1000 * piece.size());
        observer.atRoom = [&] {
            while (call->sendBody(piece)) {}
        };
        observer.atRoom();
        QVERIFY(up.over(observer));
        done = true;
        QCOMPARE(observer.inner.error->code, ErrorCode::upstreamTimeout);
    }

    void destroyingTheCallCutsTheUpload() {
        std::atomic<bool> cut{false};
        SocketServer server({[&](Peer& peer) {
            readUntil(peer, "abc");
            cut = peer.closed();
        }});
        Uploading up;
        UploadObserver observer;
        auto call = up.start(server.port, observer, UploadFraming::length, 100);
        call->sendBody("abc");
        up.runner.until([&] { return up.pool.connections() == 1; });
        up.runner.settle();
        QTRY_COMPARE(server.connections.load(), 1);
        up.runner.settle();
        call.reset();
        up.runner.settle();
        QTRY_VERIFY(cut);
        QVERIFY(!observer.inner.over());
    }
};

QTEST_GUILESS_MAIN(UpstreamUploadTest)
#include "upstream_upload_test.moc"
