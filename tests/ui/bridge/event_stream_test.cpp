#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/request_reader.hpp"

#include <QMutex>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace std::chrono_literals;
using ui::bridge::AdminClient;
using ui::bridge::BridgeTiming;
using ui::bridge::EventStream;
using ui::bridge::Link;

namespace {

constexpr const char* kEvents = "GET /api/v1/admin/events";

BridgeTiming quick() {
    BridgeTiming timing;
    timing.pollStarting = 20ms;
    timing.streamBackoffMin = 20ms;
    timing.streamBackoffMax = 40ms;
    timing.streamFlush = 20ms;
    return timing;
}

void streamFrom(HttpPeer& peer) {
    answerAsReadyEngine(peer);
    peer.on(kEvents, [](const PeerRequest&) { return PeerReply{200, ": hello\n\n", false, false, true}; });
}

/// Keeps what the bridge thread was given. The half that lives there is deleted there.
class Reader {
public:
    ui::bridge::RequestReader* forBridge() {
        class OnBridge : public ui::bridge::RequestReader {
        public:
            explicit OnBridge(std::shared_ptr<Kept> kept) : kept_(std::move(kept)) {}
            void read(const QByteArray& data) override {
                const QMutexLocker lock(&kept_->mutex);
                kept_->seen << data;
            }
            std::shared_ptr<Kept> kept_;
        };
        auto* made = new OnBridge(kept_);
        made_ = made;
        return made;
    }
    ~Reader() {
        if (made_) made_->deleteLater();
    }
    QList<QByteArray> seen() const {
        const QMutexLocker lock(&kept_->mutex);
        return kept_->seen;
    }

private:
    struct Kept {
        QMutex mutex;  // the test looks from its own thread
        QList<QByteArray> seen;
    };
    std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
    QPointer<ui::bridge::RequestReader> made_;
};

}  // namespace

class EventStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensOneStreamForAllSubscribers() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        client.events().subscribe(QStringLiteral("metrics"));
        client.events().subscribe(QStringLiteral("metrics"));
        client.events().subscribe(QStringLiteral("changes"));
        QTRY_COMPARE(peer.streamCount(), 1);
        QCOMPARE(peer.lastOf(kEvents).path, QByteArray("/api/v1/admin/events?topics=changes,metrics"));
        QCOMPARE(peer.lastOf(kEvents).headers.value("authorization"), QByteArray("Bearer token-1"));
        client.events().unsubscribe(QStringLiteral("metrics"));
        QCOMPARE(client.events().topics(), QStringList({QStringLiteral("changes"), QStringLiteral("metrics")}));
        client.events().unsubscribe(QStringLiteral("metrics"));
        client.events().unsubscribe(QStringLiteral("metrics"));
        QTRY_COMPARE(peer.lastOf(kEvents).path, QByteArray("/api/v1/admin/events?topics=changes"));
        client.events().unsubscribe(QStringLiteral("changes"));
        QTRY_COMPARE(peer.streamCount(), 0);
    }

    void deliversEventsInBatches() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        QSignalSpy samples(&client.events(), &EventStream::metricSample);
        Reader reader;
        client.events().addReader(reader.forBridge());
        QSignalSpy requests(&client.events(), &EventStream::requests);
        QSignalSpy changes(&client.events(), &EventStream::changes);
        QSignalSpy resync(&client.events(), &EventStream::resync);
        client.events().subscribe(QStringLiteral("metrics"));
        client.events().subscribe(QStringLiteral("requests"));
        QTRY_COMPARE(peer.streamCount(), 1);
        peer.push("event: metrics\ndata: {\"time\":1}\n\nevent: requests\ndata: {\"items\":[{\"id\":1}]}\n\n"
                  "event: requests\ndata: {\"items\":[{\"id\":2},{\"id\":3}]}\n\nevent: changes\ndata: {\"items\":[{\"seq\":1}]}\n\n"
                  "event: metrics\ndata: not json\n\nevent: resync\ndata: {\"topic\":\"requests\"}\n\n");
        QTRY_COMPARE(reader.seen().size(), 2);
        QCOMPARE(reader.seen().first(), QByteArray("{\"items\":[{\"id\":1}]}"));
        QTRY_COMPARE(resync.size(), 1);
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests.last().first().toJsonArray().size(), 2);
        QCOMPARE(samples.size(), 1);
        QCOMPARE(samples.first().first().toJsonObject().value(QStringLiteral("time")).toInt(), 1);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(resync.size(), 1);
    }

    void reconnectsAndAsksForAReloadWhenTheStreamBreaks() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        QSignalSpy resync(&client.events(), &EventStream::resync);
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_COMPARE(peer.streamCount(), 1);
        QVERIFY(resync.isEmpty());
        peer.dropStreams();
        QTRY_COMPARE(peer.streamCount(), 1);
        QTRY_COMPARE(resync.size(), 1);
        QCOMPARE(resync.first().first().toString(), QStringLiteral("metrics"));
    }

    void leavesAStreamThatFellSilent() {
        HttpPeer peer;
        streamFrom(peer);
        BridgeTiming timing = quick();
        timing.streamIdle = 100ms;
        AdminClient client({peer.url(), "s", true}, nullptr, timing);
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_VERIFY(peer.count(kEvents) >= 3);
    }

    void keepsTryingWhileTheStreamIsRefused() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on(kEvents, 503, R"({"error":{"code":"OVERLOADED","message":"m"}})");
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_VERIFY(peer.count(kEvents) >= 2);
        streamFrom(peer);
        QTRY_COMPARE(peer.streamCount(), 1);
    }

    void renewsTheTokenWhenTheStreamSaysItExpired() {
        HttpPeer peer;
        streamFrom(peer);
        peer.on("POST /api/v1/auth/refresh", 200, R"({"access_token":"token-2","refresh_token":"refresh-2","expires_in":900})");
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        client.events().subscribe(QStringLiteral("metrics"));
        QTRY_COMPARE(peer.streamCount(), 1);
        peer.push("event: expired\ndata: {}\n\n");
        QTRY_COMPARE(peer.count("POST /api/v1/auth/refresh"), 1);
        peer.dropStreams();
        QTRY_COMPARE(peer.lastOf(kEvents).headers.value("authorization"), QByteArray("Bearer token-2"));
    }

    void dropsTheOldestOfAFloodAndSaysSo() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        Reader reader;
        client.events().addReader(reader.forBridge());
        QSignalSpy resync(&client.events(), &EventStream::resync);
        client.events().subscribe(QStringLiteral("requests"));
        QTRY_COMPARE(peer.streamCount(), 1);
        QByteArray flood;
        for (int i = 0; i < 12; ++i) flood += "event: requests\ndata: " + QByteArray::number(i) + QByteArray(1 << 20, 'x') + "\n\n";
        peer.push(flood);
        QTRY_VERIFY(!reader.seen().isEmpty() && reader.seen().last().startsWith("11x"));
        QTRY_VERIFY(!resync.isEmpty());
        QVERIFY(reader.seen().size() < 12);
    }

    void makesNoRowsForReadersAlone() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        Reader reader;
        client.events().addReader(reader.forBridge());
        QSignalSpy requests(&client.events(), &EventStream::requests);
        client.events().startReading();
        QTRY_COMPARE(peer.streamCount(), 1);
        peer.push("event: requests\ndata: {\"items\":[{\"id\":1}]}\n\n");
        QTRY_COMPARE(reader.seen().size(), 1);
        client.events().subscribe(QStringLiteral("requests"));
        peer.push("event: requests\ndata: {\"items\":[{\"id\":2}]}\n\n");
        QTRY_COMPARE(reader.seen().size(), 2);
        QTRY_COMPARE(requests.size(), 1);
        client.events().unsubscribe(QStringLiteral("requests"));
        QCOMPARE(client.events().topics(), QStringList{QStringLiteral("requests")});
        client.events().stopReading();
        QTRY_COMPARE(peer.streamCount(), 0);
    }

    void sendsNothingMoreWhileMainStandsStill() {
        HttpPeer peer;
        streamFrom(peer);
        AdminClient client({peer.url(), "s", true}, nullptr, quick());
        Reader reader;
        client.events().addReader(reader.forBridge());
        QSignalSpy samples(&client.events(), &EventStream::metricSample);
        QSignalSpy changes(&client.events(), &EventStream::changes);
        QSignalSpy resync(&client.events(), &EventStream::resync);
        for (const char* topic : {"metrics", "changes", "requests"}) client.events().subscribe(QString::fromLatin1(topic));
        QTRY_COMPARE(peer.streamCount(), 1);
        peer.push("event: requests\ndata: first\n\n");
        QTRY_COMPARE(reader.seen().size(), 1);
        QCoreApplication::processEvents();
        // The peer answers from this thread: all of it leaves in one go, and then nobody takes a batch for many flushes.
        QByteArray burst;
        for (int i = 0; i < 200; ++i) burst += "event: metrics\ndata: {\"time\":" + QByteArray::number(i) + "}\n\n";
        for (int i = 0; i < 700; ++i) burst += "event: changes\ndata: {\"items\":[{\"seq\":" + QByteArray::number(i) + "}]}\n\n";
        for (int i = 0; i < 40; ++i) burst += "event: requests\ndata: " + QByteArray(256 * 1024, 'x') + "\n\n";
        peer.push(burst);
        QTRY_VERIFY(reader.seen().size() > 1 && !samples.isEmpty() && !changes.isEmpty());
        QTRY_VERIFY(resync.contains(QVariantList{QStringLiteral("requests")}));
        for (const QVariantList& rows : changes) QVERIFY(rows.first().toJsonArray().size() <= 500);
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "event_stream_test.moc"
