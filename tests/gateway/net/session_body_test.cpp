// Bodies handed on piece by piece over real loopback sockets: framing, backpressure, limits, early replies.
#include "scripted_exchange.hpp"
#include "wire_client.hpp"

#include <QTest>

#include <fcntl.h>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

constexpr std::chrono::milliseconds kBrief{40};
const std::string kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

std::string post(const std::string& path, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Taken {
    std::atomic<std::size_t> bytes{0}, largest{0};
    std::atomic<int> pieces{0}, ends{0}, failures{0}, gone{0}, resumes{0};
    std::atomic<int> lastFailure{-1};
};

/// Streams each body; what else it does is chosen by the path.
class StreamingExchange final : public pipeline::ExchangeHandler {
 public:
    StreamingExchange(pipeline::ClientPort& client, Taken& taken, pipeline::WorkerTimers& timers)
        : client_(client), taken_(taken), timers_(timers), path_(client.head().path) {}
    ~StreamingExchange() override { *alive_ = false; }

    void onRequest() override {
        if (client_.head().method == Method::get) return client_.respond({200, {}}, "hello");
        client_.streamBody(path_ == "/small" ? Bytes{10} : mebibytes(64));
        if (path_ == "/early") client_.respond({413, {}}, "enough");
    }
    void onBody(pipeline::PaddedBody) override { client_.respond({500, {}}, "collected"); }
    void onBodyPiece(std::string_view bytes) override {
        ++taken_.pieces;
        taken_.bytes += bytes.size();
        if (bytes.size() > taken_.largest) taken_.largest = bytes.size();
        if (path_ == "/keep") kept_ += bytes;
        if (path_ == "/stop") return client_.pauseBody();
        if (path_ == "/slow") pauseABit();
        if (path_ == "/answer" && !std::exchange(answered_, true)) client_.startReply({200, {}}, std::nullopt);
    }
    void onBodyEnd() override {
        ++taken_.ends;
        if (path_ != "/answer") return client_.respond({200, {}}, path_ == "/keep" ? kept_ : std::to_string(taken_.bytes));
        client_.write("whole");
        client_.finish();
    }
    void onBodyFailed(const Error& error) override {
        ++taken_.failures;
        taken_.lastFailure = static_cast<int>(error.code);
        client_.respond({httpStatus(error.code), {}}, "no");
    }
    void onClientWritable() override {}
    void onClientGone() override { ++taken_.gone; }
    void onSnapshot(const config::SnapshotPtr&) override {}
    void onDrainEnd() override {}

 private:
    void pauseABit() {
        client_.pauseBody();
        client_.pauseBody();
        timers_.after(std::chrono::milliseconds(10), [this, alive = alive_] {
            if (!*alive) return;
            ++taken_.resumes;
            client_.resumeBody();
        });
    }

    pipeline::ClientPort& client_;
    Taken& taken_;
    pipeline::WorkerTimers& timers_;
    const std::string path_;
    std::string kept_;
    bool answered_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

class StreamingFactory final : public pipeline::ExchangeFactory {
 public:
    StreamingFactory(Taken& taken, pipeline::WorkerTimers& timers) : taken_(taken), timers_(timers) {}
    std::unique_ptr<pipeline::ExchangeHandler> make(pipeline::ClientPort& client) override {
        return std::make_unique<StreamingExchange>(client, taken_, timers_);
    }

 private:
    Taken& taken_;
    pipeline::WorkerTimers& timers_;
};

struct StreamingWorker {
    explicit StreamingWorker(NetLimits limits = {}) {
        limits.bodyMax = mebibytes(64);
        auto probe = probeAndBind("127.0.0.1", 0, false);
        port = probe->port();
        WorkerOptions options;
        options.limits = std::move(limits);
        options.listener = std::move(*probe->openListener());
        worker = std::make_unique<Worker>(std::move(options));
        started = worker->start([this](WorkerContext& context) { return std::make_unique<StreamingFactory>(taken, context.timers); })
                      .has_value();
    }

    Taken taken;
    std::uint16_t port = 0;
    bool started = false;
    std::unique_ptr<Worker> worker;
};

}  // namespace

class SessionBodyTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void handsOnTheSameBytesWhereverTheyAreSplit() {
        StreamingWorker server;
        const std::string text = post("/keep", "some body") +
                                 "POST /keep HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4;x=\"y\"\r\nwiki\r\n"
                                 "5\r\npedia\r\n0\r\nt: v\r\n\r\n" +
                                 kHello;
        for (std::size_t at = 1; at < text.size(); at += 3) {
            WireClient client(server.port);
            QVERIFY(client.send(text.substr(0, at)));
            QVERIFY(client.send(text.substr(at)));
            QCOMPARE(bodyOf(client.reply()), std::string("some body"));
            QCOMPARE(bodyOf(client.reply()), std::string("wikipedia"));
            QCOMPARE(bodyOf(client.reply()), std::string("hello"));
        }
    }

    void anEmptyBodyHasAnEndOnly() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(post("/keep", "") + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string());
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
        QCOMPARE(server.taken.pieces.load(), 0);
        QCOMPARE(server.taken.ends.load(), 1);
    }

    void aLargeBodyComesInSmallPieces() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(post("/count", std::string(20'000'000, 'a'))));
        QCOMPARE(bodyOf(client.reply()), std::string("20000000"));
        QVERIFY(server.taken.largest <= 64 * 1024);
    }

    void readsNothingWhilePaused() {
        StreamingWorker server;
        WireClient client(server.port);
        ::fcntl(client.fd(), F_SETFL, O_NONBLOCK);
        client.send(post("/stop", std::string(30'000'000, 'a')));
        QTRY_COMPARE(server.taken.pieces.load(), 1);
        QVERIFY(server.taken.bytes <= 64 * 1024);
        client.reset();  // a FIN would stand behind what nobody reads
        QTRY_COMPARE(server.taken.gone.load(), 1);
        QCOMPARE(server.taken.pieces.load(), 1);
    }

    void goesOnWhenResumed() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n" + kHello));
        QCOMPARE(bodyOf(client.reply()), std::string("6"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
        QVERIFY(server.taken.resumes >= 1);
    }

    void sendsContinueBeforeAStreamedBody() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /keep HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"));
        QVERIFY(client.until("\r\n\r\n").starts_with("HTTP/1.1 100 "));
        QVERIFY(client.send("ok"));
        QCOMPARE(bodyOf(client.reply()), std::string("ok"));
    }

    void refusesTooMuch_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("length") << QByteArray("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n") << 413;
        QTest::newRow("chunked") << QByteArray("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nabcdefgh\r\n3\r\nijk\r\n") << 413;
        QTest::newRow("malformed") << QByteArray("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") << 400;
    }
    void refusesTooMuch() {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(request.toStdString()));
        QCOMPARE(statusOf(client.all()), status);
        QVERIFY(server.taken.bytes <= 10);
        QCOMPARE(server.taken.ends.load(), 0);
        QCOMPARE(server.taken.failures.load(), 1);
    }

    void tellsASlowUploadThatItIsLate() {
        NetLimits limits;
        limits.bodyGrace = kBrief;
        StreamingWorker server(limits);
        WireClient client(server.port);
        QVERIFY(client.send("POST /keep HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"));
        QCOMPARE(statusOf(client.all()), 408);
        QCOMPARE(server.taken.lastFailure.load(), static_cast<int>(ErrorCode::requestTimeout));
    }

    void theTimeOfAPauseIsNotTheClients() {
        NetLimits limits;
        limits.bodyGrace = kBrief;
        StreamingWorker server(limits);
        WireClient paused(server.port), late(server.port);
        QVERIFY(paused.send("POST /stop HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"));
        QTRY_COMPARE(server.taken.pieces.load(), 1);
        // The other one's time runs out meanwhile.
        QVERIFY(late.send("POST /keep HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"));
        QCOMPARE(statusOf(late.all()), 408);
        QCOMPARE(server.taken.failures.load(), 1);
    }

    void anEarlyReplyDrainsASmallRest() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send(post("/early", std::string(60'000, 'a')) + kHello));
        QCOMPARE(statusOf(client.reply()), 413);
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void anEarlyReplyClosesBeforeALargeRest() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc"));
        const std::string reply = client.all();
        QCOMPARE(statusOf(reply), 413);
        QVERIFY(holds(reply, "connection: close"));
    }

    void aReplyMayBeginBeforeTheBodyHasEnded() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /answer HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc"));
        QVERIFY(client.until("\r\n\r\n").starts_with("HTTP/1.1 200 "));
        QVERIFY(client.send("def" + kHello));
        QCOMPARE(client.until("0\r\n\r\n"), std::string("5\r\nwhole\r\n0\r\n\r\n"));
        QCOMPARE(bodyOf(client.reply()), std::string("hello"));
    }

    void noticesAClientThatLeavesItsUpload() {
        StreamingWorker server;
        WireClient client(server.port);
        QVERIFY(client.send("POST /keep HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"));
        QTRY_COMPARE(server.taken.pieces.load(), 1);
        client.reset();
        QTRY_COMPARE(server.taken.gone.load(), 1);
        QCOMPARE(server.taken.ends.load(), 0);
    }
};

QTEST_GUILESS_MAIN(SessionBodyTest)
#include "session_body_test.moc"
